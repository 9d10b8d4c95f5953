"""What names a document: its kind at the end of the title, and its number."""

from __future__ import annotations

import re

DOCUMENT_KIND = re.compile(r"(?:通知|通告|公告|公示|通报|意见|办法|规定|细则|方案|须知|指南|函)(?:[（(].*[）)])?$")
_YEAR_AND_NUMBER = r"[〔\[【（(]\s*20\d\d\s*[〕\]】）)]\s*第?\s*\d{1,4}\s*号"
NUMBERED = re.compile(_YEAR_AND_NUMBER)
DOCUMENT_NUMBER = re.compile(rf"[一-鿿]{{2,20}}{_YEAR_AND_NUMBER}|20\d\d年第\d{{1,4}}号")
