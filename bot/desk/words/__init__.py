"""Everyday words on their way into a release: tried on questions, proposed by one person, approved by another."""

from __future__ import annotations
