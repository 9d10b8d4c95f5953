"""Passwords: argon2id (RFC 9106, the second recommended set is the library's default), and which are refused."""

from __future__ import annotations

from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 128  # characters; NIST SP 800-63B asks for eight, and for no rules on kinds of characters
FEWEST_DIFFERENT = 5  # characters: aaaaaaaaaa and 1212121212 are guessed first

_hasher = PasswordHasher()
# Somebody who signs in with a name that does not exist waits as long as one whose password is wrong.
_NOBODY = _hasher.hash("nobody has this password")


class PasswordRefused(ValueError):
    """The password cannot be taken; the message says why, in Chinese."""


def digest(password: str, name: str) -> str:
    """The argon2id digest to store; raises `PasswordRefused` for what is guessed first."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordRefused(f"密码要{SHORTEST}到{LONGEST}个字符")
    if len(set(password)) < FEWEST_DIFFERENT:
        raise PasswordRefused(f"密码里至少要有{FEWEST_DIFFERENT}个不同的字符")
    if name and name in password.lower():
        raise PasswordRefused("密码里不能有登录名")
    if _is_run(password):
        raise PasswordRefused("密码不能只是顺着数的字符")
    return _hasher.hash(password)


def matches(stored: str, password: str) -> bool:
    """Whether this is the password; takes the same time when ``stored`` is empty."""
    try:
        return _hasher.verify(stored or _NOBODY, password[: LONGEST + 1]) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def outdated(stored: str) -> bool:
    """Whether the digest was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(stored)


def _is_run(password: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(password)}
    return len(steps) == 1
