"""Proposals for sentences that nothing else accounts for: the topic of the sentences on file that are like them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from policies_kb.clauses import bare
from policies_kb.lexers import CLAUSE, cut, until
from policies_kb.model.facts import MaterialFact, RuleFact

from .addressed import of_office
from .alike import BOILERPLATE, Alike, Proposal, heading_of
from .carry import quoted
from .found import Found, Mark
from .leftover import values_in
from .passages import BLANK, Passage

UNSURE = "事项是按相像的句子推测的"  # which one, the title of the fact says
ASIDE = "推测："  # how the reason of what was set aside by guess begins: it stands open
FORM = "template_content"  # what the forms printed after a notice say
SURE_IN_FORM = 0.45  # how like a sentence on file must be to name a topic of its own
SURE_EMPTY = 0.8  # how like a sentence without content must be
LISTS = ("materials_online", "materials_paper")
LEAST = 4  # letters
SURE_OF_ANOTHER = 0.6  # how like a sentence on file must be to say more than who is addressed
PARTS = CLAUSE + "："
Free = Callable[[str], str]


def guessed(passage: Passage, alike: Alike, free: Free) -> Found | dict[str, Any] | None:
    """A fact proposed for a sentence, an entry of boilerplate, or nothing. ``free``: an id not yet used."""
    if passage.is_form:
        return _of_form(passage, alike, free)
    duty = of_office(passage, free)
    proposal = alike.propose(passage.text, never=(FORM,), heading=heading_of(passage))
    if duty is not None and (proposal is None or proposal.likeness < SURE_OF_ANOTHER):
        return duty
    if proposal is None or passage.blank:
        return None
    if proposal.topic == BOILERPLATE and (proposal.likeness < SURE_EMPTY or values_in(passage.text)):
        return None  # what has a value in it is never set aside
    if proposal.topic == BOILERPLATE:
        return {"quote": passage.text, "why": f"{ASIDE}{proposal.donor.notice.head.short_name}里像它的句子没有内容"}
    said = quoted(passage.text)
    if not said or len(bare(passage.text)) < 2:
        return None
    fact: dict[str, Any] = {"id": free(_id(proposal)), "kind": "statement", "topic": proposal.topic}
    if proposal.also:
        fact["also"] = list(proposal.also)
    fact["quote"] = passage.text
    model = proposal.fact
    if isinstance(model, RuleFact):
        fact |= {"kind": model.kind, "stance": model.stance}
    elif isinstance(model, MaterialFact):
        fact |= {"kind": "material", "channel": model.channel, "name": _name(model, passage)}
    fact["say"] = said
    return Found(fact, passage.clause, Mark.GUESSED, _like(proposal, passage), (), unsure=UNSURE)


def _of_form(passage: Passage, alike: Alike, free: Free) -> Found | dict[str, Any]:
    """What a form prints besides its blanks; a form that says nothing else is set aside as one."""
    words = max((part for _, part in cut(BLANK.sub("\t", passage.text), PARTS)), key=len, default="")
    if sum("一" <= sign <= "龥" for sign in words) < LEAST:
        return {"quote": passage.text, "why": f"{ASIDE}模板里的空白"}
    proposal = alike.propose(passage.text, heading=heading_of(passage))
    sure = proposal is not None and proposal.likeness >= SURE_IN_FORM and proposal.topic != BOILERPLATE
    topic = proposal.topic if proposal and sure else FORM
    fact: dict[str, Any] = {"id": free(f"{topic}.form"), "kind": "statement", "topic": topic}
    if topic != FORM:
        fact["also"] = [FORM]
    quote = passage.text if not passage.blank else words.strip()
    fact |= {"quote": quote, "say": f"{passage.clause}的模板里印着：“{quote.rstrip('。；;：:，, ')}”。"}
    return Found(fact, passage.clause, Mark.GUESSED, f"在{passage.clause}的模板里", (), unsure=UNSURE)


def _like(proposal: Proposal, passage: Passage) -> str:
    """Why the topic is proposed; words that are the same need not be read twice."""
    name = proposal.donor.notice.head.short_name
    if bare(proposal.sentence) == bare(passage.text):
        return f"{name}有同一句"
    return f"和{name}的“{proposal.sentence[:40]}”相像（{proposal.likeness:.0%}）"


def _id(proposal: Proposal) -> str:
    return proposal.fact.id if proposal.fact else f"{proposal.topic}.rule"


def _name(model: MaterialFact, passage: Passage) -> str:
    """The material's name on file where the new sentence prints it, else the sentence's first words."""
    if bare(model.name) in bare(passage.text):
        return model.name
    return passage.text[: until(passage.text, 0, "：，。；;")]


def with_topic(found: Found, alike: Alike, facts: Iterable[Found]) -> Found:
    """A listed material under the topic of the sentences on file that are like it; its own where none is."""
    if found.mark is not Mark.GUESSED or found.fact.get("topic") not in LISTS:
        return found
    proposal = alike.propose(str(found.fact["quote"]), kinds=(found.kind,))
    if proposal is None or proposal.topic == BOILERPLATE:
        return found
    used = {each.id for each in facts}
    named = proposal.fact.id if proposal.fact and proposal.fact.id not in used else found.id
    unsure = f"{found.unsure}；{UNSURE}" if found.unsure else UNSURE
    return replace(found.having(topic=proposal.topic, id=named), unsure=unsure)
