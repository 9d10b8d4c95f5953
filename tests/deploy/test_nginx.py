"""nginx with the configuration of deploy/, before two workers on one database."""

from __future__ import annotations

import contextlib
import datetime
import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "tests" / "gateway" / "toy_server.py"
CONFIGURATION = ROOT / "deploy" / "nginx" / "zc.conf"
NAME = "zc.example.gov.cn"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
LIMIT = 120.0  # seconds
PLACES = ("轮台", "焉耆")

pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx here: NOT tested")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    signed = made.not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1)).sign(key, hashes.SHA256())
    (folder / "fullchain.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    kept = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*kept))


def arranged(folder: Path, plain: int, secure: int, workers: tuple[int, int]) -> Path:
    """The configuration as it is, but for addresses, certificate and log, in a main file that needs no root."""
    text = CONFIGURATION.read_text(encoding="utf-8")
    changes = {
        r"listen \[::\].*\n": "",
        r"listen 80;": f"listen 127.0.0.1:{plain};",
        r"listen 443 ": f"listen 127.0.0.1:{secure} ",
        r"127\.0\.0\.1:8081": f"127.0.0.1:{workers[0]}",
        r"127\.0\.0\.1:8082": f"127.0.0.1:{workers[1]}",
        r"/etc/ssl/zc/": f"{folder}/",
        # A machine on which tests run may be slower than any service bears.
        r"proxy_connect_timeout 2s": "proxy_connect_timeout 60s",
        r"proxy_read_timeout 30s": "proxy_read_timeout 120s",
        r"/var/log/nginx/zc\.log": f"{folder}/access.log",
    }
    for pattern, value in changes.items():
        text, found = re.subn(pattern, value, text)
        assert found, f"{pattern} is not in the configuration any more"
    (folder / "zc.conf").write_text(text, encoding="utf-8")
    kinds = " ".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    user = "user root; " if os.geteuid() == 0 else ""  # else it becomes one who may not enter the folder
    main.write_text(
        f"{user}worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;\n"
        f"events {{ worker_connections 256; }}\nhttp {{ {kinds} include {folder}/zc.conf; }}\n"
    )
    return main


@dataclass
class Proxy:
    plain: int
    secure: int
    workers: tuple[int, int]
    folder: Path

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
        trusting = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        trusting.check_hostname = False
        with contextlib.closing(
            http.client.HTTPSConnection("127.0.0.1", self.secure, timeout=150, context=trusting)
        ) as connection:
            connection.request(method, path, body, {"Host": NAME, "Content-Type": "application/json", **headers})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def say(self, message: str, **headers: str) -> dict[str, Any]:
        sent = json.dumps({"sender": "one", "message": message}).encode()
        status, answer = self.ask("POST", "/api/chat", sent, **headers)
        assert status == 200, answer
        return dict(json.loads(answer)["messages"][0])

    def logged(self) -> list[str]:
        return (self.folder / "access.log").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def proxy(toy_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    folder = tmp_path_factory.mktemp("nginx")
    environment = {
        **os.environ,
        "ZC_STORE_URL": f"sqlite:///{folder / 'talk.db'}",
        "ZC_DRAIN_SECONDS": "0",
        "ZC_REQUESTS_PER_MINUTE": "100000",
        "ZC_MESSAGES_PER_MINUTE": "100000",
    }
    with contextlib.ExitStack() as stack:
        outputs = [folder / f"worker-{number}.txt" for number in (1, 2)]
        for output in outputs:
            sink = stack.enter_context(output.open("wb"))
            worker = subprocess.Popen(
                [sys.executable, str(SERVER), str(toy_model)], stdout=sink, stderr=subprocess.STDOUT, env=environment
            )
            stack.callback(worker.wait, 60)
            stack.callback(worker.terminate)
        first, second = (_port(output) for output in outputs)
        certificate(folder)
        plain, secure = free_port(), free_port()
        main = arranged(folder, plain, secure, (first, second))
        tested = subprocess.run([str(NGINX), "-t", "-c", main], capture_output=True, text=True)
        assert tested.returncode == 0, tested.stderr
        assert "[warn]" not in tested.stderr.replace('[warn] the "user" directive', ""), tested.stderr
        nginx = subprocess.Popen([str(NGINX), "-c", main])
        stack.callback(nginx.wait, 30)
        stack.callback(nginx.send_signal, signal.SIGTERM)
        _until_open(secure)
        yield Proxy(plain, secure, (first, second), folder)


def _port(output: Path) -> int:
    began = time.monotonic()
    while not (found := re.search(r"已启动:http://127\.0\.0\.1:(\d+)", output.read_text(encoding="utf-8"))):
        assert time.monotonic() - began < LIMIT, output.read_text(encoding="utf-8")
        time.sleep(0.1)
    return int(found.group(1))


def _until_open(port: int) -> None:
    began = time.monotonic()
    while True:
        with contextlib.suppress(ConnectionError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        assert time.monotonic() - began < LIMIT
        time.sleep(0.1)


def test_two_hundred_messages_that_alternate_between_two_workers_are_one_conversation(proxy: Proxy) -> None:
    before = len(proxy.logged())
    for number in range(100):
        place = PLACES[number % 2]
        proxy.say(f"我在{place}")
        assert proxy.say("哪个县")["custom"]["place"] == place, f"message {number}"
    time.sleep(0.2)
    asked = Counter(line.split()[-1] for line in proxy.logged()[before:])
    assert asked == {f"127.0.0.1:{port}": 100 for port in proxy.workers}


def test_what_is_too_large_or_not_for_everybody_is_kept_out(proxy: Proxy) -> None:
    assert proxy.ask("POST", "/api/chat", b"x" * 300_000)[0] == 413
    assert proxy.ask("GET", "/metrics")[0] == 403
    assert proxy.ask("GET", "/readyz")[0] == 403
    assert proxy.ask("GET", "/healthz")[0] == 200


def test_an_address_that_the_client_makes_up_is_not_believed(proxy: Proxy) -> None:
    """Were it passed on, the last name in it would be taken for the client's, or no name at all for this machine."""
    status, answer = proxy.ask("GET", "/metrics", **{"X-Forwarded-For": "127.0.0.1,"})
    assert status == 403, answer
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in CONFIGURATION.read_text(encoding="utf-8")


def test_plain_http_is_sent_to_https_and_no_query_is_logged(proxy: Proxy) -> None:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=30)) as connection:
        connection.request("GET", "/check?q=%E8%BD%AE%E5%8F%B0", headers={"Host": NAME})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Location"]) == (308, f"https://{NAME}/check?q=%E8%BD%AE%E5%8F%B0")
    proxy.ask("GET", "/healthz?q=private")
    time.sleep(0.2)
    assert not any("private" in line for line in proxy.logged())


def test_with_one_worker_gone_the_other_answers(proxy: Proxy) -> None:
    """A refused connection took nothing of the message, so the next worker may have it."""
    lost = arranged(_folder(proxy), free_port(), secure := free_port(), (free_port(), proxy.workers[0]))
    nginx = subprocess.Popen([str(NGINX), "-c", lost])
    try:
        _until_open(secure)
        other = Proxy(proxy.plain, secure, proxy.workers, lost.parent)
        assert all(other.say("你好")["text"] == "你好" for _ in range(6))
    finally:
        nginx.terminate()
        nginx.wait(30)


def _folder(proxy: Proxy) -> Path:
    folder = proxy.folder / "one-gone"
    folder.mkdir()
    for name in ("fullchain.pem", "key.pem"):
        shutil.copy(proxy.folder / name, folder)
    return folder
