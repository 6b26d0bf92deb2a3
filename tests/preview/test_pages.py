"""What the preview adds to a page: it is added once, and nothing in it is ever alive."""

from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdsite.errors import Location, Problem, Severity
from cpdsite.preview.pages import MOST_SHOWN, Frame, dress_page, write_bar, write_help
from cpdsite.preview.showing import Unlinked, Waiting
from cpdsite.quotation import LIVE
from tests.hostile.payloads import HTML
from tests.properties import check_property

NUMBERS = {"session": "s", "revision": "7", "reload": "2", "styles": "1"}
PAGE = b"<!doctype html><html><head><title>T</title></head><body><p>Words</p></body></html>"
ERROR = Problem(
    Location("content/activities/a.md", 5, 8),
    "hours",
    'hours: expected hours such as 1.5, found "1:30"',
    "write 1.5",
    source="hours: 1:30",
)
WARNING = Problem(Location("b.md"), "type", "no such type", severity=Severity.WARNING)

ORDINARY = {
    *("aside", "details", "summary", "span", "div", "p", "b", "pre", "code", "ol", "li", "nav"),
    *("a", "ul", "html", "head", "meta", "title", "body", "main", "h1"),
}
ATTRIBUTES = {
    *("id", "class", "aria-label", "role", "hidden", "open", "tabindex", "href", "aria-current"),
    *("data-session", "data-revision", "data-reload", "data-styles"),
    *("lang", "charset", "name", "content"),
}


class Tags(HTMLParser):
    """Reads HTML, and keeps its tags, the names of its attributes, its addresses and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.others: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.words += data

    def handle_comment(self, data: str) -> None:
        """Keep what is neither."""
        self.others.append(data)

    unknown_decl = handle_pi = handle_comment


def make_frame(*problems: Problem, **values: object) -> Frame:
    """Return a frame around a page on which some things are wrong."""
    known = {
        "base": "/_preview/",
        "numbers": NUMBERS,
        "problems": problems,
        "is_published": False,
        "mine": "/a/",
        "published": "/_preview/published/a/",
        "is_mine_alone": False,
    }
    return Frame(**(known | values))  # type: ignore[arg-type]


def test_a_page_gets_script_and_bar_and_keeps_the_rest() -> None:
    head = (
        b'<link rel="stylesheet" href="/_preview/preview.css">'
        b'<script src="/_preview/idiomorph.min.js" defer></script>'
        b'<script src="/_preview/preview.js" defer></script>'
    )
    bar = write_bar(make_frame()).encode()
    dressed = dress_page(PAGE, make_frame())
    assert dressed == PAGE.replace(b"</head>", head + b"</head>").replace(
        b"</body>", bar + b"</body>"
    )


@pytest.mark.parametrize(
    ("page", "start"),
    [
        (b"<!DOCTYPE html>\n<html lang=de><title>T</title><p>W", b"<!DOCTYPE html><link"),
        (b"<!-- (c) -->\n<!doctype html><p>W", b"<!-- (c) --><!doctype html><link"),
        (b"<!doctype html><head><title>T</title></HEAD ><p>W", b"<!doctype html><head><title>T"),
        (b"<p>W", b"<link"),
        (b"", b"<link"),
    ],
)
def test_a_page_that_leaves_tags_out_keeps_its_doctype_first(page: bytes, start: bytes) -> None:
    dressed = dress_page(page, make_frame())
    assert dressed.replace(b"\n", b"").startswith(start)
    assert dressed.count(b"/_preview/preview.js") == 1
    assert dressed.endswith(b"</aside>")


def test_only_the_last_end_of_a_body_is_one() -> None:
    page = b"<!doctype html><head></head><body><p title='</body>'>W</p></body>"
    assert b"title='</body>'" in dress_page(page, make_frame())


def test_the_bar_says_which_moment_a_page_is_of() -> None:
    bar = write_bar(make_frame())
    assert ' data-session="s" data-revision="7" data-reload="2" data-styles="1">' in bar


def test_the_bar_leads_to_the_other_site_and_marks_this_one() -> None:
    assert '<a href="/a/" aria-current="true">As I see it</a>' in write_bar(make_frame())
    published = write_bar(make_frame(is_published=True))
    assert '<a href="/a/">As I see it</a>' in published
    assert (
        '<a href="/_preview/published/a/" aria-current="true">As published</a>'
        '</nav>'
    ) in published  # fmt: skip


def test_the_bar_says_who_sees_a_page() -> None:
    note = "Nothing is written yet"
    assert f"<p>{note}</p>" in write_bar(make_frame(note=note))
    alone = write_bar(make_frame(is_mine_alone=True, note=note))
    assert "Only you see this page" in alone
    assert note not in alone
    assert "This page is not published" in write_bar(
        make_frame(is_mine_alone=True, is_published=True)
    )
    assert "<p></p>" not in write_bar(make_frame())


def test_an_error_shows_place_line_caret_and_cure() -> None:
    bar = write_bar(make_frame(ERROR, WARNING))
    words = Tags(bar).words
    assert "1 error keeps this site from being published" in words
    assert "1 warning" in words
    assert "content/activities/a.md, line 5" in words
    assert "hours: 1:30\n       ^" in words
    assert "To mend it: write 1.5" in words
    assert bar.index("cpdsite-errors") < bar.index("cpdsite-warnings")
    assert '<details class="cpdsite-errors" open>' in bar


def test_what_a_problem_does_not_have_is_left_out() -> None:
    bar = write_bar(make_frame(Problem(Location("a.md"), "date", "wrong")))
    assert "<b>a.md</b></p>" in bar
    assert "<pre" not in bar
    assert "To mend it" not in bar


def test_where_nothing_is_wrong_nothing_is_said_to_be() -> None:
    bar = write_bar(make_frame())
    assert "<details" not in bar
    assert '<p class="cpdsite-away" role="status" hidden>' in bar


def test_what_waits_stands_below_its_headings_with_its_file() -> None:
    waiting = (
        Waiting("Overdue", "Write (due May)", "a.md"),
        Waiting("Overdue", "Read", "b.md"),
        Waiting("Drafts", "A draft", "c.md"),
    )
    bar = write_bar(make_frame(WARNING, waiting=waiting))
    assert "<summary>3 things wait</summary>" in bar
    assert 'role="group" aria-label="What waits" tabindex="0"' in bar
    assert bar.count(">Overdue</p>") == bar.count(">Drafts</p>") == 1
    assert "<p>Write (due May)</p>" in bar
    assert Tags(bar).words.index("Drafts") < Tags(bar).words.index("c.md")
    assert bar.index("cpdsite-waiting") < bar.index("cpdsite-warnings")
    assert "<summary>1 thing waits</summary>" in write_bar(make_frame(waiting=waiting[:1]))


def test_of_too_much_that_waits_the_first_is_shown_and_the_rest_counted() -> None:
    waiting = tuple(Waiting("Drafts", "A draft", f"{it}.md") for it in range(MOST_SHOWN + 3))
    bar = write_bar(make_frame(waiting=waiting))
    assert bar.count("<li>") == MOST_SHOWN
    assert f"{MOST_SHOWN + 3} things wait" in bar
    assert "<p>And 3 more: cpdsite status lists them all.</p>" in bar
    assert "more: cpdsite" not in write_bar(make_frame(waiting=waiting[:MOST_SHOWN]))


def make_errors(count: int) -> Iterable[Problem]:
    """Return errors in as many files."""
    return [Problem(Location(f"{number}.md"), "date", "wrong") for number in range(count)]


def test_of_too_many_problems_the_first_are_shown_and_the_rest_counted() -> None:
    bar = write_bar(make_frame(*make_errors(MOST_SHOWN + 3)))
    assert bar.count("<li>") == MOST_SHOWN
    assert f"{MOST_SHOWN + 3} errors keep this site" in bar
    assert "<p>And 3 more: the terminal lists them all.</p>" in bar
    assert "more: the terminal" not in write_bar(make_frame(*make_errors(MOST_SHOWN)))


def test_a_page_that_cannot_be_shown_names_what_to_mend() -> None:
    twice = [ERROR, Problem(ERROR.location, "date", "another"), WARNING]
    page = write_help(twice).decode()
    assert page.count("content/activities/a.md") == 1
    assert "b.md" not in page
    assert "content/profile.md" not in page
    assert write_help(make_errors(99)).count(b"<li>") == MOST_SHOWN


def test_a_site_without_anything_is_told_what_it_needs() -> None:
    assert b"A site needs <code>content/profile.md</code>" in write_help([WARNING])


TEXTS = (
    st.text() | st.sampled_from(HTML) | st.text("<>&\"'/=ab\ud800\u202e\x1b\x00\n`-!?", max_size=30)
)


@check_property
@given(TEXTS, TEXTS, TEXTS, TEXTS, st.integers(0, 40))
@example("a.md", "</code></pre></body><script>pwned()</script>", "<!--", "</aside><img src=x>", 3)
def test_no_text_of_a_problem_is_ever_alive(
    path: str, message: str, hint: str, source: str, column: int
) -> None:
    kinds = (Severity.ERROR, Severity.WARNING)
    problems = [
        Problem(Location(path, 1, column), "yaml", message, hint, kind, source) for kind in kinds
    ]
    waiting = (Waiting(message, hint, path), Waiting(source, path, hint))
    frame = make_frame(
        *problems, waiting=waiting, note=message, mine=f"/{path}", published=f"/{hint}"
    )
    plain = Problem(Location("a", 1, column), "yaml", "b", "c" * bool(hint), Severity.ERROR, "d")
    for written in (write_bar(frame), write_help(problems).decode()):
        read = Tags(written)
        assert set(read.tags) <= ORDINARY
        assert read.attributes <= ATTRIBUTES
        assert all(it.startswith("/") for it in read.links)
        assert [it for it in read.others if it != "doctype html"] == []
        assert not LIVE.search(read.words.replace("\n", "").replace("\t", ""))
    shown = Tags(write_bar(make_frame(problems[0]))).tags
    quoted = ["pre", "code"] * bool(source.strip())
    expected = [it for it in Tags(write_bar(make_frame(plain))).tags if it not in ("pre", "code")]
    assert [it for it in shown if it not in ("pre", "code")] == expected
    assert [it for it in shown if it in ("pre", "code")] == quoted
    dress_page(PAGE, frame).decode()


def test_the_bar_leads_to_pages_that_nothing_links_to() -> None:
    unlinked = (Unlinked("Full <membership>", "applications/a b/"),)
    bar = write_bar(replace(make_frame(), unlinked=unlinked, root="/x/"))
    assert "<summary>1 page that nothing links to</summary>" in bar
    assert '<a href="/x/applications/a%20b/">Full &lt;membership&gt;</a>' in bar
    assert "nothing links to" not in write_bar(make_frame())
