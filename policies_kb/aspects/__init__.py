"""Aspects: what is asked of a subject (lost, how many, by hand …), and which of them each fact states."""

from __future__ import annotations

from .catalogue import Asked, Aspect, Catalogue, load_aspects
from .states import States, states_of

__all__ = ["Asked", "Aspect", "Catalogue", "States", "load_aspects", "states_of"]
