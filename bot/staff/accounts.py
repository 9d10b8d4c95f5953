"""The accounts of staff: invited by a link that works once, signed in by password, signed out everywhere at once."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection

from bot.runtime.database import AtFirstUse

from . import audit, lockout, passwords
from .roles import Permission, Role, permitted
from .tables import invitation, member, sitting

NAME = re.compile(r"[a-z][a-z0-9_.-]{1,31}")
INVITATION_LASTS = 24 * 3600.0  # seconds
IDLE, LONGEST_SITTING = 30 * 60.0, 12 * 3600.0  # seconds (OWASP, session management: high value 2–30 minutes idle)
SEEN_EVERY = 30.0  # seconds between two notes that somebody is still there


class AccountRefused(ValueError):
    """What was asked cannot be done; the message says why and what to do, in Chinese."""


@dataclass(frozen=True)
class Member:
    """Somebody on the staff."""

    id: int
    name: str
    shown: str
    roles: frozenset[Role]
    ready: bool  # has chosen a password
    disabled: bool

    def may(self, permission: Permission) -> bool:
        """Whether the person may do that."""
        return not self.disabled and permitted(self.roles, permission)


class Accounts(AtFirstUse):
    """Reads and writes the accounts; every change leaves a line in the audit."""

    def __init__(self, url: str | URL, clock: Callable[[], float] = time.time) -> None:
        super().__init__(url)
        self._clock = clock

    # people

    def everybody(self) -> list[Member]:
        """All members, by name."""
        with self.engine.connect() as connection:
            return [_member(row) for row in connection.execute(sa.select(member).order_by(member.c.name))]

    def open_for_work(self) -> bool:
        """Whether some admin has chosen a password: before that there is no desk."""
        return any(Role.ADMIN in one.roles and one.ready and not one.disabled for one in self.everybody())

    def somebody_may(self, permission: Permission) -> bool:
        """Whether the desk is open and one of its people, who has chosen a password, may do that."""
        everybody = [one for one in self.everybody() if one.ready and not one.disabled]
        return any(Role.ADMIN in one.roles for one in everybody) and any(one.may(permission) for one in everybody)

    def invite(self, name: str, shown: str, roles: Iterable[Role], by: str = "") -> str:
        """A new member; returns the secret of the link by which the person chooses a password."""
        name, wanted = name.strip().lower(), frozenset(roles)
        if not NAME.fullmatch(name):
            raise AccountRefused("登录名用2到32个小写字母、数字、点、横线，以字母开头")
        if not wanted:
            raise AccountRefused("至少给一个角色")
        with self.engine.begin() as connection:
            if self._named(connection, name):
                raise AccountRefused(f"已有登录名{name}；要重发链接请用“重设密码”")
            row = {
                "name": name,
                "shown": shown.strip()[:32] or name,
                "roles": _written(wanted),
                "password": "",
                "created_at": self._clock(),
            }
            made = connection.execute(member.insert(), row).inserted_primary_key
            assert made is not None
            self._note(connection, by, "invite", f"{name} {row['roles']}")
            return self._link(connection, int(made[0]))

    def reset(self, name: str, by: str = "") -> str:
        """Takes password and sittings away; returns the secret of a new link."""
        with self.engine.begin() as connection:
            row = self._must(connection, name)
            connection.execute(member.update().where(member.c.id == row.id).values(password=""))
            self._end(connection, row.id)
            self._note(connection, by, "reset", row.name)
            return self._link(connection, row.id)

    def set_roles(self, name: str, roles: Iterable[Role], by: str = "") -> None:
        """Other roles, from the next request on."""
        wanted = frozenset(roles)
        if not wanted:
            raise AccountRefused("至少给一个角色")
        with self.engine.begin() as connection:
            row = self._must(connection, name)
            if Role.ADMIN not in wanted:
                self._keep_an_admin(connection, row)
            connection.execute(member.update().where(member.c.id == row.id).values(roles=_written(wanted)))
            self._note(connection, by, "roles", f"{row.name} {_written(wanted)}")

    def disable(self, name: str, by: str = "") -> None:
        """Ends the account: nothing more can be done with it, at once; its lines in the record stay."""
        with self.engine.begin() as connection:
            row = self._must(connection, name)
            self._keep_an_admin(connection, row)
            connection.execute(member.update().where(member.c.id == row.id).values(disabled_at=self._clock()))
            self._end(connection, row.id)
            self._note(connection, by, "disable", row.name)

    def enable(self, name: str, by: str = "") -> None:
        """Opens an ended account again."""
        with self.engine.begin() as connection:
            row = self._must(connection, name)
            connection.execute(member.update().where(member.c.id == row.id).values(disabled_at=None))
            self._note(connection, by, "enable", row.name)

    # passwords and sittings

    def invited(self, secret: str) -> Member | None:
        """Whom the link is for; None when it was used, is too old or never was."""
        with self.engine.connect() as connection:
            return self._invited(connection, secret)

    def accept(self, secret: str, password: str) -> Member:
        """Chooses the password by a link; raises `AccountRefused` or `passwords.PasswordRefused`."""
        with self.engine.connect() as connection:
            found = self._invited(connection, secret)
        if found is None:
            raise AccountRefused("这个链接已经用过或过期。请向管理员要新的")
        hashed = passwords.digest(password, found.name)
        with self.engine.begin() as connection:
            used = connection.execute(invitation.delete().where(invitation.c.digest == _digest(secret))).rowcount
            if not used:  # somebody else was faster
                raise AccountRefused("这个链接已经用过或过期。请向管理员要新的")
            connection.execute(invitation.delete().where(invitation.c.member == found.id))
            connection.execute(member.update().where(member.c.id == found.id).values(password=hashed))
            self._note(connection, found.name, "password", found.name)
        return found

    def sign_in(self, name: str, password: str, address: str) -> str:
        """The secret of a new sitting; raises `AccountRefused`, with the same words for every wrong pair."""
        name = name.strip().lower()[:32]
        keys = lockout.counted(name, address)
        now = self._clock()
        with self.engine.connect() as connection:
            left = lockout.wait(connection, keys, now)
            row = self._named(connection, name)
        if left > 0:
            raise AccountRefused(f"密码错了太多次。请过{_minutes(left)}再试")
        if row is None or not passwords.matches(row.password, password) or row.disabled_at is not None:
            if row is None:
                passwords.matches("", password)  # takes as long as for a name that exists
            with self.engine.begin() as connection:
                lockout.fail(connection, keys, now)
                self._note(connection, "", "sign_in_failed", name if row is not None else "")
            raise AccountRefused("登录名或密码不对")
        with self.engine.begin() as connection:
            lockout.forgive(connection, keys)
            if passwords.outdated(row.password):
                renewed = passwords.digest(password, "")
                connection.execute(member.update().where(member.c.id == row.id).values(password=renewed))
            connection.execute(sitting.delete().where(sitting.c.seen_at < now - LONGEST_SITTING))
            secret = secrets.token_urlsafe(32)
            begun = {"digest": _digest(secret), "member": row.id, "began_at": now, "seen_at": now}
            connection.execute(sitting.insert(), begun)
            self._note(connection, row.name, "sign_in", row.name)
        return secret

    def sitting(self, secret: str) -> Member | None:
        """Who sits there; None when the sitting ended, was idle too long, or the account is disabled."""
        now = self._clock()
        with self.engine.connect() as connection:
            joined = sa.select(member, sitting.c.seen_at, sitting.c.began_at).join(sitting)
            row = connection.execute(joined.where(sitting.c.digest == _digest(secret))).first()
        if row is None or row.disabled_at is not None:
            return None
        if now - row.seen_at > IDLE or now - row.began_at > LONGEST_SITTING:
            self.sign_out(secret)
            return None
        if now - row.seen_at > SEEN_EVERY:
            with self.engine.begin() as connection:
                seen = sitting.update().where(sitting.c.digest == _digest(secret)).values(seen_at=now)
                connection.execute(seen)
        return _member(row)

    def sign_out(self, secret: str) -> None:
        """Ends one sitting; its cookie is worth nothing any more."""
        with self.engine.begin() as connection:
            connection.execute(sitting.delete().where(sitting.c.digest == _digest(secret)))

    def sign_out_everywhere(self, of: Member) -> None:
        """Ends every sitting of a person."""
        with self.engine.begin() as connection:
            self._end(connection, of.id)
            self._note(connection, of.name, "sign_out_everywhere", of.name)

    def change_password(self, of: Member, old: str, new: str) -> None:
        """A new password for one who knows the old one; every sitting ends."""
        keys = lockout.counted(of.name, "")
        with self.engine.connect() as connection:
            left = lockout.wait(connection, keys, self._clock())
            row = self._must(connection, of.name)
        if left > 0:
            raise AccountRefused(f"密码错了太多次。请过{_minutes(left)}再试")
        if not passwords.matches(row.password, old):
            with self.engine.begin() as connection:
                lockout.fail(connection, keys, self._clock())
            raise AccountRefused("原来的密码不对")
        hashed = passwords.digest(new, of.name)
        with self.engine.begin() as connection:
            connection.execute(member.update().where(member.c.id == of.id).values(password=hashed))
            self._end(connection, of.id)
            self._note(connection, of.name, "password", of.name)

    # the record

    def note(self, by: Member, action: str, subject: str) -> None:
        """Adds a line: every read of a conversation is one."""
        with self.engine.begin() as connection:
            self._note(connection, by.name, action, subject)

    def record(self, limit: int = 200, before: int | None = None) -> list[audit.Audited]:
        """The lines, the newest first; ``before`` is the number of a line."""
        with self.engine.connect() as connection:
            return audit.lines(connection, limit, before)

    def _note(self, connection: Connection, by: str, action: str, subject: str) -> None:
        audit.note(connection, self._clock(), by, action, subject)

    def _named(self, connection: Connection, name: str) -> sa.Row[tuple[object, ...]] | None:
        return connection.execute(sa.select(member).where(member.c.name == name)).first()

    def _must(self, connection: Connection, name: str) -> sa.Row[tuple[object, ...]]:
        row = self._named(connection, name.strip().lower())
        if row is None:
            raise AccountRefused(f"没有登录名{name}")
        return row

    def _keep_an_admin(self, connection: Connection, row: sa.Row[tuple[object, ...]]) -> None:
        others = connection.execute(sa.select(member).where(member.c.id != row.id, member.c.disabled_at.is_(None)))
        if Role.ADMIN in _roles(row.roles) and not any(Role.ADMIN in _roles(other.roles) for other in others):
            raise AccountRefused("这是最后一个管理员，先另设一个管理员")

    def _link(self, connection: Connection, to: int) -> str:
        secret = secrets.token_urlsafe(32)
        connection.execute(invitation.delete().where(invitation.c.member == to))
        row = {"digest": _digest(secret), "member": to, "ends_at": self._clock() + INVITATION_LASTS}
        connection.execute(invitation.insert(), row)
        return secret

    def _invited(self, connection: Connection, secret: str) -> Member | None:
        joined = sa.select(member).join(invitation).where(invitation.c.digest == _digest(secret))
        row = connection.execute(joined.where(invitation.c.ends_at > self._clock())).first()
        return _member(row) if row is not None and row.disabled_at is None else None

    def _end(self, connection: Connection, of: int) -> None:
        connection.execute(sitting.delete().where(sitting.c.member == of))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _written(roles: frozenset[Role]) -> str:
    return " ".join(role for role in Role if role in roles)


def _roles(written: str) -> frozenset[Role]:
    return frozenset(Role(word) for word in written.split())


def _member(row: sa.Row[tuple[object, ...]]) -> Member:
    return Member(
        id=row.id,
        name=row.name,
        shown=row.shown,
        roles=_roles(row.roles),
        ready=bool(row.password),
        disabled=row.disabled_at is not None,
    )


def _minutes(seconds: float) -> str:
    return f"{max(1, round(seconds / 60))}分钟" if seconds >= 60 else f"{max(1, round(seconds))}秒"
