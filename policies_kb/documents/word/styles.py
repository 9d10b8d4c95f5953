"""What styles say of paragraphs and runs: the list they belong to, and whether they are hidden."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.documents.word.names import Element, number, switched, value, w

_MOST_BASES = 20


class Styles:
    """The styles of a Word file, each with the styles that it is based on."""

    def __init__(self, root: Element | None) -> None:
        items = list(root.iterchildren(w("style"))) if root is not None else []
        self._styles = {str(item.get(w("styleId"))): item for item in items}
        self._default = next(
            (
                str(item.get(w("styleId")))
                for item in items
                if item.get(w("type")) == "paragraph" and item.get(w("default")) in ("1", "true", "on")
            ),
            "",
        )

    def numbering_styles(self) -> dict[str, str]:
        """Return the list id of each numbering style."""
        found = {}
        for name, item in self._styles.items():
            properties = item.find(w("pPr"))
            link = value(properties.find(w("numPr")), "numId") if properties is not None else None
            if item.get(w("type")) == "numbering" and link:
                found[name] = link
        return found

    def chain(self, paragraph: Element | None) -> list[str]:
        """Return the ids of a paragraph's style and of those it is based on; `paragraph` are its properties."""
        return list(self._chain(value(paragraph, "pStyle") or self._default))

    def numbering(self, chain: list[str]) -> tuple[str | None, int | None, list[str]]:
        """Return the list id, the level, and the styles down to the one that names the list."""
        level: int | None = None
        for at, name in enumerate(chain):
            properties = self._styles[name].find(w("pPr"))
            own = properties.find(w("numPr")) if properties is not None else None
            if own is None:
                continue
            level = number(own, "ilvl") if level is None else level
            if (link := value(own, "numId")) is not None:
                return link, level, chain[: at + 1]
        return None, level, chain

    def hides(self, names: list[str]) -> bool:
        """Say whether a chain of styles hides its text; the nearest that says so counts."""
        for name in names:
            said = switched(self._styles[name].find(w("rPr")), "vanish")
            if said is not None:
                return said
        return False

    def hides_run(self, properties: Element | None, paragraph_chain: list[str]) -> bool:
        """Say whether a run is hidden: by itself, by its own style, or by its paragraph's."""
        own = switched(properties, "vanish")
        if own is not None:
            return own
        return self.hides(list(self._chain(value(properties, "rStyle") or ""))) or self.hides(paragraph_chain)

    def _chain(self, name: str) -> Iterator[str]:
        for _ in range(_MOST_BASES):
            if name not in self._styles:
                return
            yield name
            name = value(self._styles[name], "basedOn") or ""
