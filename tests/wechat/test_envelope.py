"""Signatures and encryption: the platform's rules, key rotation, replays, and bytes of any kind."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest
import xmltodict
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.settings import SettingInvalid
from bot.messenger.envelope import REPLAY_WINDOW, Envelope, Refused, signature
from bot.wechat.settings import WeChatSettings

NOW = 1_700_000_000
TOKEN, OLD_TOKEN = "presenttoken", "oldtoken"
KEY, OLD_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "Z" * 43
APP_ID = "wx2c2769f8efd9abc2"
ACCOUNT = WeChatSettings(tokens=(TOKEN, OLD_TOKEN), app_id=APP_ID, aes_keys=(KEY, OLD_KEY))
XML = (
    "<xml><ToUserName>gh</ToUserName><FromUserName>o1</FromUserName>"
    "<MsgType>text</MsgType><Content>你好</Content></xml>"
)


def envelope(now: float = NOW) -> Envelope:
    return Envelope(ACCOUNT, lambda: now)


def signed(token: str = TOKEN, *more: str, at: int = NOW) -> dict[str, str]:
    query = {"timestamp": str(at), "nonce": "n1"}
    name = "msg_signature" if more else "signature"
    return {**query, name: signature(token, str(at), "n1", *more)}


def encrypted(key: str, app_id: str = APP_ID, text: str = XML) -> str:
    """The platform's own recipe, written out: 16 random bytes, length, text, app id, padded to 32 bytes, AES-CBC."""
    secret = base64.b64decode(key + "=")
    plain = b"0123456789abcdef" + len(text.encode()).to_bytes(4, "big") + text.encode() + app_id.encode()
    fill = 32 - len(plain) % 32
    encryptor = Cipher(algorithms.AES(secret), modes.CBC(secret[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain + bytes([fill]) * fill) + encryptor.finalize()).decode()


def push(cipher: str) -> bytes:
    return f"<xml><ToUserName>gh</ToUserName><Encrypt><![CDATA[{cipher}]]></Encrypt></xml>".encode()


def refused(query: Mapping[str, str], body: bytes, now: float = NOW) -> int:
    with pytest.raises(Refused) as caught:
        envelope(now).open(query, body)
    return caught.value.status


def test_the_signature_is_sha1_over_the_sorted_parts() -> None:
    assert signature("b", "a", "c") == hashlib.sha1(b"abc").hexdigest()


def test_the_address_check_echoes_the_word() -> None:
    assert envelope().verify_address({**signed(), "echostr": "4711"}) == "4711"
    with pytest.raises(Refused):
        envelope().verify_address({**signed("another"), "echostr": "4711"})


@pytest.mark.parametrize("token", [TOKEN, OLD_TOKEN])
def test_a_plain_push_is_opened_with_the_present_and_the_old_token(token: str) -> None:
    opened = envelope().open(signed(token), XML.encode())
    assert opened.fields["Content"] == "你好"
    assert not opened.encrypted


@pytest.mark.parametrize("key", [KEY, OLD_KEY])
@pytest.mark.parametrize("token", [TOKEN, OLD_TOKEN])
def test_an_encrypted_push_is_opened_with_every_key_in_rotation(key: str, token: str) -> None:
    cipher = encrypted(key)
    opened = envelope().open({**signed(token, cipher), "encrypt_type": "aes"}, push(cipher))
    assert opened.fields["Content"] == "你好"
    assert opened.encrypted


def test_the_compatible_mode_reads_the_cipher_and_not_the_plain_text_beside_it() -> None:
    cipher = encrypted(KEY)
    body = XML.replace("</xml>", f"<Encrypt>{cipher}</Encrypt></xml>").replace("你好", "别的")
    opened = envelope().open({**signed(TOKEN, cipher), "encrypt_type": "aes"}, body.encode())
    assert opened.fields["Content"] == "你好"


def test_a_sealed_reply_opens_again() -> None:
    cipher = encrypted(KEY)
    opened = envelope().open({**signed(TOKEN, cipher), "encrypt_type": "aes"}, push(cipher))
    sealed = envelope().seal(XML, opened)
    fields = xmltodict.parse(sealed)["xml"]
    query = {
        "timestamp": fields["TimeStamp"],
        "nonce": fields["Nonce"],
        "msg_signature": fields["MsgSignature"],
        "encrypt_type": "aes",
    }
    assert envelope().open(query, push(fields["Encrypt"])).fields["Content"] == "你好"


def test_wrong_signature_other_account_and_old_push_are_refused() -> None:
    cipher, foreign = encrypted(KEY), encrypted(KEY, "wxother")
    assert refused(signed("falsch"), XML.encode()) == 403
    assert refused({**signed(TOKEN, "another"), "encrypt_type": "aes"}, push(cipher)) == 403
    assert refused({**signed(TOKEN, foreign), "encrypt_type": "aes"}, push(foreign)) == 400
    assert refused(signed(), XML.encode(), now=NOW + REPLAY_WINDOW + 1) == 403
    assert refused({}, XML.encode()) == 403


def test_entities_are_not_resolved() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><xml><Content>&a;&a;</Content></xml>'
    assert refused(signed(), bomb) == 400


@given(st.binary(max_size=400))
def test_any_body_is_opened_or_refused(body: bytes) -> None:
    try:
        envelope().open(signed(), body)
    except Refused as error:
        assert error.status == 400


@given(st.text(max_size=200))
def test_any_ciphertext_with_a_right_signature_is_refused(cipher: str) -> None:
    cipher = cipher.replace("<", "").replace("&", "").replace("]", "").strip()
    query = {**signed(TOKEN, cipher), "encrypt_type": "aes"}
    with pytest.raises(Refused):
        envelope().open(query, push(cipher))


def test_credentials_come_from_the_environment_or_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim\n")
    given = {
        "ZC_WECHAT_TOKEN": f"{TOKEN},{OLD_TOKEN}",
        "ZC_WECHAT_APP_ID": APP_ID,
        "ZC_WECHAT_AES_KEY": KEY,
        "ZC_WECHAT_SECRET_FILE": str(secret),
    }
    found = WeChatSettings.from_environment(given)
    assert found is not None
    assert (found.tokens, found.secret, found.customer_service) == ((TOKEN, OLD_TOKEN), "geheim", False)
    assert WeChatSettings.from_environment({}) is None
    for wrong in ({"ZC_WECHAT_TOKEN": TOKEN}, {**given, "ZC_WECHAT_AES_KEY": "short"}):
        with pytest.raises(SettingInvalid):
            WeChatSettings.from_environment(wrong)
