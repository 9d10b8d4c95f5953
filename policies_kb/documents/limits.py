"""How much a file may ask for. The numbers are far above any notice and far below what would harm the machine."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

MEGABYTE = 1024 * 1024


class Limits(BaseModel):
    """Bounds of one reading; sizes in bytes, times in seconds."""

    model_config = ConfigDict(frozen=True)

    file_size: int = 20 * MEGABYTE
    pages: int = 200
    text_length: int = 1_000_000  # characters
    seconds: int = 60  # by the clock; the same again of processor time
    memory: int = 1024 * MEGABYTE  # address space of the reading process
    zip_entries: int = 2_000
    unzipped_size: int = 200 * MEGABYTE
    unzipped_entry: int = 60 * MEGABYTE
    zip_ratio: int = 200  # unzipped to zipped, of entries above a megabyte
    depth: int = 200  # elements inside one another in a Word file or a page


LIMITS = Limits()
