"""Two dictionaries in one process: ours for choosing, jieba's own with other words for stories."""

from __future__ import annotations

import jieba

from policies_kb.vocabulary.dictionary import learn, learn_reference, own_tokenizer


def test_a_tokenizer_of_its_own_knows_nothing_that_was_taught_to_the_shared_one() -> None:
    fresh = jieba.Tokenizer()
    fresh.initialize()
    learn_reference()
    learn(["轮台胡杨", "㐀㐁"])
    assert own_tokenizer().FREQ == fresh.FREQ


def test_what_it_is_taught_stays_with_it() -> None:
    learn_reference()
    before = dict(jieba.dt.FREQ)
    own_tokenizer().add_word("塔里木河畔", 20_000)
    assert before == jieba.dt.FREQ
