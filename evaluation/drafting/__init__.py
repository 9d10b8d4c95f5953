"""How right a drafted record is, fact by fact, against the one that people reviewed."""
