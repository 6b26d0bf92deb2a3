"""HTML files."""

import pytest

from cpdsite.errors import RefusedError
from cpdsite.importers.web_page import read_web_page
from cpdsite.limits import DEEPEST_PAGE, MOST_PAGE_TAGS


def test_a_page_is_read_without_what_is_not_for_readers() -> None:
    page = (
        b"<html><head><title>t</title><style>s</style></head><body><!-- c --><h1>Log</h1>"
        b"<script>x</script><p>a\n  b</p><table><tr><td>1<td>2</table><img src=a.png>"
        b"<a href='C:\\x.doc'>link</a></body></html>"
    )
    source = read_web_page("a.html", page)
    assert [it.markdown for it in source.outside] == ["### Log", "a b", "link"]
    assert [[it.plain for it in row] for row in source.grids[0].rows] == [["1", "2"]]
    assert source.notes == (
        "pictures were left out",
        "links to files of one computer gave way to their words",
    )


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        (b"<meta charset=iso-8859-1>", "cp1252"),
        (b'<meta content="text/html; charset=macintosh">', "mac_roman"),
        (b"", "utf-8"),
        (b"<meta charset=nonsense>", "cp1252"),
    ],
)
def test_letters_are_read_as_declared(declared: bytes, codec: str) -> None:
    page = b"<html>" + declared + "<p>Zoë, café</p>".encode(codec)
    assert read_web_page("a.html", page).outside[0].plain == "Zoë, café"


def test_no_text_is_taken_for_a_mark() -> None:
    page = "<p>a&#xe002;\ue003&#1;☑</p>"
    assert read_web_page("a.html", page.encode()).outside[0].plain == "a\ufffd\ufffd[x]"


def test_pages_without_measure_are_refused() -> None:
    for page in (b"<div>" * (DEEPEST_PAGE + 1), b"<b>x<i>" * DEEPEST_PAGE):
        with pytest.raises(RefusedError, match="nested"):
            read_web_page("a.html", page)
    with pytest.raises(RefusedError, match="tags"):
        read_web_page("a.html", b"<p>" * (MOST_PAGE_TAGS + 1))


@pytest.mark.parametrize(
    "page",
    [
        b"<!--" * 20_000,
        b"<script " * 9_000,
        b"<p>" * 9_000,
        b"<td><tr>" * 5_000,
        b"<table><td rowspan=60000 colspan=900>x",
    ],
)
def test_odd_pages_take_no_time(page: bytes) -> None:
    assert read_web_page("a.html", page).name == "a.html"
