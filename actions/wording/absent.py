"""Nothing on file: of the place, or of the round that was asked about."""

from __future__ import annotations

from policies_kb.model.answer import Answer
from policies_kb.scope import nearest, timeline

from . import contacts
from .clarify import Buttons, as_buttons, choice
from .voice import Voice


def no_notice(voice: Voice, answer: Answer) -> str:
    """That nothing is on file for the place, and what is for its surroundings."""
    region = voice.base.reference.regions[answer.region]
    said = [nothing_for(voice, answer.region, answer.series)]
    if region.answers_to_region and region.inside:
        said.append(voice.say("answers_to_region", region=region.short, inside=region.inside))
    if answer.notices:
        names = "、".join(voice.notice(name).head.short_name for name in answer.notices)
        said.append(voice.say("no_notice_but", region=region.short, notices=names))
    return "".join(said)


def nothing_for(voice: Voice, region: str, series: str = "") -> str:
    """That no notice of the place is on file."""
    return voice.say("no_notice", region=voice.region(region), series=series)


def no_round(voice: Voice, answer: Answer) -> tuple[list[str], Buttons]:
    """Which round is not on file, which are, and whom to ask; nothing is answered from another round."""
    notices = [voice.notice(name) for name in answer.notices]
    names = "、".join(dict.fromkeys(notice.head.short_name for notice in notices))
    rounds = {notice.id: timeline(voice.base).rounds(notice, voice.day) for notice in notices}
    on_file = {name: "、".join(other.head.round.name for other in found) for name, found in rounds.items()}
    kept = "；".join(notice.head.short_name + on_file[notice.id] for notice in notices)
    said = voice.say("no_round", round="、".join(wish.name for wish in answer.absent), notices=names, kept=kept)
    lines = [contacts.line(voice.say, voice.notice(name), contact) for name, contact in answer.contacts]
    others = (
        voice.say(
            "other_round", choice=choice(notice), round=nearest(answer.absent[0], rounds[notice.id]).head.round.name
        )
        for notice in notices
    )
    return [said, *lines], as_buttons(others)
