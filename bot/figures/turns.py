"""What is counted of a turn: codes that its reply carries anyway."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policies_kb.aspects import load_aspects
from policies_kb.model.answer import Status
from policies_kb.reference import load_reference
from policies_kb.today import in_beijing

SILENT = frozenset({Status.NOT_STATED.value, Status.DEFERRED.value})
CLAUSE_ONLY = "clause_only"  # stands for the status where nothing but a clause was found
LONGEST_DOOR = 32
BETWEEN = ","  # between aspects
MOST_ASPECTS = 6  # of one topic; their ids fit the column


@dataclass(frozen=True)
class Tally:
    """One topic of one turn; ``day`` as YYYY-MM-DD. ``first``: false for the further topics of the same turn.

    ``silent``: nothing is stated on the topic; ``aspects``: ids, with commas, of what was asked of it and is not stated
    though the topic is.
    """

    day: str
    door: str
    status: str
    topic: str = ""
    region: str = ""
    series: str = ""
    silent: bool = False
    first: bool = True
    release: int | None = None
    aspects: str = ""


def tallies(said: Mapping[str, Any], customs: Sequence[Mapping[str, Any]], frame: object) -> list[Tally]:
    """The tallies of a turn: ``said`` is Rasa's event of the message, ``customs`` what the replies hold for programs,
    ``frame`` the dialogue's memory after it. Empty where no reply has a status."""
    custom = next((one for one in reversed(customs) if one.get("status")), None)
    if custom is None:
        return []
    scope, named = scope_of(frame), entities(said)
    return of_topics(
        day=in_beijing(said["timestamp"]).date().isoformat(),
        door=str(said.get("input_channel") or "gateway"),
        status=CLAUSE_ONLY if custom.get(CLAUSE_ONLY) else str(custom["status"]),
        topics=topics_of(custom, said),
        silent=custom.get("silent", ()),
        aspects=custom.get("silent_on", {}),
        region=next(iter(scope.get("regions", ())), "") or named.get("region", ""),
        series=next(iter(scope.get("series", ())), "") or named.get("series", ""),
        release=custom.get("release"),
    )


def of_topics(
    *,
    day: str,
    door: str,
    status: str,
    topics: Sequence[str],
    silent: Iterable[str],
    aspects: Mapping[str, Sequence[str]],
    region: str,
    series: str,
    release: int | None,
) -> list[Tally]:
    """One tally for each topic, one without a topic where there is none.

    ``silent``: the topics without a fact; a turn that ended in silence is silent on all of them. ``aspects``: what of a
    topic with facts is not stated.
    """
    without = set(topics) if status in SILENT else set(silent)
    return [
        Tally(
            day,
            door[:LONGEST_DOOR],
            status,
            topic,
            region,
            series,
            topic in without,
            at == 0,
            release,
            "" if topic in without else BETWEEN.join(known_aspects(aspects.get(topic, ()))),
        )
        for at, topic in enumerate(topics or ("",))
    ]


def known_aspects(ids: Iterable[str]) -> list[str]:
    """Those of the catalogue, in its order, so that the same ones are counted together."""
    wanted = set(ids)
    return [name for name in load_aspects().aspects if name in wanted][:MOST_ASPECTS]


def scope_of(frame: object) -> dict[str, Any]:
    """The scope of whom a stored frame of the dialogue speaks of."""
    if not isinstance(frame, Mapping):
        return {}
    return dict(frame.get("cases", {}).get(frame.get("who"), {}).get("scope") or {})


def entities(said: Mapping[str, Any]) -> dict[str, str]:
    """What a message names, by kind."""
    return {str(one["entity"]): str(one["value"]) for one in (said.get("parse_data") or {}).get("entities", ())}


def topics_of(custom: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    """What was found to be asked about; else the topic that the message is likeliest about, if it is one of ours."""
    known = load_reference().topics
    found = [str(topic) for topic in custom.get("topics", ()) if topic in known]
    intent = str(((said.get("parse_data") or {}).get("intent") or {}).get("name") or "")
    return list(dict.fromkeys(found)) or [topic for topic in (intent,) if topic in known]
