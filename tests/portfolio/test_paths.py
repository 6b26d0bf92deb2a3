"""Addresses of files in entries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.portfolio.paths import is_harmless, read_address, resolve_name, resolve_path
from tests.properties import check_property

ENTRY = "content/activities/reading/goal.md"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        pytest.param("notes.pdf", "content/activities/reading/notes.pdf", id="beside"),
        pytest.param("./notes.pdf", "content/activities/reading/notes.pdf", id="dot"),
        pytest.param("../a.md", "content/activities/a.md", id="above"),
        pytest.param("../../pages/b.md", "content/pages/b.md", id="other-kind"),
        pytest.param("../a.md#what-i-learned", "content/activities/a.md", id="fragment"),
        pytest.param("notes.pdf?x=1", "content/activities/reading/notes.pdf", id="query"),
        pytest.param("my%20notes.pdf", "content/activities/reading/my notes.pdf", id="encoded"),
        pytest.param("Zo%C3%AB.pdf", "content/activities/reading/Zoë.pdf", id="encoded-letter"),
        pytest.param("../../../cpdsite.toml", "", id="out-of-content"),
        pytest.param("%2e%2e/%2e%2e/%2e%2e/etc/passwd", "", id="encoded-dots"),
        pytest.param("../../../content", "", id="content-itself"),
        pytest.param("/etc/passwd", "", id="absolute"),
        pytest.param("//evil.example/x", "", id="other-host"),
        pytest.param("https://a.example/x", "", id="web"),
        pytest.param("mailto:ada@a.example", "", id="mail"),
        pytest.param("javascript%3Aalert(1)", "", id="encoded-scheme"),
        pytest.param("#learning", "", id="fragment-only"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_an_address_leads_to_a_path_of_the_site(address: str, path: str) -> None:
    assert resolve_path(ENTRY, address) == path


@check_property
@given(st.lists(st.sampled_from(["..", "%2e%2e", ".", "a", "/", "%2F", "", "b.md"])).map("/".join))
def test_no_address_leads_out_of_content(address: str) -> None:
    path = resolve_path(ENTRY, address)
    assert not path or path.startswith("content/")
    assert ".." not in path.split("/")


@pytest.mark.parametrize(
    ("address", "harmless"),
    [("https://a.example/", True), ("MAILTO:a@b.example", True), ("tel:+44", True),
     ("../a.md", True), ("#x", True), ("a/b:c", True), ("//a.example", True),
     ("javascript:go", False), (" java\nscript:go", False), ("data:text/html,x", False),
     ("file:///a", False), ("C:\\a", False)],
)  # fmt: skip
def test_a_link_is_harmless_where_it_can_run_nothing(address: str, *, harmless: bool) -> None:
    assert is_harmless(address) is harmless


@pytest.mark.parametrize(
    ("written", "read"),
    [(" a\tb\nc\rd ", "abcd"), ("\x01\x1fa\x00", "a"), ("a\\b\\c", "a/b/c"), ("a b", "a b"),
     ("\u00a0a", "\u00a0a")],
)  # fmt: skip
def test_an_address_is_read_as_browsers_read_it(written: str, read: str) -> None:
    assert read_address(written) == read


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../../a", "../../../content/../a"])
def test_a_name_that_leads_out_of_the_content_is_no_path(name: str) -> None:
    assert resolve_name("content/activities/a.md", name) == ""


def test_a_name_is_taken_as_it_is_called() -> None:
    assert resolve_name("content/activities/a.md", "x%20#y.pdf") == "content/activities/x%20#y.pdf"
