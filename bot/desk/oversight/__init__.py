"""What the keepers of the notices look after: figures, what a release touched, what must be looked at again."""

from __future__ import annotations
