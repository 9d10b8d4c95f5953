"""Words that people add to a release: how they are read, what is refused, and that they are of the release."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policies_kb.gate import check_sources, examine
from policies_kb.loading import KnowledgeBase, NoticeSource, Problem, load_knowledge_base
from policies_kb.loading.source import digest, read_folder
from policies_kb.model.question import Scope
from policies_kb.reference import load_reference
from policies_kb.releases import NoRelease, ReleaseError, current, export, log, rollback, seed, sources
from policies_kb.releases.words import release_word
from policies_kb.store import load_release, unfit
from policies_kb.wordbook import BOOK, FILE, BookFault, Kind, Word, Wordbook, book_of, overlaid
from policies_kb.wordbook.adding import refusals
from policies_kb.wordbook.indexed import IndexedReader
from policies_kb.wordbook.reader import reader_of

BOOKS = Path(__file__).parents[1] / "book"
CERTIFICATE = Word(say="红本本", kind=Kind.TOPIC, value="certificate", read_as="证书")
VILLAGE = Word(say="梨木屯", kind=Kind.REGION, value="轮台县")
MINDERS = Word(say="看娃的", kind=Kind.SERIES, value="艺术系列")


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_knowledge_base()


def with_words(base: KnowledgeBase, *words: Word) -> KnowledgeBase:
    book = Wordbook(words=words)
    return replace(base, reference=overlaid(load_reference(), book), wordbook=book)


def passes(_sources: object) -> list[Problem]:
    return []


def test_a_topics_word_is_read_as_words_that_the_model_knows(base: KnowledgeBase) -> None:
    reader = reader_of(with_words(base, CERTIFICATE))
    assert reader.mask("轮台的红本本啥时候发") == "某地的证书啥时候发"
    assert reader.read("红本本啥时候发").masked == "证书啥时候发"
    assert reader.read("红本本啥时候发").text == "红本本啥时候发", "what people wrote is not changed"
    assert reader.mask("证书啥时候发") == "证书啥时候发"


def test_places_and_series_settle_the_scope(base: KnowledgeBase) -> None:
    reader = reader_of(with_words(base, VILLAGE, MINDERS))
    assert reader.read("梨木屯看娃的能报吗").scope == Scope(regions=("轮台县",), series=("艺术系列",))
    assert type(reader_of(base)) is IndexedReader, "without words of topics nothing is read otherwise"


def test_the_longest_word_counts(base: KnowledgeBase) -> None:
    long = Word(say="红本本钱", kind=Kind.TOPIC, value="fee", read_as="收费")
    assert reader_of(with_words(base, CERTIFICATE, long)).mask("红本本钱要多少") == "收费要多少"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (VILLAGE.model_copy(update={"say": "轮台"}), "已经认得"),
        (MINDERS.model_copy(update={"value": "没有的系列"}), "请选"),
        (CERTIFICATE.model_copy(update={"say": "某地"}), "系统自己用的写法"),
        (CERTIFICATE.model_copy(update={"say": "？？"}), "要有字"),
        (CERTIFICATE.model_copy(update={"say": "轮台县"}), "已经认得"),
    ],
)
def test_what_cannot_be_added(word: Word, said: str) -> None:
    assert said in "；".join(refusals(word, load_reference(), Wordbook()))


def test_what_can() -> None:
    reference = load_reference()
    assert not [one for word in (CERTIFICATE, VILLAGE, MINDERS) for one in refusals(word, reference, Wordbook())]
    assert list(refusals(VILLAGE, reference, Wordbook(words=(VILLAGE,)))) == ["这个说法已经有了"]


def test_a_book_as_a_file_and_back() -> None:
    book = Wordbook(words=(CERTIFICATE, VILLAGE))
    assert book_of({FILE: book.text()}) == book
    assert book_of({}) == Wordbook()
    with pytest.raises(BookFault, match="读不出来"):
        book_of({FILE: "words: [{say: 红本本, kind: topic, value: fee}]"})


def test_a_word_is_a_release_of_two_people(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    with pytest.raises(NoRelease):
        release_word(url, VILLAGE, author="编辑", reviewer="审核", reason="有人这样说", gate=passes)
    seed(url, BOOKS, gate=passes, serves=unfit)
    with pytest.raises(ReleaseError, match="不能自己审核"):
        release_word(url, VILLAGE, author="编辑", reviewer="编辑 ", reason="有人这样说", gate=passes)
    number = release_word(url, VILLAGE, author="编辑", reviewer="审核", reason="有人这样说", gate=passes)
    assert number == current(url) == 2
    first, second = log(url)[1].release, log(url)[0].release
    assert first.digest != second.digest == digest(sources(url, 2).sources)
    changed = [(one.notice_id, one.file_name, one.kind) for one in second.differences if one.file_name]
    assert changed == [(BOOK, FILE, "added")]
    assert (second.author, second.reviewer) == ("编辑", "审核")
    served = load_release(url)[1]
    assert served.wordbook.words == (VILLAGE,) and BOOK not in served.notices
    assert reader_of(served).read("梨木屯").scope.regions == ("轮台县",)
    with pytest.raises(ReleaseError, match="已经是这样"):
        release_word(url, VILLAGE, author="编辑", reviewer="审核", reason="再来", gate=passes)
    assert release_word(url, VILLAGE, author="编辑", reviewer="审核", reason="不用了", gate=passes, remove=True) == 3
    assert digest(sources(url, 3).sources) == first.digest
    rollback(url, 2, "审核", "还是要")
    assert load_release(url)[1].wordbook.words == (VILLAGE,)


def test_an_exported_release_holds_its_words(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    seed(url, BOOKS, gate=passes, serves=unfit)
    release_word(url, CERTIFICATE, author="编辑", reviewer="审核", reason="有人这样说", gate=passes)
    export(url, tmp_path / "out")
    assert load_knowledge_base(tmp_path / "out").wordbook.words == (CERTIFICATE,)


def test_the_gate_takes_the_book_for_no_notice_and_names_its_faults() -> None:
    book = read_folder(BOOKS)
    one = {name: source for name, source in book.items() if name == "luntai-2024-chuding"}
    good = NoticeSource(BOOK, {FILE: Wordbook(words=(CERTIFICATE, VILLAGE)).text()})
    found = examine([*one.values(), good])
    assert not found.problems and set(found.notices) == set(one)
    bad = check_sources({**one, BOOK: NoticeSource(BOOK, {FILE: "words: 3"})})
    assert [problem.file for problem in bad] == [f"{BOOK}/{FILE}"]
