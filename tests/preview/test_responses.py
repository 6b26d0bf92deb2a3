"""What is answered: the headers that protect a page, the content types, and parts of files."""

import io
import tomllib
from http import HTTPStatus
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.preview.responses import (
    HEADERS,
    POLICY,
    Response,
    find_part,
    find_type,
    redirect,
    respond_part,
    respond_text,
)
from cpdsite.preview.showing import Found
from cpdsite.quotation import LIVE
from tests.properties import check_property

ROOT = Path(__file__).parents[2]
HOSTS = [ROOT / "netlify.toml", ROOT / "cpdsite" / "starter" / "netlify.toml"]
CONTENT = b"0123456789"
TAG = '"d1"'


@pytest.mark.parametrize("path", HOSTS, ids=lambda it: it.parent.name)
def test_a_page_is_under_the_rules_under_which_it_is_published(path: Path) -> None:
    everywhere, *_ = tomllib.loads(path.read_text("utf-8"))["headers"]
    assert everywhere["for"] == "/*"
    assert everywhere["values"].items() <= HEADERS.items()
    assert everywhere["values"]["Content-Security-Policy"] == POLICY


def test_nothing_is_kept_guessed_framed_or_lent_to_another_site() -> None:
    assert HEADERS["Cache-Control"] == "no-store"
    assert HEADERS["X-Content-Type-Options"] == "nosniff"
    assert HEADERS["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in HEADERS["Content-Security-Policy"]
    assert not [it for it in HEADERS if it.casefold().startswith("access-control")]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/index.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.md", "text/plain; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("a.atom", "application/atom+xml; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("A.PNG", "image/png"),
        ("a.jpg", "image/jpeg"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.ico", "image/vnd.microsoft.icon"),
        ("a.woff2", "font/woff2"),
        ("a.pdf", "application/pdf"),
        ("a.mp4", "video/mp4"),
        ("a.mp3", "audio/mpeg"),
        ("site.webmanifest", "application/manifest+json"),
        ("a.unheard-of", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
        ("html", "application/octet-stream"),
        ("a.html/b", "application/octet-stream"),
        ("", "application/octet-stream"),
    ],
)
def test_the_ending_of_a_path_says_what_its_content_is(path: str, kind: str) -> None:
    assert find_type(path) == kind


def test_a_refusal_says_which_methods_there_are() -> None:
    response = respond_text(HTTPStatus.METHOD_NOT_ALLOWED, "No.")
    assert dict(response.headers) == {
        "Content-Type": "text/plain; charset=utf-8",
        "Allow": "GET, HEAD",
    }
    assert (response.content, response.size) == (b"No.\n", 4)
    assert "Allow" not in dict(respond_text(HTTPStatus.NOT_FOUND, "No.").headers)


@given(st.text(max_size=20), st.sampled_from(["\x1b[31m", "\udce9", "\u202e", "\x00", "é"]))
def test_any_sentence_can_be_sent_and_does_nothing_to_a_terminal(text: str, live: str) -> None:
    sent = respond_text(HTTPStatus.NOT_FOUND, text + live).content.decode()
    assert not LIVE.search(sent[:-1])


def test_a_redirect_holds_for_the_moment_alone() -> None:
    response = redirect("/a/")
    assert response.status == HTTPStatus.FOUND
    assert ("Location", "/a/") in response.headers


# Parts


def ask(wanted: str, condition: str = "", content: bytes = CONTENT) -> tuple[Response, bytes]:
    """Return the answer for a part of a file, and the bytes that go with it."""
    found = Found(open_file=lambda: io.BytesIO(content), digest="d1")
    response = respond_part("a.bin", found, wanted, condition)
    assert response.file
    response.file.seek(response.start)
    same = respond_part("a.bin", Found(content, digest="d1"), wanted, condition)
    assert (same.status, same.headers, same.size) == (
        response.status,
        response.headers,
        response.size,
    )
    sent = response.file.read(response.size)
    assert same.content == sent
    return response, sent


@pytest.mark.parametrize(
    ("wanted", "sent", "place"),
    [
        ("bytes=0-0", b"0", "0-0"),
        ("bytes=2-4", b"234", "2-4"),
        ("bytes=7-", b"789", "7-9"),
        ("bytes=0-", CONTENT, "0-9"),
        ("bytes=-3", b"789", "7-9"),
        ("bytes=-99", CONTENT, "0-9"),
        ("bytes=8-99", b"89", "8-9"),
        ("BYTES=9-9", b"9", "9-9"),
        ("bytes=3-3", b"3", "3-3"),
    ],
)
def test_a_part_is_given(wanted: str, sent: bytes, place: str) -> None:
    response, content = ask(wanted)
    assert response.status == HTTPStatus.PARTIAL_CONTENT
    assert dict(response.headers)["Content-Range"] == f"bytes {place}/10"
    assert (content, response.size) == (sent, len(sent))


@pytest.mark.parametrize("wanted", ["bytes=10-", "bytes=10-12", "bytes=99-", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(wanted: str) -> None:
    response, content = ask(wanted)
    assert response.status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
    assert dict(response.headers)["Content-Range"] == "bytes */10"
    assert (content, response.size) == (b"", 0)


@pytest.mark.parametrize(
    "wanted",
    [
        *("", "bytes=0-1,3-4", "bytes=4-2", "bytes=-", "bytes=", "bytes", "lines=0-1", "bytes=a-b"),
        *("bytes=0-1 ", "bytes=--1", "bytes=-1-2", "bytes=0x1-2", f"bytes=0-{'9' * 500}"),
        "bytes=\u0661-\u0662",
    ],
)
def test_of_several_parts_or_what_is_no_part_all_is_given(wanted: str) -> None:
    response, content = ask(wanted)
    assert response.status == HTTPStatus.OK
    assert content == CONTENT
    headers = dict(response.headers)
    assert "Content-Range" not in headers
    assert (headers["Accept-Ranges"], headers["ETag"]) == ("bytes", TAG)


def test_no_part_is_given_of_what_has_changed_since() -> None:
    assert ask("bytes=0-1", TAG)[1] == b"01"
    for condition in ('"d2"', f"W/{TAG}", "Sat, 29 Oct 1994 19:43:31 GMT", '""'):
        assert ask("bytes=0-1", condition)[1] == CONTENT


def test_what_has_no_digest_has_no_tag_that_would_always_be_the_same() -> None:
    response = respond_part("feed.xml", Found(CONTENT), "bytes=0-1", '""')
    assert "ETag" not in dict(response.headers)
    assert (response.status, response.content) == (HTTPStatus.OK, CONTENT)
    assert respond_part("feed.xml", Found(CONTENT), "bytes=0-1", "").content == b"01"


def test_an_empty_file_has_no_parts() -> None:
    assert ask("", content=b"")[0].status == HTTPStatus.OK
    for wanted in ("bytes=0-", "bytes=-1", "bytes=0-0"):
        status = ask(wanted, content=b"")[0].status
        assert status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE


@check_property
@given(st.text("bytes=0123456789-, ", max_size=16) | st.text(max_size=8), st.integers(0, 30))
def test_any_part_lies_within_the_whole(wanted: str, whole: int) -> None:
    for text in (wanted, f"bytes={wanted}"):
        part = find_part(text, whole)
        assert not part or 0 <= part[0] < part[1] <= whole
