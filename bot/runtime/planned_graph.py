"""Rasa's graph of components, run in an order that is found once."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphNodeHook, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelStorage


class PlannedGraph(GraphRunner):  # type: ignore[misc]
    """The nodes that Rasa's runner has loaded; their order is kept for each set of targets. Rasa has dask plan the same
    three times a turn, which costs more than most of what is run."""

    def __init__(self, loaded: DaskGraphRunner) -> None:
        self._schema, self._nodes = loaded._graph_schema, loaded._instantiated_nodes
        self._plans: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}

    @classmethod
    def create(
        cls,
        graph_schema: GraphSchema,
        model_storage: ModelStorage,
        execution_context: ExecutionContext,
        hooks: list[GraphNodeHook] | None = None,
    ) -> PlannedGraph:
        """Loads the components of a graph, as Rasa's runner does."""
        return cls(DaskGraphRunner.create(graph_schema, model_storage, execution_context, hooks))

    @property
    def components(self) -> list[Any]:
        """What is loaded, in the order of the graph's definition."""
        return [node._component for node in self._nodes.values() if node._component is not None]

    def run(self, inputs: dict[str, Any] | None = None, targets: Sequence[str] | None = None) -> dict[str, Any]:
        """What the targets return; a component's error is raised as Rasa's runner raises it."""
        wanted = tuple(targets or self._schema.target_names)
        plan = self._plans.get(wanted)
        if plan is None:
            plan = self._plans[wanted] = self._planned(wanted)
        done: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
        for name, needs in plan:
            done[name] = self._nodes[name](*(done.get(need, need) for need in needs))
        return {name: done[name][1] for name in wanted}

    def _planned(self, targets: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        """The nodes that the targets need, each after those that it needs itself."""
        nodes = self._schema.minimal_graph_schema(list(targets)).nodes
        needs = {name: tuple(node.needs.values()) for name, node in nodes.items()}
        return [(name, needs[name]) for name in TopologicalSorter(needs).static_order() if name in nodes]


__all__ = ["PlannedGraph"]
