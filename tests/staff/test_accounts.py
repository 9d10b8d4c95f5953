"""Accounts: who may sign in, for how long, and what stays written down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.staff.accounts import IDLE, INVITATION_LASTS, LONGEST_SITTING, AccountRefused, Accounts
from bot.staff.lockout import FIRST_WAIT
from bot.staff.passwords import PasswordRefused
from bot.staff.roles import Permission, Role

PASSWORD, OTHER = "九月的棉花地很白很软", "库车的杏子六月才黄透"


class Clock:
    """Seconds since 1970, as the test sets them."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'talk.db'}"


@pytest.fixture
def accounts(url: str, clock: Clock) -> Iterator[Accounts]:
    opened = Accounts(url, clock)
    yield opened
    opened.close()


@pytest.fixture
def clerk(accounts: Accounts) -> Accounts:
    """The accounts with an admin and a clerk, both with a password."""
    for name, role in (("guli", Role.ADMIN), ("ayxa", Role.CLERK)):
        accounts.accept(accounts.invite(name, name, [role]), PASSWORD)
    return accounts


def test_no_desk_before_an_admin_has_a_password(accounts: Accounts) -> None:
    secret = accounts.invite("guli", "古丽", [Role.ADMIN])
    assert not accounts.open_for_work()
    accounts.accept(secret, PASSWORD)
    assert accounts.open_for_work()


def test_a_link_works_once(accounts: Accounts) -> None:
    secret = accounts.invite("guli", "古丽", [Role.ADMIN])
    accounts.accept(secret, PASSWORD)
    with pytest.raises(AccountRefused, match="用过或过期"):
        accounts.accept(secret, OTHER)
    assert accounts.sign_in("guli", PASSWORD, "")


def test_a_link_ends(accounts: Accounts, clock: Clock) -> None:
    secret = accounts.invite("guli", "古丽", [Role.ADMIN])
    clock.pass_(INVITATION_LASTS + 1)
    assert accounts.invited(secret) is None


def test_a_new_link_ends_the_old_one(accounts: Accounts) -> None:
    old = accounts.invite("guli", "古丽", [Role.ADMIN])
    new = accounts.reset("guli")
    assert accounts.invited(old) is None and accounts.invited(new) is not None


@pytest.mark.parametrize(
    "password, said",
    [
        ("short", "10到128"),
        ("长" * 129, "10到128"),
        ("1212121212", "不同的字符"),
        ("abcdefghijklm", "顺着数"),
        ("Guli-2026-棉花", "登录名"),
    ],
)
def test_guessed_first(accounts: Accounts, password: str, said: str) -> None:
    secret = accounts.invite("guli", "古丽", [Role.ADMIN])
    with pytest.raises(PasswordRefused, match=said):
        accounts.accept(secret, password)
    assert accounts.invited(secret) is not None, "the link still works"


@pytest.mark.parametrize("name, password", [("ayxa", OTHER), ("nobody", PASSWORD), ("ayxa", ""), ("", "")])
def test_the_same_words_for_every_wrong_pair(clerk: Accounts, name: str, password: str) -> None:
    with pytest.raises(AccountRefused, match=r"^登录名或密码不对$"):
        clerk.sign_in(name, password, "192.0.2.1")


def test_a_guesser_waits_longer_each_time(clerk: Accounts, clock: Clock) -> None:
    for _ in range(5):
        with pytest.raises(AccountRefused, match="不对"):
            clerk.sign_in("ayxa", OTHER, "192.0.2.1")
    with pytest.raises(AccountRefused, match="太多次"):
        clerk.sign_in("ayxa", PASSWORD, "192.0.2.1")
    assert clerk.sign_in("ayxa", PASSWORD, "192.0.2.9"), "somebody elsewhere is not locked out"
    clock.pass_(FIRST_WAIT + 1)
    with pytest.raises(AccountRefused, match="不对"):
        clerk.sign_in("ayxa", OTHER, "192.0.2.1")
    clock.pass_(FIRST_WAIT + 1)
    with pytest.raises(AccountRefused, match="太多次"):
        clerk.sign_in("ayxa", PASSWORD, "192.0.2.1")
    clock.pass_(FIRST_WAIT)
    assert clerk.sign_in("ayxa", PASSWORD, "192.0.2.1")


def test_many_addresses_guess_at_one_name(clerk: Accounts) -> None:
    for number in range(20):
        with pytest.raises(AccountRefused, match="不对"):
            clerk.sign_in("ayxa", OTHER, f"192.0.2.{number}")
    with pytest.raises(AccountRefused, match="太多次"):
        clerk.sign_in("ayxa", OTHER, "192.0.2.200")


def test_one_address_guesses_at_many_names(clerk: Accounts) -> None:
    for number in range(20):
        with pytest.raises(AccountRefused, match="不对"):
            clerk.sign_in(f"name{number}", OTHER, "192.0.2.1")
    with pytest.raises(AccountRefused, match="太多次"):
        clerk.sign_in("ayxa", PASSWORD, "192.0.2.1")


def test_a_sitting_ends_by_itself(clerk: Accounts, clock: Clock) -> None:
    secret = clerk.sign_in("ayxa", PASSWORD, "")
    clock.pass_(IDLE - 1)
    assert clerk.sitting(secret) is not None
    clock.pass_(IDLE + 1)
    assert clerk.sitting(secret) is None


def test_no_sitting_is_longer_than_a_day_of_work(clerk: Accounts, clock: Clock) -> None:
    secret = clerk.sign_in("ayxa", PASSWORD, "")
    for _ in range(int(LONGEST_SITTING / (IDLE / 2))):
        assert clerk.sitting(secret) is not None
        clock.pass_(IDLE / 2)
    clock.pass_(1)
    assert clerk.sitting(secret) is None


@pytest.mark.parametrize("ended_by", ["sign_out", "everywhere", "password", "disable", "reset"])
def test_what_ends_a_sitting_at_once(clerk: Accounts, ended_by: str) -> None:
    secret, elsewhere = clerk.sign_in("ayxa", PASSWORD, ""), clerk.sign_in("ayxa", PASSWORD, "")
    one = clerk.sitting(secret)
    assert one is not None
    if ended_by == "sign_out":
        clerk.sign_out(secret)
    elif ended_by == "everywhere":
        clerk.sign_out_everywhere(one)
    elif ended_by == "password":
        clerk.change_password(one, PASSWORD, OTHER)
    elif ended_by == "disable":
        clerk.disable("ayxa", "guli")
    else:
        clerk.reset("ayxa", "guli")
    assert clerk.sitting(secret) is None
    assert (clerk.sitting(elsewhere) is not None) == (ended_by == "sign_out")


def test_roles_count_from_the_next_request(clerk: Accounts) -> None:
    secret = clerk.sign_in("ayxa", PASSWORD, "")
    clerk.set_roles("ayxa", [Role.EDITOR], "guli")
    one = clerk.sitting(secret)
    assert one is not None and one.may(Permission.EDIT_NOTICES) and not one.may(Permission.ANSWER_CALLS)


@pytest.mark.parametrize("change", ["disable", "roles"])
def test_the_last_admin_stays(clerk: Accounts, change: str) -> None:
    with pytest.raises(AccountRefused, match="最后一个管理员"):
        clerk.disable("guli") if change == "disable" else clerk.set_roles("guli", [Role.CLERK])
    assert clerk.open_for_work()


def test_nobody_approves_what_he_edits_by_one_role() -> None:
    from bot.staff.roles import ALLOWED

    assert not any({Permission.EDIT_NOTICES, Permission.APPROVE_RELEASES} <= allowed for allowed in ALLOWED.values())


def test_the_database_holds_no_secret(clerk: Accounts, url: str) -> None:
    secret = clerk.sign_in("ayxa", PASSWORD, "192.0.2.1")
    link = clerk.invite("tursun", "吐尔逊", [Role.EDITOR])
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        kept = repr([list(connection.exec_driver_sql(f'select * from "{table}"')) for table in tables])
    assert "argon2id" in kept
    assert not any(word in kept for word in (PASSWORD, secret, link, "192.0.2.1"))


@pytest.mark.parametrize(
    "statement",
    [
        "update staff_audit set name = 'x'",
        "delete from staff_audit",
        "insert or replace into staff_audit select * from staff_audit",
    ],
)
def test_the_record_is_only_added_to(clerk: Accounts, url: str, statement: str) -> None:
    engine = sa.create_engine(url)
    with pytest.raises(sa.exc.IntegrityError, match="never changed"), engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert [line.action for line in reversed(clerk.record())] == ["invite", "password", "invite", "password"]
