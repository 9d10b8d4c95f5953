"""Replaces personal data in what a person typed, before anything stores, logs or repeats it.

Masked: Chinese identity numbers (18 and 15 digits), bank card numbers, mobile and landline numbers, and a
name that follows an explicit introduction. What looks like a date, an amount or a document number stays.
"""

from __future__ import annotations

import re
import unicodedata

IDENTITY = "〔身份证号〕"
CARD = "〔银行卡号〕"
PHONE = "〔电话号码〕"
NAME = "〔姓名〕"

_DIGIT = "[0-9０-９]"
# People space out long numbers (6222 0212 3456 7890, 138-0000-1234); a run is digits with single separators.
_RUN = re.compile(rf"(?<![0-9０-９A-Za-z])[+＋]?{_DIGIT}(?:[ \u3000\-－—.]?{_DIGIT})*[XxＸｘ]?(?![0-9０-９A-Za-z])")
_IDENTITY_18 = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_IDENTITY_15 = re.compile(r"[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:\+?86)?0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}")
_DATES = re.compile(r"(?:19|20)\d{2}(?:0?[1-9]|1[0-2])(?:0?[1-9]|[12]\d|3[01])")
CARD_LENGTHS = range(15, 20)

# A surname followed by one to three more characters, a Uyghur/Kazakh name with its middle dot, or one of at least
# three characters that are all used to write such names.
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴"
    "夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟"
    "安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲"
    "成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺"
    "苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原"
    "官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺"
)
_END = r"(?=$|[\s,，。.!！?？;；、:：()（）在是从今想要请电手身和的,])"
_GIVEN = r"[\u4e00-\u9fff]{1,3}?"
_DOTTED = r"[\u4e00-\u9fff]{1,12}[·•・.．][\u4e00-\u9fff]{1,12}"
_TRANSLITERATING = (
    "阿艾爱安巴拜班布达德迪地尔发法甫古国哈海罕汗合乎胡吉加江居卡凯克孔库拉来莱兰勒里力丽利林鲁罗洛玛马麦买曼美米明"
    "木穆姆纳娜乃尼努娃帕排热日如茹萨赛沙山苏素塔台提铁土吐托瓦万维吾乌西夏肖孜扎则祖尤伊依亚叶耶牙雅孟别其恰柯江卜"
)
_UNDOTTED = rf"[{_TRANSLITERATING}]{{3,10}}"
_INTRODUCED = re.compile(
    r"(?P<intro>(?:我的?名字(?:叫做|叫|是)|我(?:本人)?叫做?|本人叫?|我姓名(?:是|叫)?|姓名\s*(?:[:：]|是|为)|名字\s*(?:[:：]|是|叫))\s*)"
    rf"(?P<name>{_DOTTED}|[{_SURNAMES}]{_GIVEN}{_END}|{_UNDOTTED}{_END})"
)


def mask(text: str) -> str:
    """`text` with personal data replaced by neutral tokens; anything else is left as it is."""
    masked = _RUN.sub(_mask_run, text)
    return _INTRODUCED.sub(lambda found: found["intro"] + NAME, masked)


def _mask_run(found: re.Match[str]) -> str:
    """Judges one run of digits, which may also be numbers side by side (a date and a phone)."""
    whole = found[0]
    token = _personal(whole)
    if token:
        return token
    parts = re.split(r"([ \u3000]+)", whole)
    judged = [_personal(part) or part for part in parts]
    if judged != parts:
        return "".join(judged)
    return CARD if _is_card(_plain(whole)) else whole


def _plain(written: str) -> str:
    return unicodedata.normalize("NFKC", written).upper()


def _personal(written: str) -> str | None:
    number = re.sub(r"[^\d+X]", "", _plain(written))
    forms = (
        (_IDENTITY_18, IDENTITY),
        (_IDENTITY_15, IDENTITY),
        (_MOBILE, PHONE),
        (_LANDLINE, PHONE),
    )
    return next((token for form, token in forms if form.fullmatch(number)), None)


def _is_card(written: str) -> bool:
    """15 to 19 digits, unless they are written as a range of two dates (YYYY-09-25-YYYY-10-18)."""
    number = re.sub(r"\D", "", written)
    if len(number) not in CARD_LENGTHS or "X" in written:
        return False
    halves = re.fullmatch(rf"({_DATES.pattern})({_DATES.pattern})", number)
    return not (halves and re.search(r"\D", written))
