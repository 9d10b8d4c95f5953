"""What was asked and no notice states: whole topics, and single aspects of a topic that is stated otherwise."""

from __future__ import annotations

from policies_kb.model.answer import Answer, Status

SILENCES = (Status.NOT_STATED.value, Status.DEFERRED.value)  # kinds of statements


def silent_topics(answer: Answer) -> list[str]:
    """The topics that were asked about and on which none of the notices states anything."""
    stated = {statement.topic for statement in answer.statements if statement.kind not in SILENCES}
    asked = dict.fromkeys(statement.topic for statement in answer.statements)
    return [topic for topic in asked if topic not in stated]


def silent_aspects(answer: Answer) -> dict[str, list[str]]:
    """Topic → the aspects asked of it (ids) that are said not to be written, by every notice that states the topic."""
    open_: dict[str, list[set[str]]] = {}
    order: dict[str, dict[str, None]] = {}
    for statement in answer.statements:
        if statement.kind in SILENCES:
            continue
        said = (*statement.silent_on, *statement.left_open)
        open_.setdefault(statement.topic, []).append(set(said))
        order.setdefault(statement.topic, {}).update(dict.fromkeys(said))
    found = {topic: [one for one in order[topic] if all(one in said for said in each)] for topic, each in open_.items()}
    return {topic: aspects for topic, aspects in found.items() if aspects}
