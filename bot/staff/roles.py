"""Roles of staff and what each may do. One person may hold several."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in the office."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"
    APPROVER = "approver"
    ADMIN = "admin"


class Permission(StrEnum):
    """What somebody may do."""

    ANSWER_CALLS = "answer_calls"
    READ_CONVERSATIONS = "read_conversations"
    CORRECT_ANSWERS = "correct_answers"
    WORK_OFF_MISSES = "work_off_misses"
    READ_MANUSCRIPTS = "read_manuscripts"
    EDIT_NOTICES = "edit_notices"
    APPROVE_RELEASES = "approve_releases"
    OVERSEE = "oversee"  # figures, what a release touched, what is due: no word that anybody said
    MANAGE_STAFF = "manage_staff"
    READ_AUDIT = "read_audit"


TITLES = {
    Role.CLERK: "话务员",
    Role.SUPERVISOR: "班长",
    Role.EDITOR: "编辑",
    Role.APPROVER: "审核",
    Role.ADMIN: "管理员",
}

# Whoever manages accounts reads no conversation by that: the two are kept apart (GB/T 22239-2019, 三权分立).
ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset({Permission.ANSWER_CALLS, Permission.READ_CONVERSATIONS}),
    Role.SUPERVISOR: frozenset(
        {
            Permission.ANSWER_CALLS,
            Permission.READ_CONVERSATIONS,
            Permission.CORRECT_ANSWERS,
            Permission.WORK_OFF_MISSES,
            Permission.OVERSEE,
            Permission.READ_AUDIT,
        }
    ),
    Role.EDITOR: frozenset(
        {Permission.READ_MANUSCRIPTS, Permission.EDIT_NOTICES, Permission.WORK_OFF_MISSES, Permission.OVERSEE}
    ),
    Role.APPROVER: frozenset({Permission.READ_MANUSCRIPTS, Permission.APPROVE_RELEASES, Permission.OVERSEE}),
    Role.ADMIN: frozenset({Permission.MANAGE_STAFF, Permission.READ_AUDIT}),
}


def permitted(roles: Iterable[Role], permission: Permission) -> bool:
    """Whether somebody with these roles may do that."""
    return any(permission in ALLOWED[role] for role in roles)
