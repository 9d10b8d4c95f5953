"""What names a document: its kind at the end of the title, and its number."""

from __future__ import annotations

import re

DOCUMENT_KIND = re.compile(r"(?:通知|通告|公告|公示|通报|意见|办法|规定|细则|方案|须知|指南|函)(?:[（(].*[）)])?$")
DOCUMENT_NUMBER = re.compile(r"[（(]?[一-鿿]{2,15}[〔\[【（(]20\d\d[〕\]】）)]第?\d{1,4}号[）)]?|20\d\d年第\d{1,4}号")
