"""Names in a predicate, nested ones too, that no reference data know."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.loading.known import unknown
from policies_kb.loading.nearest import meant
from policies_kb.loading.yaml_lines import Location
from policies_kb.reference import Reference

from . import predicates as p
from .applicant import Applicant
from .values import fields

Fault = tuple[Location, str, str]
NUMBERS = ("years", "grassroots_years")  # fields that hold a number
FREE = (
    "specialty",
    "work_start",
    "work_period",
    "years_least",
    "years_most",
    *NUMBERS,
)  # fields without a closed set of values


def unknown_names(predicate: p.Predicate, reference: Reference) -> Iterator[Fault]:
    """Every unknown field, value, region and series, with its place below the predicate."""
    field = getattr(predicate, "field", None)
    known = NUMBERS if isinstance(predicate, (p.AtLeast, p.FewerAssessed)) else tuple(Applicant.model_fields)
    if field is not None and field not in known:
        near = meant(field, known)
        problem = "不是数" if field in Applicant.model_fields else "不是一项个人情况"
        yield ("field",), f"“{field}”{problem}", f"{f'{near}；' if near else ''}只能是：{'、'.join(known)}"
    elif isinstance(predicate, p.OneOf):
        for part, values in (("values", predicate.values), ("open", predicate.open)):
            for index, value in enumerate(values):
                yield from _value(predicate.field, value, (part, index), reference)
    if isinstance(predicate, p.Region):
        for index, region in enumerate(predicate.within):
            yield from _value("region", region, ("within", index), reference)
    if isinstance(predicate, p.Language):
        for index, row in enumerate(predicate.rows[:-1]):
            if row.when is None:
                yield ("rows", index), "这一行没有写 when，后面的各行用不到", "写明这一行对谁，或移到最后"
    for place, inner in _inner(predicate):
        for at, problem, mend in unknown_names(inner, reference):
            yield (*place, *at), problem, mend


def _value(field: str, value: p.Choice, at: Location, reference: Reference) -> Iterator[Fault]:
    if field in FREE:
        return
    if field in ("series", "region"):
        if found := unknown("series" if field == "series" else "regions", str(value), reference):
            yield at, *found
        return
    options = fields()[field].options if field in fields() else {}
    if options and value not in options:
        near = meant(str(value), map(str, options))
        shown = "、".join(map(_shown, options))
        yield at, f"“{value}”不是{fields()[field].label}的值", f"{f'{near}；' if near else ''}只能是：{shown}"


def _shown(option: p.Choice) -> str:
    return str(option).lower() if isinstance(option, bool) else option


def _inner(predicate: p.Predicate) -> Iterator[tuple[Location, p.Predicate]]:
    if isinstance(predicate, (p.AllOf, p.AnyOf)):
        for index, inner in enumerate(predicate.of):
            yield ("of", index), inner
    if isinstance(predicate, p.Not):
        yield ("of",), predicate.of
    if isinstance(predicate, p.AtLeast) and predicate.in_time_when:
        yield ("in_time_when",), predicate.in_time_when
    if isinstance(predicate, p.Language):
        for index, row in enumerate(predicate.rows):
            if row.when:
                yield ("rows", index, "when"), row.when
