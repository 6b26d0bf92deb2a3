"""The server: what goes with every answer, connections that stay or end, ports, and mistakes."""

import errno
import io
import socket
import struct
import threading
from collections.abc import Iterator
from typing import BinaryIO

import pytest

from cpdsite.preview import server as room
from cpdsite.preview.responses import HEADERS
from cpdsite.preview.server import PreviewServer, open_server
from cpdsite.preview.showing import Found, Showing
from tests.preview.asking import (
    Answer,
    ask,
    connect,
    count_handlers,
    read_all,
    read_answer,
    say,
    serve,
    wait_until,
    write_request,
)

PAGE = b"<!doctype html><html><head></head><body>Home</body></html>"
LONG = bytes(range(256)) * 4096
"""A file of more than one chunk."""


class Shorter(io.BytesIO):
    """A file that has become shorter after it was measured."""

    def seek(self, offset: int, whence: int = 0) -> int:
        """Claim to be longer."""
        return super().seek(offset, whence) + (10 if whence else 0)


class Site:
    """A site with a page, files, and pages that fail."""

    def __init__(self) -> None:
        self.opened: list[BinaryIO] = []
        self.gate = threading.Event()

    def open_long(self) -> BinaryIO:
        """Open a long file."""
        self.opened.append(io.BytesIO(LONG))
        return self.opened[-1]

    def holds(self, path: str) -> bool:
        """Tell whether there is a page in a folder."""
        return path == "a/index.html"

    def is_alone(self, _: str) -> bool:
        """Tell that everyone sees everything."""
        return False

    def find(self, path: str) -> Found | None:
        """Return what is at a path, or fail."""
        if path == "mistake/index.html":
            raise ZeroDivisionError
        if path == "gone/index.html":
            raise FileNotFoundError(errno.ENOENT, "gone", "/home/ada/secret")
        if path == "slow/index.html":
            self.gate.wait(10)
        if path == "a.bin":
            return Found(open_file=self.open_long, digest="d")
        if path == "shorter.bin":
            return Found(open_file=lambda: Shorter(b"12345"), digest="d")
        return Found(PAGE) if path in ("index.html", "slow/index.html", "a/index.html") else None


@pytest.fixture
def site() -> Site:
    """Return what is shown."""
    return Site()


@pytest.fixture
def server(site: Site) -> Iterator[PreviewServer]:
    """Run a server that shows a site below a path."""
    with serve(open_server("127.0.0.1", 0, "/cpd/")) as running:
        running.show(Showing(mine=site, published=site))
        yield running


def check_headers(answer: Answer) -> None:
    """Check what must go with every answer, whatever it is."""
    for name, value in HEADERS.items():
        assert answer.headers[name.lower()] == value
    assert answer.headers["server"] == "cpdsite"
    assert "access-control-allow-origin" not in answer.headers
    assert int(answer.headers["content-length"]) >= len(answer.content)


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/cpd/", 200),
        ("/cpd/?a=/../b#c", 200),
        ("/cpd/a", 302),
        ("/cpd/a.bin", 200),
        ("/cpd/nowhere/", 404),
        ("/cpd/nowhere.txt", 404),
        ("/cpd/_preview/preview.js", 200),
        ("/", 302),
        ("/cpd", 302),
        ("/c", 404),
        ("/elsewhere/", 404),
        ("/cpd/%ff", 400),
        ("/cpd/mistake/", 500),
    ],
)
def test_every_answer_has_its_headers_and_to_head_the_same_without_content(
    server: PreviewServer, target: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    answer, head = ask(server, target), ask(server, target, method="HEAD")
    assert (answer.status, head.status) == (status, status)
    check_headers(answer)
    assert len(answer.content) == int(answer.headers["content-length"])
    assert head.content == b""
    assert {**head.headers, "date": ""} == {**answer.headers, "date": ""}
    capsys.readouterr()


def test_what_is_above_the_site_leads_to_it_and_what_is_beside_it_nowhere(
    server: PreviewServer,
) -> None:
    assert ask(server, "/").headers["location"] == "/cpd/"
    assert ask(server, "/cpd").headers["location"] == "/cpd/"
    assert ask(server, "/elsewhere/").content == b"The site begins at /cpd/.\n"
    assert server.address == f"http://127.0.0.1:{server.server_port}/cpd/"


def test_a_part_of_a_file_is_sent_and_the_file_closed(server: PreviewServer, site: Site) -> None:
    whole = ask(server, "/cpd/a.bin")
    assert whole.content == LONG
    part = ask(server, "/cpd/a.bin", "Range: bytes=1000-600000", 'If-Range: "d"')
    assert (part.status, part.content) == (206, LONG[1000:600001])
    head = ask(server, "/cpd/a.bin", "Range: bytes=0-1", method="HEAD")
    assert (head.status, head.headers["content-length"]) == (200, str(len(LONG)))
    nothing = ask(server, "/cpd/a.bin", f"Range: bytes={len(LONG)}-")
    assert (nothing.status, nothing.content) == (416, b"")
    wait_until(lambda: len(site.opened) == 4 and all(it.closed for it in site.opened))


def test_a_file_that_has_become_shorter_leaves_nobody_waiting(server: PreviewServer) -> None:
    request = write_request(server, "/cpd/shorter.bin").replace(b"Connection: close\r\n", b"")
    answer = read_answer(say(server, request))
    assert (answer.headers["content-length"], answer.content) == ("15", b"12345")


def test_a_connection_stays_for_the_next_request(server: PreviewServer) -> None:
    keep = write_request(server, "/cpd/").replace(b"Connection: close\r\n", b"")
    sent = say(server, keep + keep + write_request(server, "/cpd/a"))
    assert sent.count(b"HTTP/1.1 200") == 2
    assert sent.count(b"HTTP/1.1 302") == 1
    assert sent.count(b"Connection: close") == 1


def test_a_refusal_ends_the_connection(server: PreviewServer) -> None:
    host = f"Host: 127.0.0.1:{server.server_port}\r\n".encode()
    again = write_request(server, "/cpd/")
    for start in (b"POST /cpd/ HTTP/1.1\r\n", b"GET /cpd/ HTTP/1.1\r\nContent-Length: 9\r\n"):
        sent = say(server, start + host + b"\r\n" + again)
        assert sent.count(b"HTTP/1.1 ") == 1
        assert read_answer(sent).headers["connection"] == "close"


def test_a_mistake_of_ours_is_answered_and_shown_in_the_terminal(
    server: PreviewServer, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ask(server, "/cpd/mistake/")
    assert answer.status == 500
    check_headers(answer)
    assert answer.content == b"cpdsite has made a mistake: the terminal shows it.\n"
    assert "ZeroDivisionError" in capsys.readouterr().err
    gone = ask(server, "/cpd/gone/")
    assert (gone.status, gone.content) == (500, answer.content)
    assert "FileNotFoundError" in capsys.readouterr().err
    assert ask(server, "/cpd/").status == 200


def test_who_goes_without_listening_is_no_mistake(
    server: PreviewServer, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    with connect(server) as connection:
        connection.sendall(write_request(server, "/cpd/slow/"))
        wait_until(lambda: server._answering == 1)  # noqa: SLF001 - told to nobody else
        # So the connection is no more when it is answered.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    site.gate.set()
    wait_until(lambda: count_handlers() == 0)
    assert capsys.readouterr().err == ""
    assert ask(server, "/cpd/").status == 200


def test_a_mistake_in_reading_a_request_is_shown_too(
    server: PreviewServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(server, "begin_asking", fail)
    assert say(server, write_request(server)) == b""
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_who_asks_before_there_is_anything_to_show_waits_for_it() -> None:
    with serve(open_server("127.0.0.1", 0, "/")) as server, connect(server) as connection:
        connection.sendall(write_request(server))
        connection.settimeout(0.1)
        with pytest.raises(TimeoutError):
            connection.recv(1)
        server.show(Showing())
        connection.settimeout(10)
        assert b"Nothing to show yet" in read_all(connection)


def test_it_is_known_whether_anyone_waits_for_an_answer(server: PreviewServer, site: Site) -> None:
    server.wait_until_idle(10)
    with connect(server) as connection:
        connection.sendall(write_request(server, "/cpd/slow/"))
        wait_until(lambda: server._answering == 1)  # noqa: SLF001 - told to nobody else
        server.wait_until_idle(0.05)
        idle = threading.Thread(target=server.wait_until_idle, args=(10,))
        idle.start()
        idle.join(0.1)
        assert idle.is_alive()
        site.gate.set()
        idle.join(5)
        assert not idle.is_alive()
        assert b"Home" in read_all(connection)


def test_the_end_of_a_server_ends_every_connection_and_whoever_waits() -> None:
    with serve(open_server("127.0.0.1", 0, "/")) as server:
        waiting, asking, idle = (connect(server) for _ in range(3))
        waiting.sendall(write_request(server))
        asking.sendall(b"GET / HT")
        wait_until(lambda: count_handlers() == 3)
    for connection in (waiting, asking, idle):
        with connection:
            read_all(connection)
    wait_until(lambda: count_handlers() == 0)


def test_what_is_shown_last_is_what_is_answered(server: PreviewServer) -> None:
    first = ask(server, "/cpd/_preview/revision.json").content
    server.show(Showing(revision=8))
    second = ask(server, "/cpd/_preview/revision.json").content
    assert b'"revision": "0"' in first
    assert b'"revision": "8"' in second
    assert server.session.encode() in first
    assert server.session.encode() in second


# Ports and addresses


def test_every_server_has_a_session_of_its_own() -> None:
    servers = [open_server("127.0.0.1", 0, "/") for _ in range(2)]
    assert servers[0].session != servers[1].session
    for it in servers:
        it.server_close()


def test_the_first_usual_port_that_is_free_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with open_server("127.0.0.1", 0, "/") as taken, open_server("127.0.0.1", 0, "/") as spare:
        free = spare.server_port
        spare.server_close()
        monkeypatch.setattr(room, "range", lambda *_: (taken.server_port, free), raising=False)
        with open_server("127.0.0.1", None, "/") as found:
            assert found.server_port == free
        monkeypatch.setattr(room, "range", lambda *_: (taken.server_port,), raising=False)
        with open_server("127.0.0.1", None, "/") as found:
            assert found.server_port not in (taken.server_port, free)
        with pytest.raises(OSError, match="in use"):
            open_server("127.0.0.1", taken.server_port, "/")


def test_a_host_that_cannot_be_listened_at_is_said_at_once() -> None:
    with pytest.raises(OSError, match="assign requested address"):
        open_server("192.0.2.1", None, "/")


def test_a_host_of_the_newer_kind_is_written_in_brackets() -> None:
    try:
        server = open_server("::1", 0, "/")
    except OSError:
        pytest.skip("this computer knows no IPv6")
    with serve(server):
        server.show(Showing())
        assert server.address == f"http://[::1]:{server.server_port}/"
        with socket.create_connection(("::1", server.server_port), 10) as connection:
            connection.sendall(write_request(server, host=f"[::1]:{server.server_port}"))
            assert read_answer(read_all(connection)).status == 200


def test_only_this_computer_reaches_it() -> None:
    with open_server("127.0.0.1", 0, "/") as server:
        assert server.server_address[0] == "127.0.0.1"
        assert server.socket.getsockname()[0] == "127.0.0.1"
