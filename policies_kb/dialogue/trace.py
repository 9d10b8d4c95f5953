"""What each step of a turn saw and decided, and why; without the person's words."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Line:
    """One step: ``saw`` what came in, ``decided`` what goes on, ``because`` the rule that decided."""

    step: str
    saw: str
    decided: str
    because: str = ""

    def as_dict(self) -> dict[str, str]:
        """For programs and the log."""
        return asdict(self)

    def __str__(self) -> str:
        why = f"  ({self.because})" if self.because else ""
        return f"{self.step:<10}{self.saw} → {self.decided}{why}"
