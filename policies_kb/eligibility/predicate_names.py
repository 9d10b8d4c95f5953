"""Names in a predicate, nested ones too, that no reference data know."""

from __future__ import annotations

from collections.abc import Iterator

from policies_kb.loading.yaml_lines import Location
from policies_kb.reference import Reference

from . import predicates as p
from .applicant import Applicant
from .values import fields

Fault = tuple[Location, str, str]
FREE = {"specialty", "region"}  # fields in free words; places are checked by the region test
NUMBERS = {"years", "grassroots_years"}


def unknown_names(predicate: p.Predicate, reference: Reference) -> Iterator[Fault]:
    """Every unknown field, value, region and series, with its place below the predicate."""
    field = getattr(predicate, "field", None)
    if field is not None and field not in Applicant.model_fields:
        yield ("field",), f"没有“{field}”这一项个人情况", f"只能是：{'、'.join(Applicant.model_fields)}"
    elif isinstance(predicate, p.OneOf):
        for part, values in (("values", predicate.values), ("open", predicate.open)):
            for index, value in enumerate(values):
                yield from _value(predicate.field, value, (part, index), reference)
    if isinstance(predicate, p.Region):
        for index, region in enumerate(predicate.within):
            if region not in reference.regions:
                yield ("within", index), f"没有收录“{region}”", "用 reference/regions.yml 里的名称"
    for place, inner in _inner(predicate):
        for at, problem, mend in unknown_names(inner, reference):
            yield (*place, *at), problem, mend


def _value(field: str, value: p.Choice, at: Location, reference: Reference) -> Iterator[Fault]:
    if field == "series":
        if value not in reference.series:
            yield at, f"没有收录“{value}”", "用 reference/series.yml 里的名称"
    elif field not in FREE | NUMBERS:
        options = fields()[field].options if field in fields() else {}
        if options and value not in options:
            known = "、".join(str(option) for option in options)
            yield at, f"“{value}”不是{fields()[field].label}的值", f"只能是：{known}"


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
