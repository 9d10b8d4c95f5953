"""What can go wrong with releases, in one line for people, with the mend."""

from __future__ import annotations

from policies_kb.loading import Problem


class StoreError(RuntimeError):
    """The database is absent, out of reach or not what it should be; the message says how to mend it."""


class NoRelease(StoreError):
    """The database is fine and holds no release yet."""


class ReleaseError(ValueError):
    """What was asked for cannot be done with these drafts and releases; nothing was changed."""


class RefusedRelease(ReleaseError):
    """The notices have problems, all of which are carried; nothing was changed."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(f"没有发布，要先改好 {len(problems)} 处：\n" + "\n".join(map(str, problems)))
