"""The names of WordprocessingML: elements, attributes, truth values."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALSE = frozenset({"0", "false", "off"})


def w(name: str) -> str:
    """Return the full name of an element or attribute of the main namespace."""
    return _W + name


def local(element: Element) -> str:
    """Return an element's name without its namespace, "" for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def is_w(element: Element) -> bool:
    """Say whether an element is of the main namespace."""
    return isinstance(element.tag, str) and element.tag.startswith(_W)


def value(parent: Element | None, name: str) -> str | None:
    """Return the `w:val` of a child, None where there is no such child or value."""
    child = parent.find(w(name)) if parent is not None else None
    return child.get(w("val")) if child is not None else None


def number(parent: Element | None, name: str) -> int | None:
    """Return the `w:val` of a child as an integer, None where there is none."""
    found = value(parent, name)
    try:
        return int(found) if found is not None else None
    except ValueError:
        return None


def switched(parent: Element | None, name: str) -> bool | None:
    """Return whether a child switches something on (`<w:vanish/>`) or off (`w:val="0"`); None where it is absent."""
    child = parent.find(w(name)) if parent is not None else None
    return None if child is None else child.get(w("val"), "1") not in _FALSE
