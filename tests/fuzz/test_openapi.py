"""The API does what its own document says, whatever is sent: schemathesis makes it up from the document."""

from __future__ import annotations

import schemathesis
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance

from bot.gateway.app import OPERATIONS
from bot.gateway.openapi import document

from .conftest import FUZZ

schema = schemathesis.openapi.from_dict(document(OPERATIONS))
# Too long for the document may be too long to be read at all.
_rejection = schema.config.checks.negative_data_rejection
_rejection.expected_statuses = [*_rejection.expected_statuses, "413"]
# A document cannot say which places there are, nor that a year of work lies before the day of asking.
JUDGED_BY_MEANING = {path: [positive_data_acceptance] for path in ("/api/eligibility", "/api/search")}


@schema.parametrize()
@FUZZ
def test_the_api_keeps_to_its_document(case: Case, base: str) -> None:
    answer = case.call_and_validate(base_url=base, excluded_checks=JUDGED_BY_MEANING.get(case.path, []), timeout=30)
    assert "Traceback" not in answer.text
