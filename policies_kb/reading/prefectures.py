"""Which prefecture is meant by words that name only its kind: 地直 is said of every 地区, 州直 of every 自治州."""

from __future__ import annotations

from policies_kb.loading import KnowledgeBase


def own_prefectures(base: KnowledgeBase) -> dict[str, str]:
    """For each kind of prefecture the one that a notice on file is for; none where there are several, or none."""
    regions = base.reference.regions
    covered = {name for notice in base.notices.values() for name in notice.head.coverage.regions}
    own = {}
    for kind in base.reference.terms["own_prefecture"]:
        found = [name for name in covered if regions[name].parent is None and name.endswith(kind)]
        if len(found) == 1:
            own[kind] = found[0]
    return own
