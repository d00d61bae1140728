"""The scripts: script/server as a newcomer meets it, and a clear sentence for each thing that can be missing."""

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".hypothesis", ".ruff_cache")
SCRIPTS = ["script/bootstrap", "script/server", "script/test", ".ci/run"]
STOP_SECONDS = 60  # gunicorn gives its workers 30 to finish
TOOLS = ["dirname", "grep", "rm", "mv", "mkdir", "tail", "cat", "uname"]

pytestmark = pytest.mark.sqlite


@dataclass
class Server:
    """A running script/server."""

    process: subprocess.Popen
    port: int
    folder: Path
    said: list[str] = field(default_factory=list)

    def get(self, address: str, **headers: str):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", address, headers=headers)
        response = connection.getresponse()
        response.body = response.read()
        connection.close()
        return response

    def send(self, raw: bytes) -> str:
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(raw)
            return b"".join(iter(lambda: connection.recv(65536), b"")).decode()

    def stop(self) -> str:
        """Press Ctrl-C; return what it wrote to stderr."""
        self.process.send_signal(signal.SIGINT)
        self.said += self.process.communicate(timeout=STOP_SECONDS)[0].splitlines()
        return (self.folder / "stderr").read_text()


def start(folder: Path, port: int, **environment: str) -> Server:
    """Start script/server from elsewhere, and wait until it says where it is."""
    surroundings = {"PATH": os.environ["PATH"], "HOME": str(folder), "PORT": str(port), **environment}
    with (folder / "stderr").open("w") as stderr:
        process = subprocess.Popen(
            [folder / "script" / "server"], cwd="/", env=surroundings, stdout=subprocess.PIPE, stderr=stderr, text=True
        )
    first_line = process.stdout.readline().rstrip("\n")
    assert first_line, (folder / "stderr").read_text()
    return Server(process, port, folder, [first_line])


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The project in a folder of its own, whose name has a space in it."""
    folder = tmp_path_factory.mktemp("somewhere") / "my directory"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return folder


@pytest.fixture(scope="module")
def server(clone):
    server = start(clone, free_port())
    yield server
    if server.process.poll() is None:
        server.stop()


def test_the_first_start_says_where_it_is_and_who_may_sign_in(server):
    server.said.append(server.process.stdout.readline().rstrip("\n"))

    address = f"http://127.0.0.1:{server.port}"
    assert server.said[0] == f"Site: {address}"
    assert re.fullmatch(rf"Staff: {address}/admin/ user staff password [a-z2-9]{{16}}", server.said[1])
    assert server.get("/health/ready").status == 200


def test_what_it_makes_is_its_owners_alone(server):
    var = server.folder / "var"

    modes = {name: stat.S_IMODE((var / name).stat().st_mode) for name in ("", "secret_key", "db.sqlite3")}
    assert modes == {"": 0o700, "secret_key": 0o600, "db.sqlite3": 0o600}


def test_it_serves_as_production_does(server):
    icon = re.search(rb'"src": "([^"]+)"', server.get("/manifest.webmanifest").body)[1].decode()
    answer = server.get(icon, **{"Accept-Encoding": "br"})

    assert re.fullmatch(r"/static/img/favicon\.[0-9a-f]{12}\.svg", icon)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET /?near=secret HTTP/7\r\nHost: x\r\n\r\n", 400),
        (b"G\x00T / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"b" * 9000 + b"\r\n\r\n", 431),
    ],
)
def test_a_request_that_cannot_be_read_gets_our_headers_and_none_of_its_words(server, raw, status):
    answer = server.send(raw)

    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert "\r\nContent-Security-Policy: default-src 'none'; " in answer
    assert "secret" not in answer


def test_a_port_in_use_is_said_in_one_sentence(server):
    done = run_in(server.folder, "script/server", PORT=str(server.port))

    expected = f"Port {server.port} is in use: stop what runs there, or choose another, such as PORT="
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(expected)
    assert len(done.stderr.splitlines()) == 1


def test_ctrl_c_ends_it_quietly_and_the_next_start_does_nothing_twice_and_keeps_the_data(server):
    server.get("/health/live?near=IP12+1AA", **{"User-Agent": "Netscape"})
    written = server.stop()

    assert server.process.returncode == 0
    assert "GET /health/live 200" in written
    assert [word for word in ("Traceback", "near=", "Netscape", "127.0.0.1 ", "secret") if word in written] == []

    again = start(server.folder, server.port)
    done_again = again.stop()

    assert again.said == [f"Site: http://127.0.0.1:{server.port}"]
    assert [step for step in ("Making", "Installing", "Preparing the static", "Loading") if step in done_again] == []


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "80 80"])
def test_a_port_that_is_none_is_said_in_one_sentence(clone, port):
    done = run_in(clone, "script/server", PORT=port)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", "PORT must be a whole number from 1 to 65535.\n")


def test_an_argument_that_it_does_not_know_is_said(clone):
    done = run_in(clone, "script/server", "--fast")

    assert (done.returncode, done.stdout, done.stderr) == (1, "", "usage: [PORT=8000] script/server [--dev]\n")


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_every_script_is_plain_shell(script, shell):
    if shutil.which(shell):
        done = subprocess.run([shell, "-n", ROOT / script], capture_output=True, text=True, check=False)

        assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def bare(tmp_path):
    """A folder with the scripts and a lock file, and a PATH with a few tools and no Python."""
    shutil.copytree(ROOT / "script", tmp_path / "script")
    for lock in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / lock).write_text("none==1\n")
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    return tmp_path


def make_python(path: Path, lines: str) -> None:
    """A Python that does what a few lines of shell say."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("python", "sentence"),
    [
        ("", "There is no Python here: install Python 3.11 or newer"),
        ("echo 3.9; exit 1", "Python 3.9 is too old: this needs Python 3.11 or newer"),
        ("exit 127", "There is no Python here: install Python 3.11 or newer"),
        ("case $2 in *ensurepip*) exit 1;; esac", "python3 cannot make an environment: install its venv module"),
        ('[ "$1" = -m ] && exit 1; exit 0', "Could not make "),
    ],
)
def test_a_missing_python_is_said_in_one_sentence(bare, python, sentence):
    if python:
        make_python(bare / "bin" / "python3", python)

    done = run_in(bare, "script/server", PATH=str(bare / "bin"))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].startswith(sentence)


@pytest.mark.parametrize(
    ("pips_words", "sentence"),
    [
        ("Temporary failure in name resolution", "the package index cannot be reached"),
        ("No space left on device", "the disk is full"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "what was downloaded is not what requirements.txt names"),
        ("Permission denied", "belongs to somebody else"),
        ("Something new", "pip's own words stand above"),
    ],
)
def test_packages_that_cannot_be_installed_are_said_in_one_sentence(bare, pips_words, sentence):
    fails = f'[ "$1" = -m ] && {{ echo "ERROR: {pips_words}"; exit 1; }}; exit 0'
    make_python(bare / ".venv" / "bin" / "python", fails)

    done = run_in(bare, "script/server", PATH=str(bare / "bin"))

    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert pips_words in lines[-2]
    assert lines[-1].startswith("The packages could not be installed")
    assert sentence in lines[-1]


def test_packages_are_installed_only_when_the_lock_file_has_changed(bare):
    """The stand-in answers the digest of a lock file with the file's own words, and counts its installations."""
    count = bare / "installed"
    make_python(
        bare / ".venv" / "bin" / "python",
        f'[ "$1" = -m ] && echo "$*" >> "{count}"; case $2 in *hashlib*) cat "$3";; esac; exit 0',
    )
    run = 'root=$1; . "$1/script/bootstrap"; make_environment server'
    command = [shutil.which("sh"), "-euc", run, "sh", bare]

    def installations() -> int:
        subprocess.run(command, env={"PATH": str(bare / "bin")}, check=True, capture_output=True)
        return len(count.read_text().splitlines())

    assert [installations(), installations()] == [1, 1]
    (bare / "requirements.txt").write_text("none==2\n")
    assert [installations(), installations()] == [2, 2]


def test_what_the_tests_install_serves_too():
    """So that script/server has nothing to install after script/test."""
    pins = {
        name: set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    }

    assert pins["requirements.txt"] - pins["requirements-dev.txt"] == set()


def run_in(folder: Path, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    surroundings = {"PATH": os.environ["PATH"], **environment}
    shell = shutil.which("sh")
    command = [shell, folder / script, *arguments]
    return subprocess.run(command, cwd="/", env=surroundings, capture_output=True, text=True, check=False, timeout=60)
