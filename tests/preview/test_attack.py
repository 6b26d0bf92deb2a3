"""A preview that runs, attacked: nothing but the site comes back, and nothing hangs."""

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import product
from pathlib import Path

import pytest

from cpdsite.commands.serve import open_source
from cpdsite.preview import server as room
from cpdsite.preview.preview import Source
from cpdsite.preview.responses import HEADERS
from cpdsite.preview.server import PreviewServer, open_server
from tests.preview.asking import (
    PATIENCE,
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
from tests.site_maker import TODAY, Files, make_site, write_entry, write_files

CANARY = "canary-f00d"
"""What stands in every file that must never come back."""

DRAFT = "a-thought-of-my-own"
PROMPT = 2.0
"""How long an answer may take while others attack, in seconds."""

ENTRY = f"""---
# {CANARY}
title: An entry
date: 2025-03-12
status: published
evidence:
  - file: certificate.txt
    title: Certificate
    public: true
---

## What I learned

Much.
"""
BIG = b"0123456789abcdef" * (1 << 19)
SITE: Files = {
    "cpdsite.toml": f'theme = "plain"\n# {CANARY}\n',
    "content/profile.md": f"---\n# {CANARY}\nname: Ada Example\n---\n",
    "content/activities/entry/index.md": ENTRY,
    "content/activities/entry/certificate.txt": "what everyone may read",
    "content/activities/entry/notes-of-nobody.txt": CANARY,
    f"content/activities/{DRAFT}.md": write_entry("Mine.", status="draft"),
    "static/big.bin": BIG,
    "static/CNAME": "cpd.example",
    "content/.hidden.txt": CANARY,
    "content/activities/entry.md~": CANARY,
    ".git/config": CANARY,
    "requirements.txt": CANARY,
    "public/index.html": CANARY,
}
BESIDE: Files = {"secret.txt": CANARY, "other/index.html": CANARY, "site.txt": CANARY}
CERTIFICATE = "/activities/entry/certificate.txt"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site among files that are nobody's business."""
    folder = tmp_path_factory.mktemp("attacked")
    write_files(folder, BESIDE)
    root = make_site(folder / "site", SITE)
    write_files(root, {".cpdsite/secret.json": CANARY})
    return root


@pytest.fixture(scope="module")
def source(root: Path) -> Source:
    """Return how the site is read."""
    return open_source(root, lambda: TODAY, "/")


@pytest.fixture(scope="module")
def running(source: Source) -> Iterator[PreviewServer]:
    """Run the preview of the site, as it is at first."""
    with serve(open_server("127.0.0.1", 0, "/")) as running:
        show(running, source)
        yield running


@pytest.fixture
def server(running: PreviewServer) -> Iterator[PreviewServer]:
    """Give the preview, which must be as good as new afterwards."""
    yield running
    wait_until(lambda: count_handlers() == 0)
    assert (running._open, running._asking, running._answering) == (set(), {}, 0)  # noqa: SLF001
    assert ask(running, "/").status == 200


def show(server: PreviewServer, source: Source, *paths: str) -> None:
    """Show what a site is after some files have changed."""
    for refreshed in source.refresh(frozenset(paths)):
        server.show(refreshed.showing)


def check(data: bytes) -> bytes:
    """Return what came back, in which nothing may be that is not of the site."""
    assert CANARY.encode() not in data
    assert b"root:x:" not in data
    assert b"Traceback" not in data
    return data


def probe(server: PreviewServer, data: bytes) -> Answer | None:
    """Send some bytes; return the one answer, or nothing where the other side only hung up."""
    sent = check(say(server, data))
    if not sent:
        return None
    assert sent.count(b"HTTP/1.1 ") == 1
    answer = read_answer(sent)
    for name, value in HEADERS.items():
        assert answer.headers[name.lower()] == value
    assert not [it for it in answer.headers if it.startswith(("access-control", "set-cookie"))]
    return answer


def probe_all(server: PreviewServer, targets: list[str]) -> list[tuple[str, int]]:
    """Ask for many targets on one connection; return them with the status of each answer."""
    found = []
    for at in range(0, len(targets), 50):
        some = targets[at : at + 50]
        keep = [write_request(server, it).replace(b"Connection: close\r\n", b"") for it in some]
        rest = check(say(server, b"".join(keep) + write_request(server, CERTIFICATE)))
        for target in some:
            answer = read_answer(rest)
            rest = answer.content[int(answer.headers["content-length"]) :]
            assert answer.headers.get("location", "/x")[1:2] not in ("/", "\\")
            found.append((target, answer.status))
        assert read_answer(rest).content == b"what everyone may read"
    return found


# Files that are not the site's


UP = [
    *("..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "%25252e%25252e", "%c0%ae%c0%ae", "%e0%80%ae."),
    *("%u002e%u002e", "%uff0e%uff0e", "%ef%bc%8e%ef%bc%8e", "..;", "..%00", "..%09", "....", "~"),
]
SLASHES = ["/", "%2f", "\\", "%5c", "%252f", "%255c", "%c0%af", "%e2%88%95", "//", "/./", ";/"]
STARTS = ["", "activities/", "_preview/", "_preview/published/", "activities/entry/"]
GOALS = ["secret.txt", "site/cpdsite.toml", "etc/passwd"]
WAYS = [
    f"/{start}{slash.join([up] * depth)}{slash}{goal.replace('/', slash)}"
    for up, slash, start in product(UP, SLASHES, STARTS)
    for depth, goal in zip((1, 2, 9), GOALS, strict=True)
]
PLACES = [
    *("/cpdsite.toml", "/content/profile.md", "/content/activities/entry/index.md", "/.cpdsite/"),
    *("/.cpdsite/secret.json", "/.git/config", "/requirements.txt", "/public/index.html"),
    *("/content/", "/activities/entry.md~", "/activities/entry/notes-of-nobody.txt"),
    *("/activities/entry/index.md", "/static/", "/static/..", "/.hidden.txt", "/etc/passwd"),
    *("/%2fetc/passwd", "/%2f%2fetc%2fpasswd", "/file:///etc/passwd", "/C:/Windows/win.ini"),
    *("/C:%5cWindows%5cwin.ini", "/C|/boot.ini", "/%5c%5c127.0.0.1%5cc$", "/CON", "/nul.txt"),
    *("/activities/entry/certificate.txt/", "/activities/entry/certificate.txt/.."),
    *("/activities/entry/certificate.txt%00.html", "/activities/entry/certificate.txt::$DATA"),
    *("/activities/./entry/", "/activities/entry/../entry/", "/activities//entry/", "/index.html/"),
    *("/.", "/..", "/...", "/%2e", "/_preview", "/_preview/", "/_preview/..", "/_preview/__init__.py"),
    *("/_preview/published/_preview/preview.js", "/_preview/server.py", "/_preview/browser/preview.js"),
    *("/_preview/published/_preview/published/", f"/_preview/published/activities/{DRAFT}/"),
    *("/themes/plain/theme.toml", "/templates/home.html", "/layout.html", "/theme.toml", "/assets/"),
    *("/%00", "/\x00", "/\x7f", "/\xff\xfe", "/\xe9", "/%", "/%%", "/%2", "/%zz", "/?", "/;", "/*"),
]  # fmt: skip
HELD = {"/?": 200, "/_preview/published": 302}


def test_no_way_out_of_the_site_leads_anywhere(server: PreviewServer) -> None:
    for target, status in probe_all(server, WAYS):
        assert status in (400, 404), target


def test_no_file_is_there_that_the_site_does_not_hold(server: PreviewServer) -> None:
    for target, status in probe_all(server, PLACES):
        assert (status in (400, 404)) == (target not in HELD), target
        assert status == HELD.get(target, status)


def test_absolute_paths_in_a_site_below_a_path_lead_nowhere(root: Path) -> None:
    with serve(open_server("127.0.0.1", 0, "/cpd/")) as server:
        show(server, open_source(root, lambda: TODAY, "/cpd/"))
        assert ask(server, "/cpd/").status == 200
        for target in (
            "/cpd/../secret.txt",
            "/cpd//etc/passwd",
            "/cpd/%2e%2e/",
            "/cp",
            "/cpd%2f..",
        ):
            answer = probe(server, write_request(server, target))
            assert answer
            assert answer.status == 404


def test_a_link_put_in_place_of_a_file_or_folder_is_not_followed(
    server: PreviewServer, root: Path
) -> None:
    path = root / "content/activities/entry/certificate.txt"
    kept = path.read_bytes()
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / path.name).write_text(CANARY)
    goals = (root.parent / "secret.txt", root / "cpdsite.toml", Path("/etc/passwd"), outside)
    for goal in goals:
        path.unlink()
        path.symlink_to(goal)
        answer = probe(server, write_request(server, CERTIFICATE))
        assert answer
        assert answer.status == 404
    path.unlink()
    path.write_bytes(kept)
    folder = path.parent.rename(root.parent / "moved")
    path.parent.symlink_to(outside)
    answer = probe(server, write_request(server, CERTIFICATE))
    assert answer
    assert answer.status == 404
    path.parent.unlink()
    folder.rename(path.parent)
    assert ask(server, CERTIFICATE).content == kept


def test_a_link_out_of_the_site_is_not_read(
    server: PreviewServer, root: Path, source: Source
) -> None:
    links = {
        "content/activities/entry/link.txt": "link.txt",
        "content/activities/linked.md": "linked",
        "static/linked.txt": "linked.txt",
    }
    for path in links:
        (root / path).symlink_to(root.parent / "secret.txt")
    show(server, source, *links)
    for target in ("/linked.txt", "/activities/entry/link.txt", "/activities/linked/"):
        for mount in ("", "/_preview/published"):
            answer = probe(server, write_request(server, mount + target))
            assert answer
            assert answer.status == 404
    for path in links:
        (root / path).unlink()
    show(server, source, *links)


# Other sites


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{}", "127.0.0.1.evil.example:{}", "0.0.0.0:{}", "localhost.:{}"],
)
def test_a_site_that_points_its_name_here_gets_nothing(server: PreviewServer, host: str) -> None:
    request = write_request(server, host=host.format(server.server_port))
    answer = probe(server, request)
    assert answer
    assert answer.status == 421
    assert b"Ada" not in answer.content


def test_hosts_that_are_missing_or_stand_there_twice_get_nothing(server: PreviewServer) -> None:
    good = f"Host: 127.0.0.1:{server.server_port}\r\n"
    for lines in (
        "",
        good + good,
        good + "Host: evil.example\r\n",
        "Host: evil.example\r\n" + good,
    ):
        for version in ("1.0", "1.1"):
            answer = probe(server, f"GET / HTTP/{version}\r\n{lines}\r\n".encode())
            assert answer
            assert answer.status == 421


@pytest.mark.parametrize(
    "line",
    [
        *("Origin: null", "Origin: http://evil.example", "Origin: http://localhost:1"),
        *("Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"),
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe",
    ],
)
def test_a_page_of_another_site_can_neither_read_nor_show_anything(
    server: PreviewServer, line: str
) -> None:
    for target in ("/", "/_preview/revision.json", CERTIFICATE, "/_preview/preview.js", "/nowhere"):
        answer = probe(server, write_request(server, target, line))
        assert answer
        assert answer.status == 403


def test_a_link_on_a_page_of_another_site_is_followed(server: PreviewServer) -> None:
    lines = ("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document")
    answer = probe(server, write_request(server, "/", *lines))
    assert answer
    assert answer.status == 200


# Requests that are none


@pytest.mark.parametrize(
    "method",
    [
        *("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW"),
        *("get", "G\xcbT", "__init__", "_GET", "GET/", "X" * 5000),
    ],
)
def test_other_methods_are_refused(server: PreviewServer, method: str) -> None:
    for target in ("/", "*", "evil.example:443"):
        answer = probe(server, write_request(server, target, method=method))
        assert answer
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
        assert method.encode("latin-1") not in answer.head + answer.content


@pytest.mark.parametrize(
    "target",
    [
        *(
            "http://evil.example/",
            "http://127.0.0.1/",
            "https://evil.example/",
            "file:///etc/passwd",
        ),
        *("*", "?", "activities/", "..", "\\", "@evil.example/", "evil.example:443"),
    ],
)
def test_a_target_that_is_no_path_is_refused(server: PreviewServer, target: str) -> None:
    answer = probe(server, write_request(server, target))
    assert answer
    assert answer.status == 400


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\r\n\r\n", 0),
        (b"\x00\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET\r\n\r\n", 400),
        (b"GET / HTTP/1.1 x\r\n\r\n", 400),
        (b"GET / / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/x\r\n\r\n", 400),
        (b"GET / HTTP/1\r\n\r\n", 400),
        (b"GET / HTTP/1.\xb2\r\n\r\n", 400),
        (b"GET / HTTP/99999999999.1\r\n\r\n", 400),
        (b"GET / ICY/1.1\r\n\r\n", 400),
        (b"POST /\r\n\r\n", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        (b"GET / HTTP/2.0\r\nHost: 127.0.0.1\r\n\r\n", 505),
        (b"GET /\r\nHost: 127.0.0.1\r\n\r\n", 505),
        (b"GET / HTTP/0.9\r\nHost: 127.0.0.1\r\n\r\n", 505),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"a" * 200_000, 414),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"a" * 66_000 + b"\r\n\r\n", 431),
        (b"HEAD / HTTP/1.1\r\n" + b"X: a\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nno header\r\nOrigin: http://evil\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n evil.example\r\n\r\n", 421),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\rHost: evil.example\r\n\r\n", 421),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\x00\r\n\r\n", 421),
    ],
)
def test_what_is_no_request_is_refused(server: PreviewServer, data: bytes, status: int) -> None:
    answer = probe(server, data)
    assert (answer.status if answer else 0) == status
    assert not answer or answer.headers["connection"] == "close"


def test_the_largest_headers_there_may_be_are_read_at_once(server: PreviewServer) -> None:
    lines = [f"X-{number}: {'a' * 60_000}" for number in range(90)]
    begun = time.monotonic()
    answer = probe(server, write_request(server, "/", *lines))
    assert answer
    assert answer.status == 200
    assert time.monotonic() - begun < PROMPT


@pytest.mark.parametrize(
    "target",
    [
        *(
            "/%0d%0aSet-Cookie:%20a=b",
            "/activities%0d%0aSet-Cookie:%20a=b",
            "/%0aLocation:%20//evil",
        ),
        *(
            "/activities/entry%0d%0a%0d%0a<script>",
            "/%e5%98%8a%e5%98%8dSet-Cookie:a=b",
            "/%E2%80%A8",
        ),
        *(
            "//evil.example/..",
            "///evil.example",
            "/\\evil.example",
            "//evil.example/%2e%2e/activities",
        ),
        *("/.//evil.example/", "/activities/..//evil.example", "/%2f%2fevil.example"),
    ],
)
def test_no_target_adds_a_header_or_leads_to_another_site(
    server: PreviewServer, target: str
) -> None:
    answer = probe(server, write_request(server, target))
    assert answer
    assert answer.status in (400, 404)
    assert "location" not in answer.headers


def test_a_redirect_stays_in_the_site(server: PreviewServer) -> None:
    for target in ("/activities", "//activities", "/activities?x=//evil.example"):
        answer = probe(server, write_request(server, target))
        assert answer
        assert (answer.status, answer.headers["location"]) == (302, "/activities/")


SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (f"Content-Length: {len(SMUGGLED)}", SMUGGLED),
        ("Content-Length: 0", SMUGGLED),
        ("Content-Length: 5\r\nContent-Length: 0", SMUGGLED),
        (f"Content-Length : {len(SMUGGLED)}", SMUGGLED),
        ("Content-Length: -1", SMUGGLED),
        ("Transfer-Encoding: chunked", f"{len(SMUGGLED):x}\r\n{SMUGGLED}\r\n0\r\n\r\n"),
        ("Transfer-Encoding: chunked", "ffffffffffffffffff\r\n" + SMUGGLED),
        ("Transfer-Encoding: xchunked\r\nContent-Length: 4", SMUGGLED),
        ("Transfer-Encoding : chunked", f"0\r\n\r\n{SMUGGLED}"),
        ("Content-Length: 99999999999\r\nExpect: 100-continue", "x" * 1_000_000),
    ],
)
def test_content_is_refused_and_nothing_in_it_is_a_request(
    server: PreviewServer, lines: str, body: str
) -> None:
    for method, status in (("GET", 400), ("HEAD", 400), ("POST", 405)):
        head = f"{method} / HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\n{lines}\r\n\r\n"
        answer = probe(server, (head + body).encode())
        assert answer
        assert answer.status == status


def test_nobody_is_asked_for_content(server: PreviewServer) -> None:
    answer = probe(server, write_request(server, "/", "Expect: 100-continue"))
    assert answer
    assert answer.status == 200


# Too many, and too slow


def time_answer(server: PreviewServer) -> float:
    """Return how long a page takes that is asked for in the midst of an attack."""
    begun = time.monotonic()
    answer = ask(server, "/activities/entry/")
    assert answer.status == 200
    return time.monotonic() - begun


def test_two_hundred_connections_that_do_not_ask_are_in_nobodys_way(server: PreviewServer) -> None:
    with ExitStack() as stack:
        for number in range(200):
            connection = stack.enter_context(connect(server))
            connection.sendall(b"GET / HTTP/1.1\r\nX: "[: number % 20])
        wait_until(lambda: count_handlers() == 200)
        assert time_answer(server) < PROMPT


def test_two_hundred_connections_that_ask_at_once_are_all_answered(server: PreviewServer) -> None:
    request = write_request(server, "/activities/entry/")
    with ExitStack() as stack:
        connections = [stack.enter_context(connect(server)) for _ in range(200)]
        for connection in connections:
            connection.sendall(request)
        assert time_answer(server) < PROMPT
        assert {read_answer(read_all(it)).status for it in connections} == {200}


def test_connections_beyond_the_bound_are_closed_at_once_and_room_is_found_again(
    server: PreviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_CONNECTIONS", 10)
    with ExitStack() as stack:
        for _ in range(10):
            stack.enter_context(connect(server))
        wait_until(lambda: count_handlers() == 10)
        for _ in range(20):
            assert say(server, write_request(server)) == b""
        assert count_handlers() == 10
    wait_until(lambda: count_handlers() == 0)
    assert ask(server, "/").status == 200


def drip_into(connection: socket.socket) -> None:
    """Send byte by byte for as long as that is possible, or a test can wait."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        connection.sendall(b"x")
        time.sleep(0.02)


def test_who_asks_too_slowly_is_cut_off(
    server: PreviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "LONGEST_REQUEST", 0.3)
    begun = time.monotonic()
    with connect(server) as idle, connect(server) as drip, connect(server) as later:
        later.sendall(write_request(server).replace(b"Connection: close\r\n", b""))
        drip.sendall(b"GET / HTTP/1.1\r\nX: ")
        with pytest.raises(OSError, match=r"Broken pipe|reset"):
            drip_into(drip)
        assert time.monotonic() - begun < PROMPT
        assert read_all(idle) == b""
        # What was asked for in time is answered; to ask for more, there is as much time again.
        assert read_answer(check(read_all(later))).status == 200
        assert time.monotonic() - begun < PROMPT


def test_who_is_answered_slowly_is_not_cut_off(
    server: PreviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "LONGEST_REQUEST", 0.1)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(PATIENCE)
        connection.connect(("127.0.0.1", server.server_port))
        connection.sendall(write_request(server, "/big.bin"))
        time.sleep(0.4)
        assert read_answer(read_all(connection)).content == BIG


def test_who_does_not_listen_is_cut_off(
    server: PreviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "LONGEST_SILENCE", 0.2)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", server.server_port))
        connection.sendall(write_request(server, "/big.bin"))
        wait_until(lambda: count_handlers() == 1)
        wait_until(lambda: count_handlers() == 0)
        connection.settimeout(PATIENCE)
        assert len(read_all(connection)) < len(BIG)


def test_many_attackers_at_once_do_no_harm(server: PreviewServer) -> None:
    requests = [
        write_request(server, "/big.bin"),
        write_request(server, "/../../etc/passwd"),
        write_request(server, method="POST") + b"x" * 50_000,
        b"\xff" * 100_000,
        b"GET / HTTP/1.1\r\n",
        b"",
    ]

    def attack() -> None:
        for data in requests:
            with connect(server) as connection:
                connection.settimeout(0.05)
                try:
                    connection.sendall(data)
                    check(connection.recv(1 << 16))
                except OSError:
                    continue

    attackers = [threading.Thread(target=attack) for _ in range(20)]
    for it in attackers:
        it.start()
    assert time_answer(server) < PROMPT
    for it in attackers:
        it.join(PATIENCE)
        assert not it.is_alive()


# The end


def test_ctrl_c_ends_the_preview_whoever_is_connected(root: Path) -> None:
    command = [sys.executable, "-m", "cpdsite", "serve", "--port", "0", "--site", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        port = int(process.stdout.readline().decode().rpartition(":")[2].strip("/\n"))
        host = f"Host: 127.0.0.1:{port}\r\n".encode()
        with ExitStack() as stack:

            def open_with(data: bytes) -> socket.socket:
                connection = socket.create_connection(("127.0.0.1", port), PATIENCE)
                connection.sendall(data)
                return stack.enter_context(connection)

            first = open_with(b"GET / HTTP/1.1\r\nConnection: close\r\n" + host + b"\r\n")
            assert read_answer(check(read_all(first))).status == 200
            for _ in range(20):
                open_with(b"")
                open_with(b"GET / HT")
                open_with(b"GET /big.bin HTTP/1.1\r\n" + host + b"\r\n")
            begun = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 0
            assert time.monotonic() - begun < PROMPT
        assert b"Traceback" not in process.stderr.read()
