"""What checks and drafts write with the names of a record's parts, for people who know no such names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policies_kb.reference import Reference

from . import fields
from .content import Content
from .named import fact_name
from .sentences import Told

AT = re.compile(
    r"(?:facts\[(?P<fact>[^\]]+)\]|(?P<part>not_stated|deferred|boilerplate|common|paths|remarks)\[(?P<at>[^\]]+)\]"
    r"|(?P<head>notice))(?P<rest>(?:\.\w+|\[[^\]]*\])*)(?![\w-])"
)
TOKEN = re.compile(r"(?<![\w./@:-])[a-z][a-z0-9_]*(?:[./][a-z0-9_]+)*(?![\w/@-])(?P<is>[:：](?!//))?")
FIELD = re.compile(r"\.(\w+)")
ANOTHER = "记录里另一条"  # a point that this notice does not have


class Plainly:
    """Puts names that people know in the place of ids, in any text about one notice."""

    def __init__(self, content: Content, reference: Reference, conditions: Mapping[str, Told] | None = None) -> None:
        self._printed = content.text
        self._points = {*fields.kinds(), *(str(fact["id"]).split(".")[0] for fact in content.facts)}
        self._names: dict[str, str] = {
            **{name: one.name for name, one in reference.topics.items()},
            **{name: one.name for name, one in reference.stages.items()},
            **{name: one.name for name, one in reference.paths.items()},
            **{name: f"“{told.name}”" for name, told in (conditions or {}).items() if told.name},
            **{str(fact["id"]): f"“{fact_name(fact, reference)}”" for fact in content.facts},
        }

    def __call__(self, text: str) -> str:
        """The text with names; what is no id of ours stays as it is."""
        return TOKEN.sub(self._token, AT.sub(self._place, text)).replace("””", "”").replace("““", "“")

    def _place(self, found: re.Match[str]) -> str:
        names = [form.name for field in FIELD.findall(found["rest"]) for form in [fields.form_of(field)]]
        if found["fact"]:
            name = self._names.get(found["fact"], ANOTHER)
        elif found["head"]:
            name = "通知头"
            names = [fields.form_of(field, head=True).name for field in FIELD.findall(found["rest"])]
        else:
            name = fields.part_name(found["part"])
            name += self._names.get(f"{found['part']}/{found['at']}", f"第{found['at']}条")
        return "的".join([name, *names[:1]])

    def _token(self, found: re.Match[str]) -> str:
        word = found[0].rstrip(":：")
        if word in self._names:
            return self._names[word] + (found["is"] or "")
        if found["is"] and fields.known(word):
            return f"{fields.form_of(word).name}："
        of, dot, _ = word.partition(".")
        if dot and of in self._points and word not in self._printed:
            return fields.kinds().get(of, ANOTHER) + (found["is"] or "")
        return found[0]
