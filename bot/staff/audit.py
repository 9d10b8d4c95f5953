"""The record of what staff did: added to, never changed. Who asked is named by a digest, what was said not at all."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .tables import audit

LONGEST_SUBJECT = 120  # characters

ACTIONS = {
    "invite": "开通账号",
    "reset": "重设密码",
    "roles": "改角色",
    "disable": "停用账号",
    "enable": "恢复账号",
    "password": "设置密码",
    "sign_in": "登录",
    "sign_in_failed": "登录失败",
    "sign_out_everywhere": "全部退出",
    "read_conversation": "查看对话",
    "read_queue": "查看排队",
    "claim": "接待",
    "answer": "答复",
    "give_back": "退回排队",
    "end": "结束接待",
    "read_audit": "查看记录",
    "export_audit": "下载记录",
    "export_statistics": "下载统计",
    "read_misses": "查看没答上的问题",
    "settle_misses": "处理没答上的问题",
    "reopen_misses": "重新打开没答上的问题",
    "review_answer": "核对答复无误",
    "propose_correction": "提出更正",
    "decide_correction": "处理更正",
    "propose_word": "提出说法",
    "decide_word": "处理说法",
    "answer_for_clerks": "给话务员写答复",
    "send_link": "生成答复链接",
    "upload_notice": "上传通知",
    "correct_notice": "开始更正通知",
    "edit_notice": "改通知稿件",
    "note_on_notice": "给稿件留言",
    "check_notice": "检查通知稿件",
    "submit_notice": "提交通知审核",
    "withdraw_notice": "撤回通知审核",
    "return_notice": "退回通知修改",
    "approve_notice": "审核通过通知",
    "discard_notice": "作废通知稿件",
    "open_original": "查看原件",
    "roll_back": "退回发布",
    "send_checklist": "生成清单链接",
}


@dataclass(frozen=True)
class Audited:
    """A line: its number, when (seconds since 1970), who ("" for the command line), did what, to what."""

    number: int
    at: float
    name: str
    action: str
    subject: str


def note(connection: Connection, at: float, by: str, action: str, subject: str) -> None:
    """Adds a line; ``action`` is one of `ACTIONS`."""
    if action not in ACTIONS:
        raise ValueError(f"{action} is no action of the audit")
    line = {"at": at, "name": by, "action": action, "subject": subject[:LONGEST_SUBJECT]}
    connection.execute(audit.insert(), line)


def lines(connection: Connection, limit: int, before: int | None) -> list[Audited]:
    """The newest lines first, those with a number below ``before``."""
    wanted = sa.select(audit).order_by(audit.c.id.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(audit.c.id < before)
    rows = connection.execute(wanted).mappings()
    return [Audited(row["id"], row["at"], row["name"], row["action"], row["subject"]) for row in rows]
