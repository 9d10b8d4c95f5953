"""The command line: what it says, where, and with which exit status."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from policies_kb.console.main import main
from policies_kb.loading import NOTICES, NoticeSource
from policies_kb.loading.source import read_folder, write_folder
from policies_kb.releases import current, seed

ALL = read_folder(NOTICES)
NAME = min(ALL, key=lambda name: sum(map(len, ALL[name].files.values())))
GOOD = ALL[NAME]


class Said(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Said]


def edited(source: NoticeSource, name: str, text: str) -> NoticeSource:
    return NoticeSource(source.id, {**source.files, name: text})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "notices"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("ZC_KB_URL", f"sqlite:///{tmp_path / 'kb.sqlite'}")

    def command(*arguments: object) -> Said:
        status = main([str(argument) for argument in arguments])
        return Said(status, *capsys.readouterr())

    return command


def put(folder: Path, *sources: NoticeSource) -> None:
    write_folder({source.id: source for source in sources}, folder, over=True)


def test_from_a_folder_over_a_draft_to_a_release_and_back(run: Run, folder: Path, tmp_path: Path) -> None:
    put(folder, GOOD)
    assert run("build", "--folder", folder) == (0, "做好了第 1 号发布：1 份通知\n", "")
    assert run("build", "--folder", folder) == (0, "知识库已是最新：第 1 号发布，1 份通知\n", "")

    put(tmp_path / "work", edited(GOOD, "rules.yml", GOOD.files["rules.yml"] + "# 核对过\n"))
    assert f"草稿 {NAME}" in run("import", tmp_path / "work", "--author", "张三").out
    assert "没有变化" in run("import", tmp_path / "work", "--author", "张三").out
    told = run("drafts", "--text").out
    assert f"{NAME}  草稿  张三" in told and "+# 核对过\n" in told
    assert "还没有提交审核" in run("release", NAME, "--reviewer", "李四", "--reason", "核对").err
    assert "已提交审核" in run("submit", NAME, "--by", "张三").out
    assert "审核中" in run("drafts").out
    refused = run("release", "--all", "--reviewer", "张三", "--reason", "核对")
    assert (refused.status, refused.err) == (1, "张三 是作者，不能自己审核：换一个人审核\n")
    made = run("release", "--all", "--reviewer", "李四", "--reason", "核对")
    assert made.out == f"第 2 号发布已启用\n  修改 {NAME}（+1 -0 行）\n    修改 rules.yml（+1 -0 行）\n"
    assert run("drafts").out == "没有草稿\n"

    assert "+# 核对过" in run("diff", 1, 2, "--text").out
    assert run("diff", 1, 1).out == "第 1 号 → 第 1 号：没有差别\n"
    held = run("build", "--folder", folder)
    assert held.status == 0 and "来自审核过的草稿" in held.err and "第 2 号发布" in held.out

    assert run("rollback", 1, "--by", "王五", "--reason", "再看看").out == "已退回到第 1 号发布\n"
    assert "就是当前的发布" in run("rollback", 1, "--by", "王五", "--reason", "再看看").err
    lines = run("log").out.splitlines()
    assert lines[0].startswith("* 退回到第 1 号") and "王五：再看看" in lines[0]
    assert "第 2 号" in lines[1] and "作者 张三，审核 李四：核对" in lines[1]

    assert run("export", tmp_path / "out", "--release", 2).out == f"第 2 号发布已写到 {tmp_path / 'out'}\n"
    assert read_folder(tmp_path / "out") == read_folder(tmp_path / "work")
    assert "不是空的文件夹" in run("export", tmp_path / "out").err
    assert run("export", tmp_path / "out", "--over").status == 0
    assert read_folder(tmp_path / "out") == read_folder(folder)


def test_a_draft_with_problems_is_refused_with_all_of_them(run: Run, folder: Path, tmp_path: Path) -> None:
    put(folder, GOOD)
    run("build", "--folder", folder)
    put(tmp_path / "work", edited(GOOD, "record.yml", "notice: ["))
    run("import", tmp_path / "work", "--author", "张三")
    run("submit", NAME, "--by", "张三")
    refused = run("release", NAME, "--reviewer", "李四", "--reason", "更正")
    assert refused.status == 1
    assert "没有发布" in refused.err and f"{NAME}/record.yml 第" in refused.err
    assert "第 1 号发布：1 份通知" in run("show").out


def test_one_faulty_notice_of_five_is_refused_by_name_and_build_succeeds(run: Run, folder: Path) -> None:
    put(folder, *ALL.values())
    run("build", "--folder", folder)
    put(folder, *{**ALL, NAME: edited(GOOD, "rules.yml", "paths: [")}.values())
    (folder / "new-notice").mkdir()
    (folder / "new-notice" / "text.txt").write_bytes("只有一半".encode("gb18030"))
    said = run("build", "--folder", folder)
    assert said.status == 0
    assert f"!! 通知 {NAME} 有 1 处错误，仍用上次发布的内容" in said.err
    assert f"{NAME}/rules.yml 第" in said.err
    assert "!! 通知 new-notice 有 1 处错误，这次不装入" in said.err
    assert f"第 1 号发布，{len(ALL)} 份通知" in said.out


def test_build_fails_only_when_nothing_can_be_served(run: Run, folder: Path) -> None:
    put(folder, edited(GOOD, "rules.yml", "paths: ["))
    said = run("build", "--folder", folder)
    assert said.status == 1 and f"{NAME}/rules.yml 第" in said.err
    put(folder, GOOD)
    assert run("build", "--folder", folder).status == 0
    put(folder, edited(GOOD, "rules.yml", "paths: ["))
    assert run("build", "--folder", folder).status == 0
    missing = run("build", "--folder", folder / "nowhere")
    assert missing.status == 0 and "没有这个文件夹" in missing.err and "第 1 号发布" in missing.out


def test_build_checks_again_when_the_program_can_serve_its_release_no_more(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    other = next(source for source in ALL.values() if source.id != NAME)
    put(folder, GOOD, edited(other, "rules.yml", "paths: ["))
    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    seed(url, folder, lambda _: [])
    said = run("build", "--folder", folder)
    assert said.status == 0 and "做好了第 2 号发布：1 份通知" in said.out
    assert f"通知 {other.id} 有 1 处错误，这次不装入" in said.err
    assert current(url) == 2


def test_show_reads_the_release(run: Run, folder: Path) -> None:
    nothing = run("show")
    assert nothing.status == 1 and "policies_kb build" in nothing.err
    put(folder, GOOD)
    run("build", "--folder", folder)
    put(folder, *list(ALL.values())[:2], GOOD)
    assert run("show").out == f"第 1 号发布：1 份通知\n  {NAME}（{'、'.join(sorted(GOOD.files))}）\n"
    assert "[contact]" in run("show", NAME, "--release", 1).out
    unknown = run("show", "nowhere")
    assert (unknown.status, unknown.err) == (2, f"第 1 号发布里没有 nowhere；有：{NAME}\n")
    assert "没有第 8 号发布" in run("show", NAME, "--release", 8).err
    assert "[contact]" in run("show", NAME, "--folder", folder).out


def test_what_cannot_be_is_told_in_one_line(run: Run, folder: Path) -> None:
    put(folder, GOOD)
    run("build", "--folder", folder)
    for arguments, says in (
        (("release", "--reviewer", "李四", "--reason", "试"), "写明通知编号"),
        (("release", "--all", NAME, "--reviewer", "李四", "--reason", "试"), "写明通知编号"),
        (("release", "--all", "--reviewer", "李四", "--reason", "试"), "作者没有写名字"),
        (("submit", "nowhere", "--by", "张三"), "没有 nowhere 的草稿"),
        (("diff", 1, 9), "没有第 9 号发布"),
        (("log", "--url", "postgresql+asyncpg://a:geheim@h/x"), "要用驱动 asyncpg"),
    ):
        said = run(*arguments)
        assert said.status in (1, 2) and says in said.err, arguments
        assert len(said.err.splitlines()) == 1 and "geheim" not in said.err


def test_a_notice_is_taken_out_by_the_command(run: Run, folder: Path) -> None:
    other = next(source for source in ALL.values() if source.id != NAME)
    put(folder, GOOD, other)
    run("build", "--folder", folder)
    said = run("release", "--remove", NAME, "--author", "张三", "--reviewer", "李四", "--reason", "废止")
    assert said.out.startswith(f"第 2 号发布已启用\n  撤下 {NAME}（+0 -")
    assert f"第 2 号发布：1 份通知\n  {other.id}" in run("show").out
