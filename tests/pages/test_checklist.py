"""The checklist behind a link: what it shows, and what a bad link gets."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from policies_kb.checklist import Case, make_token
from policies_kb.checklist.link import VALID
from policies_kb.eligibility import Applicant

PERSON = Applicant.model_validate({"region": "焉耆县", "unit_kind": "企业", "education": "大专"})
CASE = Case("初定初级", PERSON, date(2024, 10, 10))


async def test_the_page_prints_items_with_boxes_and_clauses(client: Any) -> None:
    page = await (await client.get(f"/api/eligibility/{make_token(CASE)}/checklist")).text()
    assert "社保缴费清单" in page
    assert 'class="box"' in page
    assert 'href="/notices/yanqi-2024-chuding#' in page
    assert "30 天内有效" in page


async def test_who_cannot_apply_gets_reasons_and_no_list(client: Any) -> None:
    case = Case("初定初级", PERSON.model_copy(update={"unit_kind": "机关"}), date(2024, 10, 10))
    page = await (await client.get(f"/api/eligibility/{make_token(case)}/checklist")).text()
    assert "不能申报" in page
    assert "网上填报、上传" not in page
    assert (await client.get(f"/api/eligibility/{make_token(case)}/checklist.ics")).status == 404


async def test_an_old_link_says_that_it_has_ended(client: Any) -> None:
    token = make_token(CASE, datetime.now(UTC) - VALID - timedelta(days=1))
    page = await client.get(f"/api/eligibility/{token}/checklist")
    assert page.status == 410
    assert "过期" in await page.text()
    assert (await client.get(f"/api/eligibility/{token}/checklist.ics")).status == 410


async def test_a_made_up_link_is_refused(client: Any) -> None:
    assert (await client.get("/api/eligibility/abc.def.ghi/checklist")).status == 404
    assert (await client.get("/api/eligibility/abc/checklist.ics")).status == 404
