"""Who may ask, and for what: this computer's own browser, by the names of this computer."""

from email.message import Message
from email.parser import Parser
from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.preview.requests import find_refusal, is_allowed, name_hosts, read_target
from tests.properties import check_property

HOST = "127.0.0.1:8000"
NAMES = name_hosts("127.0.0.1")
VISIT = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


def make_headers(*pairs: tuple[str, str]) -> Message:
    """Return headers, of which a name may stand there twice."""
    headers = Message()
    for name, value in pairs:
        headers[name] = value
    return headers


def refuse(
    *pairs: tuple[str, str], method: str = "GET", target: str = "/", host: str = HOST
) -> HTTPStatus | None:
    """Return the status with which a request is refused, ``None`` where it is not."""
    headers = make_headers(("Host", host), *pairs)
    refusal = find_refusal(method, target, headers, NAMES)
    return refusal.status if refusal else None


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_only_looks_is_answered(method: str) -> None:
    assert refuse(method=method) is None


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE", "get", "BREW", ""]
)
def test_every_other_method_is_refused(method: str) -> None:
    assert refuse(method=method) == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize(
    "target", ["*", "", "http://127.0.0.1:8000/", "http://example.org/", "example.org:443", "a/b"]
)
def test_a_target_that_is_no_path_is_refused(target: str) -> None:
    assert refuse(target=target) == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("name", ["Content-Length", "transfer-encoding"])
def test_a_request_with_content_is_refused(name: str) -> None:
    assert refuse((name, "0")) == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("line", ["Content-Length : 9", "no header", "Bad name: x", ": x"])
def test_headers_that_are_none_are_refused(line: str) -> None:
    headers = Parser().parsestr(f"Host: {HOST}\r\n{line}\r\nOrigin: http://evil.example\r\n\r\n")
    refusal = find_refusal("GET", "/", headers, NAMES)
    assert refusal
    assert refusal.status == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize(
    "host", ["127.0.0.1", HOST, "localhost", "LocalHost:8000", "[::1]", "[::1]:8000", "127.0.0.1:1"]
)
def test_this_computer_answers_to_its_own_names(host: str) -> None:
    assert refuse(host=host) is None


FOREIGN = [
    *("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example"),
    *("evil.example#127.0.0.1", "127.0.0.1@evil.example", "evil.example:80:127.0.0.1"),
    *("", " ", ":8000", "0.0.0.0:8000", "[::]:8000", "192.168.0.1", "127.0.0.2", "127.1", "2130706433"),
    *("[127.0.0.1", "127.0.0.1]", "[::ffff:127.0.0.1]", "::1", "localhost.", "127.0.0.1:", "127.0.0.1:x"),
    *("127.0.0.1:123456", "127.0.0.1 ", "127.0.0.1\n", "127.0.0.1,evil.example", "127.0.0.1\x00"),
    *("127.0.0.1\r\n evil.example", "\uff11\uff12\uff17.0.0.1", "127.0.0.1:\u0661"),
]  # fmt: skip


@pytest.mark.parametrize("host", FOREIGN)
def test_a_name_that_another_site_could_point_here_is_refused(host: str) -> None:
    assert refuse(host=host) == HTTPStatus.MISDIRECTED_REQUEST


@pytest.mark.parametrize("hosts", [(), (HOST, HOST), (HOST, "evil.example")])
def test_a_request_names_its_host_once(hosts: tuple[str, ...]) -> None:
    headers = make_headers(*(("Host", it) for it in hosts))
    refusal = find_refusal("GET", "/", headers, NAMES)
    assert refusal
    assert refusal.status == HTTPStatus.MISDIRECTED_REQUEST
    assert "127.0.0.1, localhost, ::1" in refusal.sentence


@check_property
@given(st.text("0123456789.:[]abflocahstLOC@#/ ", max_size=20))
def test_only_names_of_this_computer_are_allowed(host: str) -> None:
    name = host.partition("]")[0].strip("[") if "[" in host else host.partition(":")[0]
    assert not is_allowed(host, NAMES) or name.lower() in NAMES


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::"])  # noqa: S104 - nothing listens
def test_whoever_is_let_in_from_elsewhere_comes_by_an_address_in_figures(everywhere: str) -> None:
    names = name_hosts(everywhere)
    for host in ("192.168.0.7:8000", "[fe80::1]:8000", "localhost:8000", "10.0.0.1"):
        assert is_allowed(host, names)
    for host in ("evil.example:8000", "192.168.0.7.evil.example", "999.1.1.1", "[abc]", "1.2"):
        assert not is_allowed(host, names)


def test_the_name_that_it_listens_at_counts_too() -> None:
    assert name_hosts("My-Desk.local") == ("127.0.0.1", "localhost", "::1", "my-desk.local")
    assert name_hosts("[::1]") == ("127.0.0.1", "localhost", "::1")
    assert is_allowed("my-desk.LOCAL:8000", name_hosts("My-Desk.local"))
    assert not is_allowed("192.168.0.7", name_hosts("My-Desk.local"))


@pytest.mark.parametrize("origin", [f"http://{HOST}", "HTTP://127.0.0.1:8000"])
def test_the_preview_may_read_itself(origin: str) -> None:
    assert refuse(("Origin", origin)) is None


@pytest.mark.parametrize(
    "origin",
    [
        *("null", "", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:3000"),
        *("https://127.0.0.1:8000", "http://localhost:8000", "http://127.0.0.1:8000.evil.example"),
        *("http://127.0.0.1:8000/", "file://", "chrome-extension://abc"),
    ],
)
def test_no_other_site_may_read_the_preview(origin: str) -> None:
    assert refuse(("Origin", origin)) == HTTPStatus.FORBIDDEN
    assert refuse(("Origin", f"http://{HOST}"), ("Origin", origin)) == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("site", ["same-origin", "none"])
@pytest.mark.parametrize("kind", ["document", "script", "image", "iframe", "empty"])
def test_what_the_preview_itself_shows_is_answered(site: str, kind: str) -> None:
    assert refuse(("Sec-Fetch-Site", site), ("Sec-Fetch-Dest", kind)) is None


@pytest.mark.parametrize("site", ["cross-site", "same-site", "sideways"])
def test_a_link_from_another_site_is_followed_and_nothing_else_of_it_answered(site: str) -> None:
    where = ("Sec-Fetch-Site", site)
    assert refuse(where, *VISIT.items()) is None
    assert refuse(where) == HTTPStatus.FORBIDDEN
    for kind in ("iframe", "frame", "object", "embed", "script", "image", "style", "empty", ""):
        pairs = {**VISIT, "Sec-Fetch-Dest": kind}.items()
        assert refuse(where, *pairs) == HTTPStatus.FORBIDDEN
    for mode in ("no-cors", "cors", "same-origin", "websocket", ""):
        pairs = {**VISIT, "Sec-Fetch-Mode": mode}.items()
        assert refuse(where, *pairs) == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "/"),
        ("/a%20b/%C3%A9", "/a b/é"),
        ("/a?b=../c", "/a"),
        ("/a#b?c", "/a"),
        ("/%2e%2E/a", "/../a"),
        ("/%252e", "/%2e"),
        ("/a%3Fb%23c", "/a?b#c"),
        ("/100%", "/100%"),
        ("/%zz", "/%zz"),
    ],
)
def test_a_path_is_unquoted_once(target: str, path: str) -> None:
    assert read_target(target) == path


@pytest.mark.parametrize(
    "target",
    ["/%c0%ae%c0%ae/", "/%ff", "/%ed%a0%80", "/%00", "/a%0d%0aSet-Cookie:x", "/%7f", "/%1b[31m"],
)
def test_what_is_no_text_or_holds_a_control_is_no_path(target: str) -> None:
    assert read_target(target) is None


@check_property
@given(st.text(st.characters(max_codepoint=255), max_size=60))
def test_any_target_is_a_path_in_one_line_or_none(target: str) -> None:
    path = read_target(f"/{target}")
    assert not {*"\r\n\x00"} & {*(path or "")}
