"""Typical calls at the hotline: what the clerk fixes and types, and what has to be read out."""
