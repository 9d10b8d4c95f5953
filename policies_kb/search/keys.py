"""An entry's key: release, place of its notice, clause and paths in one number.

What is counted by notice and by path is read off the keys, and the order of keys is the order of equal results.
"""

from __future__ import annotations

CLAUSE_BITS, PATH_BITS, NOTICE_BITS = 12, 16, 20
NOTICE_SHIFT = CLAUSE_BITS + PATH_BITS
RELEASE_SHIFT = NOTICE_SHIFT + NOTICE_BITS
NOTICE_MASK, PATH_MASK = (1 << NOTICE_BITS) - 1, (1 << PATH_BITS) - 1


def key(release: int, notice: int, clause: int, paths: int) -> int:
    """Raises ValueError for a book that is larger than the key can hold."""
    if notice > NOTICE_MASK or clause >= 1 << CLAUSE_BITS or paths > PATH_MASK or release >= 1 << 15:
        raise ValueError(f"no key for release {release}, notice {notice}, clause {clause}, paths {paths}")
    return (release << RELEASE_SHIFT) | (notice << NOTICE_SHIFT) | (clause << PATH_BITS) | paths


def notice_of(entry: int) -> int:
    """The place of the entry's notice in the order of notices."""
    return (entry >> NOTICE_SHIFT) & NOTICE_MASK


def paths_of(entry: int) -> int:
    """The entry's paths, a bit each in the order of the reference data."""
    return entry & PATH_MASK


def span(release: int, first: int, last: int) -> tuple[int, int]:
    """The lowest and the highest key of the notices from ``first`` to ``last``."""
    return key(release, first, 0, 0), key(release, last, (1 << CLAUSE_BITS) - 1, PATH_MASK)
