"""What in a message is about the person: sayings about others, rules heard somewhere and slips are blanked out."""

from __future__ import annotations

import re

CHUNK = re.compile(r"[^,，。;；!！?？\n]+")
# 「同学两年就初定了」「跟我一块的本科两年就定了中级」
OTHERS = re.compile(
    r"(?:[^,，。我]{1,8}的)?(?:同学|同事|朋友|人家|别人|隔壁|室友|闺蜜|表[哥姐弟妹]|[跟和](?:我|他|她)一(?:块|起|批|年)[^,，。]{0,3}的?|一(?:块|起|批)儿?[来进]的|[他她]们)"
    r"[^,，。]{0,16}(?:就|都|也|已经?|早|才)?[^,，。]{0,6}"
    r"(?:初定了|评上|评了|定上|定了|拿到|拿了|过了|办下|办了|授予了|高定了|报上了?|批了|中级了|初级了|给定)"
    # 「外地那边中专两年就给定」「本科两年都给中级」
    r"|[^,，。]{0,8}(?:那边|那儿|那里)[^,，。]{0,14}(?:就|都)[^,，。]{0,4}(?:给|能|可以|行|定|够)|[^,，。]{2,10}(?:就|都)给(?:定|评)?[初中]级"
)
# 「听说大专一年就行」「乡镇本科两年能直接中级是真的啊」
HEARD = re.compile(
    r"(?:听说|据说|都说|传说|听[^,，。]{1,8}(?:说|讲)|有人说|群里说|(?:别人|人家|他们|同事|朋友|同学|室友|领导)[^,，。]{0,8}(?:说|讲)).*?(?=我(?!们)|本人|俺|$)|^.*(?:是真的|真的假的)"
)
# 「单位到底算事业还是机关我真整不明白」
UNSURE = re.compile(
    r"研究生[^,，。]{0,6}(?:在读|没毕业|还有|还没)|在读[^,，。]{0,4}(?:研究生|硕士|博士)|[没不][^,，。]{1,4}还是[^,，。]{1,4}|到底(?:算|是)|(?:整|搞|弄|说|分)不(?:明白|清楚?|懂|准)|(?:不知道|不清楚|不晓得|不确定)(?:是|算)|是[^,，。]{1,8}还是[^,，。]{1,8}(?:不|没)"
)
# 「乡镇那个满两年定中级」「不用等一年」「得满两年才行」 say a rule
RULE = re.compile(
    r"(?:不用|无需|不必|需要?|须|必须|得|(?<![快就])要)(?:先)?(?:等|满|干满?|工作满?|够)?(?:\d+|[一两二三四五六])年(?!了)"
    r"|乡镇(?:那个|的?政策|放宽|那条)[^,，。]*|按(?:照)?[^,，。]{0,6}(?:乡镇|算)"
)
# 「我是技校...不对，是中专」「三年，哦不，两年半」
SLIP = re.compile(
    r"[^,，。;；!！?？]{1,12}[,，.。…\s]*(?:哦|啊|呃|嗯)?(?:不对|说错了?|写错了?|打错了?|记错了?)[,，\s]*(?=应该|是|[^,，。吧吗]{2})"
)


def own_words(text: str) -> str:
    """``text`` with everything that is not the person's own case replaced by spaces; positions stay."""
    return CHUNK.sub(_blank, SLIP.sub(_spaces, text))


def _blank(chunk: re.Match[str]) -> str:
    text = RULE.sub(_spaces, HEARD.sub(_spaces, OTHERS.sub(_spaces, chunk[0])))
    return " " * len(text) if UNSURE.search(text) else text


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])
