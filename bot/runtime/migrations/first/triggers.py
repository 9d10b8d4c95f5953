"""What keeps the audit and the receipts as they were written, whoever writes to the database."""

from __future__ import annotations

from alembic import op


def make() -> None:
    """Makes what is missing."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in POSTGRESQL if postgresql else SQLITE:
        op.get_bind().exec_driver_sql(statement)


POSTGRESQL = (
    "create or replace function refuse_audit_change() returns trigger language plpgsql as $$ "
    "begin raise exception 'the audit is never changed'; end $$",
    "create or replace trigger staff_audit_kept before update or delete on staff_audit "
    "for each row execute function refuse_audit_change()",
    "create or replace trigger staff_audit_whole before truncate on staff_audit "
    "for each statement execute function refuse_audit_change()",
    "create or replace function refuse_receipt_change() returns trigger language plpgsql as $$ "
    "begin raise exception 'a receipt is never changed'; end $$",
    "create or replace trigger answer_content_kept before update on answer_content "
    "for each row execute function refuse_receipt_change()",
    "create or replace trigger answer_receipt_kept before update on answer_receipt "
    "for each row execute function refuse_receipt_change()",
)

_AUDIT = "begin select raise(abort, 'the audit is never changed'); end"
_RECEIPT = "begin select raise(abort, 'a receipt is never changed'); end"
SQLITE = (
    f"create trigger if not exists staff_audit_no_update before update on staff_audit {_AUDIT}",
    f"create trigger if not exists staff_audit_no_delete before delete on staff_audit {_AUDIT}",
    "create trigger if not exists staff_audit_no_replace before insert on staff_audit "
    f"when exists (select 1 from staff_audit where id = new.id) {_AUDIT}",
    f"create trigger if not exists answer_content_no_update before update on answer_content {_RECEIPT}",
    "create trigger if not exists answer_content_no_replace before insert on answer_content "
    f"when exists (select 1 from answer_content where digest = new.digest) {_RECEIPT}",
    f"create trigger if not exists answer_receipt_no_update before update on answer_receipt {_RECEIPT}",
    "create trigger if not exists answer_receipt_no_replace before insert on answer_receipt "
    f"when exists (select 1 from answer_receipt where id = new.id) {_RECEIPT}",
)
