"""What Python's collector of cycles has to look through."""

from __future__ import annotations

import gc


def settle() -> None:
    """Sets aside what is loaded for good: dictionaries, the model, the knowledge base.

    Looking through all of it takes a third of a second, in the middle of somebody's turn. What an earlier release left
    is let go first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
