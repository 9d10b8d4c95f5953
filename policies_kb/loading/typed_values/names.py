"""Phones, people, addresses, web addresses and documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from policies_kb.clauses import bare
from policies_kb.lexers import plain
from policies_kb.lexers.phones import PHONE, WEB
from policies_kb.model.facts import ContactFact, DocumentFact, PlaceFact, PlatformFact
from policies_kb.model.record import NoticeHead
from policies_kb.reference import Reference

from .fault import COPY, Fault, absent, words

SUPERVISION = re.compile(r"(?:监督|举报|投诉)[^，。,]{0,2}电话")
LABEL = re.compile(rf"{SUPERVISION.pattern}|联系|咨询|电话")
PEOPLE = re.compile(
    r"联系人[:是为\t]?(?!联系|咨询|电话|手机)(?P<names>[^:()\d\t]{2,40}?)(?=联系|电话|手机|座机|办公|[(:\d;。\t]|$)"
)
RANK = re.compile(r"(?:同志|老师|女士|先生|主任|[科股局校]长|干事|专干|科员)$")
NUMBERED = re.compile(r"(?:[〔\[(]\d{4}[〕\])]\d+号|令第\d+号|第\d+号令)")
# what an address goes on with where it was cut short
GOES_ON = re.compile(r"[^。；;，,)]*?(?:\d|号|楼|室|层|院|学校|局|中心|大厅|窗口)")


def contact(fact: ContactFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """The whole number, whose it is, and what it is for."""
    yield from _phone(fact, text)
    yield from _people(fact, text)
    yield from words("office", fact.office, text)


def _phone(fact: ContactFact, text: str) -> Iterator[Fault]:
    printed = plain(text)
    digits = re.sub(r"\D", "", plain(fact.phone))
    found = list(PHONE.finditer(printed))
    own = next((phone for phone in found if re.sub(r"\D", "", phone[0]) == digits), None)
    if own is None:
        mend = " 或 ".join(f'phone: "{phone[0]}"' for phone in found)
        cut = any(digits in re.sub(r"\D", "", phone[0]) for phone in found)
        problem = f"“{fact.phone}”不是原文里完整的号码" if cut else f"“{fact.phone}”不在引用的原文里"
        yield Fault(("phone",), problem, f"写成 {mend}" if mend else COPY, wanted=fact.phone)
        return
    labels = [label[0] for label in LABEL.finditer(printed, 0, own.start())]
    supervision = bool(labels) and SUPERVISION.fullmatch(labels[-1]) is not None
    if supervision != (fact.role == "监督"):
        right = "监督" if supervision else "咨询"
        yield Fault(("role",), f"原文的这个电话不是{fact.role}电话", f"写成 role: {right}")


def _people(fact: ContactFact, text: str) -> Iterator[Fault]:
    named = PEOPLE.search(plain(text))
    printed = [RANK.sub("", name) for name in re.split("[、,]", named["names"].strip("、,"))] if named else []
    whole = f"写成 people: [{', '.join(printed)}]"
    for index, person in enumerate(fact.people):
        if bare(person) not in bare(text):
            yield Fault(("people", index), f"“{person}”不在引用的原文里", whole if printed else COPY, wanted=person)
        elif plain(person) not in printed and any(plain(person) in name for name in printed):
            yield Fault(("people", index), f"“{person}”不是原文里完整的姓名", whole)
    left_out = [person for person in printed if not any(person in plain(known) for known in fact.people)]
    if left_out and len(printed) > len(fact.people):
        yield Fault(("people",), f"原文的联系人还有{'、'.join(left_out)}，这里没有写", whole)


def place(fact: PlaceFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """The whole address: what a cut one leaves out is the room that people look for."""
    address, printed = plain(fact.address), plain(text)
    if bare(fact.address) not in bare(text):
        yield absent(("address",), fact.address, text)
    elif address in printed:
        rest = GOES_ON.match(printed, printed.index(address) + len(address))
        if rest:
            whole = re.match(r"[^。；;，,)\n]*", printed[printed.index(address) :])
            yield Fault(("address",), f"“{fact.address}”没有写完", f"照原文写“{whole[0] if whole else ''}”")


def platform(fact: PlatformFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """Its name, and its web address from the first sign to the last."""
    yield from words("name", fact.name, text)
    if fact.url is None:
        return
    printed = WEB.findall(plain(text))
    if not any(_same_address(str(fact.url), address) for address in printed):
        mend = " 或 ".join(f"url: {address if '://' in address else f'http://{address}'}" for address in printed)
        yield Fault(("url",), f"“{fact.url}”不在引用的原文里", f"写成 {mend}" if mend else COPY)


def _same_address(typed: str, printed: str) -> bool:
    """Whether both lead to the same page; the scheme counts where the notice prints one."""
    one, other = urlsplit(typed), urlsplit(printed if "://" in printed else f"//{printed}")
    same = (one.netloc.lower(), one.path.rstrip("/")) == (other.netloc.lower(), other.path.rstrip("/"))
    return same and other.scheme in ("", one.scheme)


def document(fact: DocumentFact, text: str, head: NoticeHead, reference: Reference) -> Iterator[Fault]:
    """Titles and numbers; every number that the quotes print belongs to one of the documents."""
    yield from words("documents", fact.documents, text)
    named = bare("".join(fact.documents))
    left_out = [number for number in dict.fromkeys(NUMBERED.findall(plain(text))) if bare(number) not in named]
    if left_out and not any(bare(written) not in bare(text) for written in fact.documents):
        yield Fault(("documents",), f"原文还写了{'、'.join(left_out)}，这里没有列", "把那份文件加到 documents")
