"""YAML with line numbers, so that an error can name the line to mend."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import yaml
from yaml.constructor import ConstructorError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Location = tuple[str | int, ...]


class _Loader(yaml.SafeLoader):
    """Tells the place of a value that has the look of a date or number but is none, such as 2024-09-31."""

    def construct_object(self, node: Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            raise ConstructorError(None, None, f"{node.value}: {error}", node.start_mark) from error


class LinedYaml:
    """A parsed YAML text: ``data`` as plain objects, ``line(location)`` for where a value stands."""

    def __init__(self, text: str, data: Any = None) -> None:
        """``data``: what the text was parsed to before, if it is known. Raises yaml.YAMLError when it is not YAML."""
        self._text = text
        self.data: Any = yaml.load(text, Loader=_Loader) if data is None else data

    @cached_property
    def _root(self) -> Node | None:
        """Made only when a line is asked for: it costs as much as parsing."""
        return yaml.compose(self._text, Loader=yaml.SafeLoader)

    def line(self, location: Location) -> int:
        """The 1-based line of the value at ``location``; of its nearest ancestor when it is absent."""
        node = self._root
        line = 1
        for step in location:
            found = self._child(node, step)
            if found is None:
                continue  # a step of the schema that is not in the text, such as the name of a union's member
            node = found
            line = node.start_mark.line + 1
        return line

    @staticmethod
    def _child(node: Node | None, step: str | int) -> Node | None:
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if isinstance(key, ScalarNode) and key.value == str(step):
                    return value  # type: ignore[no-any-return]
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            return node.value[step]  # type: ignore[no-any-return]
        return None
