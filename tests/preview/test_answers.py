"""From a path to an answer: what either site holds, and nothing else."""

import io
import json
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.errors import Location, Problem
from cpdsite.preview.answers import BROWSER, FILES, Asked, answer
from cpdsite.preview.responses import Response
from cpdsite.preview.showing import Edition, Found, Showing, Waiting
from tests.properties import check_property

PROBLEM = Problem(Location("templates/page.html", 3), "template", "no such thing", "mend it")
LATER = Problem(Location("content/a.md", 2), "date", "no date", "write one")


def make_page(words: str) -> bytes:
    """Return a page that says something."""
    return f"<!doctype html><html><head></head><body>{words}</body></html>".encode()


def open_lost() -> BinaryIO:
    """Fail as a file does that has gone since."""
    raise FileNotFoundError("/home/ada/secret/site/a.pdf")


@dataclass
class Table:
    """A site that is a table."""

    found: dict[str, Found]
    alone: set[str] = field(default_factory=set)

    def holds(self, path: str) -> bool:
        """Tell whether the table has a path."""
        return path in self.found

    def is_alone(self, path: str) -> bool:
        """Tell whether a path is among those that only the person sees."""
        return path in self.alone

    def find(self, path: str) -> Found | None:
        """Return what the table has at a path."""
        return self.found.get(path)


PUBLISHED = Table({
    "index.html": Found(make_page("home for all")),
    "404.html": Found(make_page("lost for all")),
})  # fmt: skip
MINE = Table(
    {
        "index.html": Found(make_page("my home")),
        "404.html": Found(make_page("nothing here")),
        "a b/é/index.html": Found(make_page("a b")),
        "draft/index.html": Found(make_page("a draft")),
        "v1.2/index.html": Found(make_page("a version")),
        "stale/index.html": Found(make_page("as it was"), problems=(PROBLEM,)),
        "broken/index.html": Found(problems=(PROBLEM,)),
        "a.bin": Found(open_file=lambda: io.BytesIO(b"0123456789"), digest="d"),
        "CNAME": Found(open_file=lambda: io.BytesIO(b"cpd.example"), digest="d"),
        "feed.xml": Found(b"<feed/>"),
        "empty.txt": Found(),
        "lost.pdf": Found(open_file=open_lost, digest="d"),
        "bad.png": Found(problems=(PROBLEM,)),
        "_preview/other.txt": Found(b"the site's own"),
    },
    {"draft/index.html"},
)
SHOWING = Showing(revision=7, reload=2, styles=1, mine=MINE, published=PUBLISHED)


def ask(
    path: str, showing: Showing = SHOWING, base: str = "/", part: str = "", condition: str = ""
) -> Response:
    """Return the answer for a path below the base path."""
    return answer(Asked(path, part, condition), showing, base, "s1")


def read(path: str, showing: Showing = SHOWING, base: str = "/") -> str:
    """Return the text of the page at a path, which must be there."""
    response = ask(path, showing, base)
    assert response.status == HTTPStatus.OK
    assert ("Content-Type", "text/html; charset=utf-8") in response.headers
    assert response.size == len(response.content)
    return response.content.decode()


def read_file(response: Response) -> bytes:
    """Return what is sent of a file."""
    assert response.file
    response.file.seek(response.start)
    return response.file.read(response.size)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("", "my home"),
        ("index.html", "my home"),
        ("draft/", "a draft"),
        ("draft/index.html", "a draft"),
        ("a b/é/", "a b"),
        ("v1.2/", "a version"),
        ("404.html", "nothing here"),
        ("_preview/published/", "home for all"),
        ("_preview/published/index.html", "home for all"),
    ],
)
@pytest.mark.parametrize("base", ["/", "/cpd/"])
def test_a_page_is_shown_with_the_script(path: str, words: str, base: str) -> None:
    page = read(path, base=base)
    assert f"<body>{words}<aside" in page
    assert f'<script src="{base}_preview/preview.js" defer></script>' in page
    assert 'data-session="s1" data-revision="7" data-reload="2" data-styles="1"' in page


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("draft", "draft/"),
        ("a b/é", "a%20b/%C3%A9/"),
        ("v1.2", "v1.2/"),
        ("_preview/published", "_preview/published/"),
    ],
)
@pytest.mark.parametrize("base", ["/", "/cpd/"])
def test_a_page_without_its_slash_is_led_to(path: str, address: str, base: str) -> None:
    response = ask(path, base=base)
    assert response.status == HTTPStatus.FOUND
    assert dict(response.headers)["Location"] == base + address


def test_a_page_of_the_published_site_is_led_to_within_it() -> None:
    table = Table({"a/index.html": Found(make_page("a"))})
    response = ask("_preview/published/a", Showing(mine=MINE, published=table), "/cpd/")
    assert dict(response.headers)["Location"] == "/cpd/_preview/published/a/"


@pytest.mark.parametrize("path", ["nowhere", "nowhere/", "no/where.html", "draft/x", "draft//"])
def test_an_address_that_leads_nowhere_shows_the_page_of_the_site_for_it(path: str) -> None:
    response = ask(path)
    assert response.status == HTTPStatus.NOT_FOUND
    assert b"<body>nothing here<aside" in response.content
    assert b"/_preview/preview.js" in response.content
    published = ask(f"_preview/published/{path}")
    assert published.status == HTTPStatus.NOT_FOUND
    assert b"<body>lost for all<aside" in published.content


def test_a_draft_is_not_in_the_published_site() -> None:
    assert ask("_preview/published/draft/").status == HTTPStatus.NOT_FOUND
    assert ask("_preview/published/draft").status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["nowhere.txt", "a.b.c", "draft/x.png", "_preview/x.js"])
def test_a_file_that_is_not_there_is_said_not_to_be(path: str) -> None:
    response = ask(path)
    assert response.status == HTTPStatus.NOT_FOUND
    assert response.content == b"There is no such file.\n"


def test_the_bar_leads_to_the_same_page_of_the_other_site() -> None:
    for path in ("a b/é/", "a b/é/index.html"):
        page = read(path, base="/cpd/")
        assert '<a href="/cpd/a%20b/%C3%A9/" aria-current="true">As I see it' in page
        assert '<a href="/cpd/_preview/published/a%20b/%C3%A9/">As published' in page
    home = read("_preview/published/", base="/cpd/")
    assert '<a href="/cpd/">As I see it' in home
    assert '<a href="/cpd/_preview/published/" aria-current="true">As published' in home


def test_an_address_cannot_break_out_of_the_bar() -> None:
    response = ask('"><script>pwned()</script>/')
    assert b"<script>pwned" not in response.content
    assert b"/%22%3E%3Cscript%3Epwned%28%29%3C/script%3E/" in response.content


def test_a_page_that_only_the_person_sees_says_so_in_both_sites() -> None:
    assert "Only you see this page" in read("draft/")
    assert "Only you see this page" not in read("")
    published = ask("_preview/published/draft/").content
    assert b"This page is not published" in published


def test_a_note_of_the_site_stands_on_its_pages() -> None:
    showing = Showing(mine=MINE, published=PUBLISHED, note="Nothing <yet>")
    assert "<p>Nothing &lt;yet&gt;</p>" in read("", showing)


def test_what_waits_stands_on_the_pages_of_the_person_alone() -> None:
    waiting = (Waiting("Overdue", "Write <soon>", "a.md"),)
    showing = Showing(mine=MINE, published=PUBLISHED, waiting=waiting)
    assert "Write &lt;soon&gt;" in read("", showing)
    assert "1 thing waits" not in read("_preview/published/", showing)
    assert "1 thing waits" in read("", Showing(waiting=waiting))


def test_a_file_is_given_as_it_is() -> None:
    response = ask("a.bin")
    assert (response.status, read_file(response)) == (HTTPStatus.OK, b"0123456789")
    assert ask("feed.xml").content == b"<feed/>"
    assert ask("_preview/other.txt").content == b"the site's own"
    empty = ask("empty.txt")
    assert (empty.status, empty.content) == (HTTPStatus.OK, b"")


def test_a_file_without_an_ending_is_a_file_and_no_page() -> None:
    response = ask("CNAME")
    assert read_file(response) == b"cpd.example"
    assert dict(response.headers)["Content-Type"] == "application/octet-stream"


def test_a_part_of_a_file_is_given() -> None:
    response = ask("a.bin", part="bytes=2-4")
    assert (response.status, response.start, response.size) == (HTTPStatus.PARTIAL_CONTENT, 2, 3)
    assert ask("a.bin", part="bytes=2-4", condition='"old"').status == HTTPStatus.OK


def test_a_page_is_given_whole() -> None:
    response = ask("", part="bytes=0-3")
    assert response.status == HTTPStatus.OK
    assert b"my home" in response.content


def test_a_file_that_has_gone_since_says_nothing_of_where_it_was() -> None:
    response = ask("lost.pdf")
    assert response.status == HTTPStatus.NOT_FOUND
    assert response.content == b"The file cannot be opened any more.\n"


def test_an_image_that_cannot_be_made_says_why() -> None:
    response = ask("bad.png")
    assert response.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert response.content == b"no such thing\n"


def test_a_page_that_cannot_be_made_is_shown_as_it_was_with_what_is_wrong() -> None:
    page = read("stale/", Showing(mine=MINE, published=PUBLISHED, problems=(LATER,)))
    assert "<body>as it was<aside" in page
    assert "2 errors keep this site" in page
    assert page.index("no date") < page.index("no such thing")


def test_a_page_that_never_could_be_made_says_what_to_mend() -> None:
    showing = Showing(mine=MINE, published=PUBLISHED, problems=(PROBLEM, LATER))
    response = ask("broken/", showing)
    assert response.status == HTTPStatus.INTERNAL_SERVER_ERROR
    text = response.content.decode()
    assert "<li><code>templates/page.html</code></li><li><code>content/a.md</code></li>" in text
    assert text.count("no such thing") == 1
    assert "/_preview/preview.js" in text


def test_a_page_for_lost_addresses_that_cannot_be_made_says_what_to_mend() -> None:
    table = Table({"404.html": Found(problems=(PROBLEM,))})
    response = ask("nowhere/", Showing(mine=table, published=table))
    assert response.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert b"<code>templates/page.html</code>" in response.content


@pytest.mark.parametrize("path", ["", "a/", "a", "index.html", "_preview/published/a/"])
def test_where_there_is_nothing_to_show_a_page_says_what_to_do(path: str) -> None:
    page = read(path, Showing(problems=(LATER,)))
    assert "Nothing to show yet" in page
    assert "<li><code>content/a.md</code></li>" in page
    assert "no date" in page
    assert "/_preview/preview.js" in page
    assert "content/profile.md" in read(path, Showing())


def test_where_there_is_nothing_to_show_there_are_no_files() -> None:
    assert ask("a.css", Showing()).status == HTTPStatus.NOT_FOUND


# The preview's own files


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("showing", [SHOWING, Showing()])
def test_the_files_of_the_preview_are_always_there(name: str, showing: Showing) -> None:
    response = ask(f"_preview/{name}", showing)
    assert response.status == HTTPStatus.OK
    assert response.content == (BROWSER / name).read_bytes()
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    assert ("Content-Type", f"{kind}; charset=utf-8") in response.headers


def test_the_numbers_tell_which_moment_is_the_newest() -> None:
    response = ask("_preview/revision.json")
    assert ("Content-Type", "application/json; charset=utf-8") in response.headers
    assert json.loads(response.content) == {
        "session": "s1",
        "revision": "7",
        "reload": "2",
        "styles": "1",
    }


def test_only_the_files_of_the_preview_are_in_its_folder() -> None:
    for path in Path(BROWSER).iterdir():
        status = HTTPStatus.OK if path.name in FILES else HTTPStatus.NOT_FOUND
        assert ask(f"_preview/{path.name}").status == status


class Noting(Table):
    """A site that keeps which paths it is asked for."""

    def __init__(self) -> None:
        super().__init__({})
        self.asked: list[str] = []

    def find(self, path: str) -> Found | None:
        """Keep a path."""
        self.asked.append(path)
        return None


@check_property
@given(st.text("./\\%2ea~:\x00é_", max_size=20))
def test_any_path_is_looked_up_as_it_is_and_never_opened(path: str) -> None:
    table = Noting()
    edition: Edition = table
    response = ask(path, Showing(mine=edition, published=edition))
    assert response.status == HTTPStatus.NOT_FOUND
    assert response.file is None
    assert table.asked[0] in (path, f"{path}index.html")
