"""YAML with line numbers, so that an error can name the line to mend."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Location = tuple[str | int, ...]


class LinedYaml:
    """A parsed YAML text: ``data`` as plain objects, ``line(location)`` for where a value stands."""

    def __init__(self, text: str) -> None:
        """Raises yaml.YAMLError when the text is not YAML."""
        self._root: Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
        self.data: Any = yaml.safe_load(text)

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
