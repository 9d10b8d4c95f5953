"""YAML with line numbers, so that an error can name the line to mend."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .yaml_slips import YamlSlip, slip_of_error, slip_of_lines, slip_of_nodes

__all__ = ["LinedYaml", "Location", "YamlSlip", "lined"]

Location = tuple[str | int, ...]
DAY = "tag:yaml.org,2002:timestamp"


class _Loader(yaml.CSafeLoader):
    """Leaves days as they are written: the model reads them, and says where one is none."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as in the class above
        sign: [(tag, pattern) for tag, pattern in resolvers if tag != DAY]
        for sign, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


class LinedYaml:
    """A parsed YAML text: ``data`` as plain objects, ``line(location)`` for where a value stands."""

    def __init__(self, text: str) -> None:
        """Raises YamlSlip when the text is not YAML, or not what its writer can have meant."""
        if slip := slip_of_lines(text):
            raise slip
        try:
            loader = _Loader(text)
            self._root: Node | None = loader.get_single_node()
            self.data: Any = loader.construct_document(self._root) if self._root else None
        except yaml.YAMLError as error:
            raise slip_of_error(text, error) from error
        if slip := slip_of_nodes(self._root):
            raise slip

    def line(self, location: Location) -> int:
        """The 1-based line of the value at ``location``; of its nearest ancestor when it is absent.

        A field's line is that of its name, and for an alias that of the words it stands for.
        """
        node = self._root
        line = 1
        for step in location:
            found = self._child(node, step)
            if found is None:
                break
            line, node = found
        return line

    @staticmethod
    def _child(node: Node | None, step: str | int) -> tuple[int, Node] | None:
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if isinstance(key, ScalarNode) and key.value == str(step):
                    return min(key.start_mark.line, value.start_mark.line) + 1, value
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            value = node.value[step]
            return value.start_mark.line + 1, value
        return None


@lru_cache(maxsize=32)
def lined(text: str) -> LinedYaml:
    """The same text is read by several checks; none of them changes what it holds."""
    return LinedYaml(text)
