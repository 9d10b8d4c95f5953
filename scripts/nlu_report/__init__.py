"""The understanding, measured on what it has not seen: topics, belonging, decisions, a notice left out."""
