"""Proposals for sentences that nothing else accounts for: the topic of the sentences on file that are like them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from policies_kb.clauses import bare
from policies_kb.model.facts import MaterialFact, RuleFact

from .alike import BOILERPLATE, Alike, Proposal
from .carry import quoted
from .found import Found, Mark
from .passages import Passage

SURE = 0.999
Free = Callable[[str], str]


def guessed(passage: Passage, alike: Alike, free: Free) -> Found | dict[str, Any] | None:
    """A fact proposed for a sentence, an entry of boilerplate, or nothing. ``free``: an id not yet used."""
    proposal = alike.propose(passage.text, passage.headings)
    if proposal is None:
        return None
    if proposal.topic == BOILERPLATE or (passage.blank and _template(proposal)):
        return {"quote": passage.text, "why": f"推测：{proposal.donor.notice.head.short_name}里像它的句子没有内容"}
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
    reason = f"和{proposal.donor.notice.head.short_name}的“{proposal.sentence[:40]}”相像（{proposal.likeness:.0%}）"
    unsure = f"事项是按相像的句子推测的：{proposal.topic}"
    return Found(fact, passage.clause, Mark.GUESSED, reason, (), unsure=unsure)


def _template(proposal: Proposal) -> bool:
    return proposal.fact is None


def _id(proposal: Proposal) -> str:
    return proposal.fact.id if proposal.fact else f"{proposal.topic}.rule"


def _name(model: MaterialFact, passage: Passage) -> str:
    """The material's name on file where the new sentence prints it, else the sentence's first words."""
    if bare(model.name) in bare(passage.text):
        return model.name
    first = passage.text.split("：")[0].split("，")[0].rstrip("。；;")
    return first[:40]
