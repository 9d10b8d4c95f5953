"""What Python's collector of cycles has to look through."""

from __future__ import annotations

import gc


def hold_off() -> None:
    """Lets cycles lie while modules and the model are loaded, until `settle`: nearly all of it is there to stay, and
    looking through it again and again is a fifth of the start."""
    gc.disable()


def settle() -> None:
    """Sets aside what is loaded for good: dictionaries, the model, the knowledge base.

    Looking through all of it takes a third of a second, in the middle of somebody's turn. What an earlier release left
    is let go first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.enable()
