"""Records: the real ones hold, and each defect is named with its line and its mend."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.loading import NOTICES, RecordError, load_knowledge_base, load_notice
from policies_kb.loading.coverage import coverage
from policies_kb.reference import load_reference

HERE = Path(__file__).parent
DEFECTS = yaml.safe_load((HERE / "defects.yml").read_text(encoding="utf-8"))


def good_record() -> dict[str, Any]:
    stated = {"contact", "years", "window_apply"}
    silent = [topic.id for topic in load_reference().topics.values() if topic.id not in stated and not topic.gathers]
    silent.sort(key=lambda topic: topic == "fee")  # 丢掉第一个时不丢 fee
    return {
        "notice": {
            "id": "good",
            "title": "关于初次确定初级职称的通知",
            "short_name": "测试通知",
            "issuer": "焉耆县人力资源和社会保障局",
            "issued": "2024-09-23",
            "year": 2024,
            "coverage": {
                "regions": ["焉耆回族自治县"],
                "paths": ["chuding"],
                "levels": ["初级"],
                "series_mode": "listed",
                "series": ["农业系列"],
            },
        },
        "facts": [
            {
                "id": "contact.phone",
                "kind": "contact",
                "topic": "contact",
                "clause": "四",
                "quote": "联系电话：0996-0000000",
                "say": "咨询电话是0996-0000000。",
                "role": "咨询",
                "phone": "0996-0000000",
            },
            {
                "id": "years.college",
                "kind": "years",
                "topic": "years",
                "clause": "二",
                "quote": "大专毕业从事专业技术工作满2年",
                "say": "大专毕业满2年可以初定。",
                "education": ["大专"],
                "years": 2,
            },
            {
                "id": "window.apply",
                "kind": "window",
                "topic": "window_apply",
                "clause": "三",
                "quote": "网上申报时间：2024年9月25日—10月18日",
                "say": "网上申报时间是2024年9月25日至10月18日。",
                "stage": "apply",
                "start": "2024-09-25",
                "end": "2024-10-18",
            },
        ],
        "not_stated": [{"topics": silent}],
    }


def written(folder: Path, record: dict[str, Any]) -> Path:
    target = folder / "good"
    target.mkdir()
    (target / "text.txt").write_bytes((HERE / "good" / "text.txt").read_bytes())
    (target / "record.yml").write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return target


def parent_of(record: Any, path: str) -> tuple[Any, str | int]:
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps[:-1]:
        record = record[step]
    return record, steps[-1]


def test_the_good_record_loads(tmp_path: Path) -> None:
    notice = load_notice(written(tmp_path, good_record()))
    assert notice.cell("years").facts[0].clause == "二"
    assert notice.cell("fee").not_stated


@pytest.mark.parametrize("defect", DEFECTS, ids=[defect["name"] for defect in DEFECTS])
def test_a_defect_is_refused_with_its_mend(defect: dict[str, Any], tmp_path: Path) -> None:
    record = copy.deepcopy(good_record())
    for path, value in defect.get("set", {}).items():
        place, key = parent_of(record, path)
        place[key] = value
    for path in defect.get("drop", ()):
        place, key = parent_of(record, path)
        del place[key]
    with pytest.raises(RecordError) as refused:
        load_notice(written(tmp_path, record))
    message = str(refused.value)
    for part in defect["says"]:
        assert part in message
    for problem in refused.value.problems:
        assert problem.file == "good/record.yml"
        assert problem.line >= 1
        assert problem.mend


def test_text_that_is_not_yaml_names_the_line(tmp_path: Path) -> None:
    folder = written(tmp_path, good_record())
    (folder / "record.yml").write_text("notice:\n  id: good\n title: [", encoding="utf-8")
    with pytest.raises(RecordError, match=r"good/record.yml:3: .*not YAML"):
        load_notice(folder)


@pytest.mark.parametrize("missing", ["record.yml", "text.txt"])
def test_a_missing_file_is_named(missing: str, tmp_path: Path) -> None:
    folder = written(tmp_path, good_record())
    (folder / missing).unlink()
    with pytest.raises(RecordError, match=f"{missing}.*the file is missing"):
        load_notice(folder)


def test_the_notices_on_file_have_no_problems() -> None:
    assert len(load_knowledge_base().notices) == len([path for path in NOTICES.iterdir() if path.is_dir()])


@pytest.mark.parametrize("folder", sorted(path for path in NOTICES.iterdir() if path.is_dir()), ids=lambda p: p.name)
def test_every_sentence_is_accounted_for(folder: Path) -> None:
    assert [found.sentence for found in coverage(load_notice(folder)) if not found.by] == []
