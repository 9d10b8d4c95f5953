"""The form templates that notices print after their text, read out of the notice and written as Word files."""

from __future__ import annotations

from .templates import Row, Template, Words, templates
from .word_file import file_name, word_file

__all__ = ["Row", "Template", "Words", "file_name", "templates", "word_file"]
