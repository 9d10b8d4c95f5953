"""Binds a notice's written rules to its record: quotes, places, series, years and deferrals come from the facts."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.loading import Notice
from policies_kb.loading.errors import Note
from policies_kb.loading.known import check_known
from policies_kb.loading.nearest import meant
from policies_kb.loading.yaml_lines import Location
from policies_kb.model.facts import (
    AnyFact,
    DeferralFact,
    DocumentFact,
    Education,
    Path,
    Quote,
    SeriesFact,
    YearsFact,
)
from policies_kb.reference import Reference

from . import predicates as p
from .agreement import award_faults, left_out
from .applicant import Assessment
from .predicate_names import unknown_names
from .rules import Award, Condition, NotOffered, PathRules, Remark, Rules
from .stale import stale_deferrals, stale_test, stale_words
from .written_rules import SharedCondition, WrittenCondition, WrittenPath, WrittenRules, shared_conditions

TITLE = "标题"
ONLY, LISTED = "only_series", "listed_series"
NOTHING = SharedCondition(name="")


class Binder:
    """Binds the rules of one notice; every fault goes to ``note`` with its place in rules.yml."""

    def __init__(self, notice: Notice, reference: Reference, note: Note) -> None:
        self._notice, self._reference, self._note = notice, reference, note
        self._facts = {fact.id: fact for fact in notice.record.facts}
        regions = [reference.regions[name].short for name in notice.head.coverage.regions]
        self._words = {
            "short_name": notice.head.short_name,
            "regions": "、".join(regions),
            "series": "、".join(notice.series),
        }

    def bind(self, written: WrittenRules) -> Rules:
        """The rules to judge by; only to be used when nothing was noted."""
        head = self._notice.head
        offered: list[Path] = []
        for index, entry in enumerate(written.paths):
            for number, path in enumerate(entry.paths):
                at: Location = ("paths", index, "paths", number)
                if path in offered:
                    self._note(at, f"{path} 写了两次", "只留一处")
                offered.append(path)
                if check_known("paths", path, at, self._reference, self._note) and not self._covered(path):
                    covered = ", ".join(head.coverage.paths)
                    self._note(at, f"记录的 coverage.paths 里没有 {path}", f"用其中的（{covered}），或先改记录")
        for path in head.coverage.paths:
            if path not in offered and self._reference.paths.get(path):
                name = self._reference.paths[path].name
                self._note(("paths",), f"记录写了可以办{name}（{path}），这里没有它的条件", f"加一项 paths: [{path}]")
        implicit = [WrittenCondition(id="region")]
        if head.coverage.series_mode == "only":
            implicit.append(WrittenCondition(id="series", like=ONLY, test=self._only_series()))
        if head.coverage.series_mode == "listed":
            implicit.append(WrittenCondition(id="series", like=LISTED))
        return Rules(
            notice=self._notice.id,
            only_series=tuple(self._notice.series) if head.coverage.series_mode == "only" else (),
            not_offered=self._not_offered(),
            region=self._condition(implicit[0], (), (), None),
            paths=tuple(self._path(entry, index, implicit, written) for index, entry in enumerate(written.paths)),
        )

    def _covered(self, path: Path) -> bool:
        """Whether the notice offers the path, or one that notices call by the same words (初次确定, of two levels)."""
        offered = [self._reference.paths[name] for name in self._notice.head.coverage.paths]
        signs = self._reference.paths[path].signs
        return any(path == other.id or (signs and signs == other.signs) for other in offered)

    def _only_series(self) -> p.OneOf:
        return p.OneOf(kind="one_of", field="series", values=tuple(self._notice.series))

    def _not_offered(self) -> NotOffered:
        names = [self._reference.paths[path].name for path in self._notice.head.coverage.paths]
        say = f"{self._notice.head.short_name}只办{'、'.join(names)}，没有这一项目"
        return NotOffered(evidence=self._title(), say=say)

    def _title(self) -> Quote:
        head = self._notice.head
        return Quote(clause=TITLE, quote=head.title, notice=self._notice.id)

    def _path(
        self, entry: WrittenPath, index: int, implicit: list[WrittenCondition], written: WrittenRules
    ) -> PathRules:
        own: list[tuple[Location, WrittenCondition]] = [
            *((("paths", index), condition) for condition in implicit),
            *((("common", number), condition) for number, condition in enumerate(written.common)),
            *((("paths", index, "conditions", number), condition) for number, condition in enumerate(entry.conditions)),
        ]
        seen: set[str] = set()
        for at, condition in own:
            if condition.id in seen:
                self._note((*at, "id"), f"条件 {condition.id} 写了两次", "换一个编号，或只留一个")
            seen.add(condition.id)
        known = [self._reference.paths[path] for path in entry.paths if path in self._reference.paths]
        first = known[0] if known else None
        award = entry.award or Award(level=first.levels[0] if first and len(first.levels) == 1 else "")
        for place, problem, mend in award_faults(self._notice, entry.paths, award):
            self._note(("paths", index, "award", *place), problem, mend)
        conditions = tuple(self._condition(condition, at, entry.paths, index) for at, condition in own)
        named = [condition.fact for _, condition in own if condition.fact]
        if set(named) <= set(self._facts):
            used, tests = [self._facts[name] for name in named], [condition.test for condition in conditions]
            for problem, mend in left_out(self._notice, entry.paths, used, tests):
                self._note(("paths", index), problem, mend)
        return PathRules(
            targets=tuple(path.target for path in known) or ("",),
            award=award,
            conditions=conditions,
            remarks=tuple(self._remarks(written, entry, index)),
        )

    def _remarks(self, written: WrittenRules, entry: WrittenPath, index: int) -> Iterator[Remark]:
        for at, remarks in ((("remarks",), written.remarks), (("paths", index, "remarks"), entry.remarks)):
            for number, remark in enumerate(remarks):
                place: Location = (*at, number)
                fact = self._fact(remark.fact, place)
                if remark.when:
                    self._check(remark.when, (*place, "when"))
                if fact:
                    self._check_words(remark.say, fact, None, (*place, "say"))
                    yield Remark(when=remark.when, evidence=fact.quotes[0], say=remark.say or fact.say.rstrip("。"))

    def _condition(
        self, written: WrittenCondition, at: Location, paths: tuple[Path, ...], index: int | None
    ) -> Condition:
        shared = shared_conditions().get(written.like or written.id, NOTHING)
        if written.like and written.like not in shared_conditions():
            mend = meant(written.like, shared_conditions()) or "写明 name、rule、test，删去 like"
            self._note((*at, "like"), f"没有“{written.like}”这个通用条件", mend)
        years = [fact for fact in self._of(YearsFact, paths) if isinstance(fact, YearsFact)]
        evidence = self._evidence(written, shared, years, at)
        test = written.test or shared.test
        if test is None and written.like in ("", *shared_conditions()):
            self._note(
                (*at, "test"), f"条件 {written.id} 没有写 test", "写明怎么判断；通用的条件见 eligibility/conditions.yml"
            )
        test = test or p.Elsewhere(kind="elsewhere")
        for field, predicate in (("test", test), ("applies_when", written.applies_when)):
            if predicate is not None:
                self._check(predicate, (*at, field))
        words = {
            **self._words,
            "years": "、".join(f"{'、'.join(f.education)}{_span(f.years)}" for f in years),
            "educations": "、".join(education for fact in years for education in fact.education),
            "document": self._document(written.fact),
        }
        bound = self._bound(test, years, at)
        fact = self._facts.get(written.fact)
        for field in ("rule", "unmet", "open", "hint"):
            self._check_words(getattr(written, field), fact, bound, (*at, field))
        for place, problem, mend in stale_test(bound, fact) if fact else ():
            self._note((*at, "test", *place), problem, mend)
        return Condition(
            id=written.id,
            name=written.name or shared.name or written.id,
            role=written.role or shared.role,
            evidence=evidence,
            rule=self._filled(written.rule or shared.rule or self._said(written.fact), words, (*at, "rule")),
            unmet=self._filled(written.unmet or shared.unmet, words, (*at, "unmet")),
            open=self._filled(written.open or shared.open, words, (*at, "open")),
            hint=self._filled(written.hint or shared.hint, words, (*at, "hint")),
            applies_when=written.applies_when and self._bound(written.applies_when, years, at),
            test=bound,
        )

    def _evidence(
        self, written: WrittenCondition, shared: SharedCondition, years: list[YearsFact], at: Location
    ) -> Quote:
        if written.fact:
            fact = self._fact(written.fact, at)
            return fact.quotes[0] if fact else self._title()
        if shared.evidence == "title":
            return self._title()
        if shared.evidence == "years" and years:
            return years[0].quotes[0]
        lists = self._of(SeriesFact, ())
        if shared.evidence == "series" and lists:
            return lists[0].quotes[0]
        need = "记录里没有写年限（kind: years）" if shared.evidence == "years" else "没有写 fact"
        if shared.evidence == "series":
            need = "记录里没有专业清单（kind: series），coverage.series_mode 却是 listed"
        self._note(at, f"条件 {written.id} 没有依据：{need}", "写 fact: 记录里说明这一条的事实编号")
        return self._title()

    def _fact(self, name: str, at: Location) -> AnyFact | None:
        fact = self._facts.get(name)
        if fact is None:
            akin = [other for other in self._facts if other.split(".")[0] == name.split(".")[0]]
            near = meant(name, akin) or meant(name, self._facts) or "写 record.yml 里的编号"
            mend = f"{near}；事实已改的，这一条也要核对"
            self._note((*at, "fact"), f"记录里没有编号为 {name} 的事实", mend)
        return fact

    def _said(self, name: str) -> str:
        fact = self._facts.get(name)
        return fact.say.rstrip("。").replace("{", "").replace("}", "") if fact else ""

    def _document(self, name: str) -> str:
        fact = self._facts.get(name)
        return fact.documents[0] if isinstance(fact, DocumentFact) else ""

    def _of(self, kind: type[AnyFact], paths: tuple[Path, ...]) -> list[AnyFact]:
        """The facts of a kind that hold for one of ``paths``."""
        return [
            fact
            for fact in self._notice.record.facts
            if isinstance(fact, kind) and (not fact.paths or not paths or set(fact.paths) & set(paths))
        ]

    def _check_words(self, text: str, fact: AnyFact | None, test: p.Predicate | None, at: Location) -> None:
        deferrals = self._of(DeferralFact, ()) if isinstance(test, p.Postponed) else []
        for problem, mend in stale_words(text, fact, test, self._notice.tree) if text else ():
            self._note(at, problem, mend)
        for problem, mend in stale_deferrals(text, deferrals, self._notice.head, self._reference) if text else ():
            self._note(at, problem, mend)

    def _filled(self, text: str, words: dict[str, str], at: Location) -> str:
        """The text with its placeholders filled."""
        try:
            return text.format(**words)
        except (KeyError, ValueError, IndexError):
            self._note(
                at,
                "花括号里只能是记录里有的项",
                f"改成 {'、'.join(f'{{{name}}}' for name in words)} 之一，或不用花括号",
            )
            return text

    def _check(self, predicate: p.Predicate, at: Location) -> None:
        for place, problem, mend in unknown_names(predicate, self._reference):
            self._note((*at, *place), problem, mend)

    def _bound(self, test: p.Predicate, years: list[YearsFact], at: Location) -> p.Predicate:
        """The predicate with what the record states filled in; what the record states is not written here again."""
        for field, stated in (("table", "kind: years"), ("years", "kind: deferral"), ("series", "kind: series")):
            if isinstance(test, (p.Years, p.Postponed, p.ListedSeries)) and getattr(test, field, None):
                self._note((*at, "test", field), f"这一项由记录推出（{stated}），不用写", "删去")
        if isinstance(test, p.Region) and not test.within:
            return test.model_copy(update={"within": self._notice.head.coverage.regions})
        if isinstance(test, p.ListedSeries):
            if not self._of(SeriesFact, ()):
                self._note((*at, "test"), "记录里没有专业清单（kind: series）", "在 record.yml 里写，或删去这一条")
            return test.model_copy(update={"series": self._notice.series})
        if isinstance(test, p.Years):
            if not years:
                self._note((*at, "test"), "记录里没有写年限（kind: years）", "在 record.yml 里写，或删去这一条")
            return test.model_copy(update={"table": _table(years)})
        if isinstance(test, p.Assessed) and test.latest is None:
            counts = {education: max(row.years, 1) for education, row in _table(years).items()}
            return test.model_copy(update={"latest_by_education": counts})
        if isinstance(test, p.Postponed):
            deferrals = [fact for fact in self._of(DeferralFact, ()) if isinstance(fact, DeferralFact)]
            if not deferrals:
                self._note((*at, "test"), "记录里没有写顺延（kind: deferral）", "在 record.yml 里写，或删去这一条")
            years_of = {Assessment(fact.grade): fact.years for fact in deferrals}
            quotes = {Assessment(fact.grade): fact.quote for fact in deferrals}
            return test.model_copy(update={"years": years_of, "quotes": quotes})
        if isinstance(test, (p.AllOf, p.AnyOf)):
            return test.model_copy(update={"of": tuple(self._bound(inner, years, at) for inner in test.of)})
        if isinstance(test, p.Not):
            return test.model_copy(update={"of": self._bound(test.of, years, at)})
        return test


def _table(years: list[YearsFact]) -> dict[Education, p.YearsRow]:
    return {
        education: p.YearsRow(years=fact.years, quote=fact.quote, clause=fact.clause, notice=fact.notice)
        for fact in years
        for education in fact.education
    }


def _span(years: int) -> str:
    return f"满{years}年" if years else "当年"
