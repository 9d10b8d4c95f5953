"""A checklist's address: what was told, signed and with an end, so that nothing need be kept on the server.

The token is a JSON Web Token (RFC 7519, HS256). Whoever holds the link can read what the person told about
themselves (place, kind of unit, education …); it holds no name and no number of any document.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import jwt
from pydantic import ValidationError

from policies_kb.eligibility.applicant import Applicant, Target, known_target
from policies_kb.model.rounds import Wish

VALID = timedelta(days=30)
ALGORITHM = "HS256"
KEY_BYTES = 32
SECRET = "ZC_LINK_SECRET"
KEY_FILE = Path("var/link.key")


class LinkInvalid(ValueError):
    """The token is not one of ours, was changed, or no longer fits the fields."""


class LinkExpired(LinkInvalid):
    """The token was ours, but its time is over."""


@dataclass(frozen=True)
class Case:
    """What a checklist is made from. ``rounds``: the rounds named to judge by; none for the current one."""

    target: Target
    applicant: Applicant
    as_of: date
    rounds: tuple[Wish, ...] = ()


def make_token(case: Case, now: datetime | None = None) -> str:
    """The token of ``case``, good for 30 days from ``now`` (default: this moment)."""
    claims: dict[str, Any] = {
        "target": case.target,
        "applicant": case.applicant.model_dump(mode="json", exclude_none=True),
        "as_of": case.as_of.isoformat(),
        "rounds": [wish.model_dump(exclude_defaults=True) for wish in case.rounds],
        "exp": (now or datetime.now(UTC)) + VALID,
    }
    return jwt.encode(claims, _key(), algorithm=ALGORITHM)


def read_token(token: str) -> Case:
    """The case behind ``token``. Raises LinkExpired or LinkInvalid."""
    try:
        claims = jwt.decode(token, _key(), algorithms=[ALGORITHM], options={"require": ["exp"]})
        return Case(
            known_target(claims["target"]),
            Applicant.model_validate(claims["applicant"]),
            date.fromisoformat(claims["as_of"]),
            tuple(Wish.model_validate(wish) for wish in claims.get("rounds", ())),
        )
    except jwt.ExpiredSignatureError as error:
        raise LinkExpired("这个链接已经过期") from error
    except (jwt.InvalidTokenError, KeyError, TypeError, ValueError, ValidationError) as error:
        raise LinkInvalid("这个链接不完整或被改动过") from error


@lru_cache(maxsize=1)
def _key() -> str:
    """ZC_LINK_SECRET, else a key made once and kept beside the databases, readable by this user alone."""
    given = os.environ.get(SECRET, "")
    if given:
        return given
    if not KEY_FILE.is_file():
        KEY_FILE.parent.mkdir(parents=True, exist_ok=True)
        fresh = KEY_FILE.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(KEY_BYTES), encoding="ascii")
        try:
            os.link(fresh, KEY_FILE)  # two processes at once: the first one's key counts
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return KEY_FILE.read_text(encoding="ascii")
