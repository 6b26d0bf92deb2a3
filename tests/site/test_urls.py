"""URLs: links from page to page resolve as a browser resolves them."""

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cpdsite.site.urls import find_path, fold_url, join_base, page_url, relate

CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/#")
SEGMENTS = st.one_of(
    st.sampled_from(["a", "b", "a:b", "mailto:x", "zoë", "C++", "50%", "a b", "%41", "?q", "x;y"]),
    st.text(CHARACTERS, min_size=1, max_size=8),
).filter(lambda segment: segment not in (".", ".."))


@st.composite
def urls(draw: st.DrawFn) -> str:
    """Draw the URL of a page or a file."""
    segments = draw(st.lists(SEGMENTS, max_size=4))
    end = draw(st.sampled_from(["", "/"])) if segments else ""
    return "/" + "/".join(segments) + end


def hold_one_another(page: str, target: str) -> bool:
    """Tell whether one URL is a file where the other needs a folder, which is refused before."""
    pairs = ((page, target), (target, page))
    return any(not one.endswith("/") and other.startswith(one + "/") for one, other in pairs)


@given(page=urls(), target=urls(), fragment=st.text(CHARACTERS, max_size=6))
@example(page="/", target="/mailto:x/", fragment="")
@example(page="/zoë/a:b/", target="/zoë/a:b/", fragment="")
@example(page="/feed.xml", target="/a b/50%/", fragment="ä")
def test_a_relative_link_leads_to_its_target(page: str, target: str, fragment: str) -> None:
    assume(not hold_one_another(page, target))
    wanted = f"{target}#{fragment}" if fragment else target
    base = join_base("https://example.org/sub/", page)
    link = relate(page, wanted)
    found = urlsplit(urljoin(base, link))
    assert found.netloc == "example.org"
    assert unquote(found.path) == f"/sub{target}"
    assert unquote(found.fragment) == fragment
    assert not found.query
    assert link.isascii()
    assert not link.startswith("/")


@given(target=urls(), fragment=st.text(CHARACTERS, max_size=6))
def test_an_address_below_a_base_leads_to_its_target(target: str, fragment: str) -> None:
    wanted = f"{target}#{fragment}" if fragment else target
    address = urlsplit(join_base("https://example.org/sub/", wanted))
    assert unquote(address.path) == f"/sub{target}"
    assert unquote(address.fragment) == fragment


@pytest.mark.parametrize(
    ("page", "target", "link"),
    [
        ("/", "/", "./"),
        ("/", "/about/", "about/"),
        ("/about/", "/", "../"),
        ("/about/", "/about/", "./"),
        ("/about/", "/about/#who", "#who"),
        ("/activities/a/", "/activities/b/", "../b/"),
        ("/activities/a/", "/activities/a/notes.pdf", "notes.pdf"),
        ("/activities/a/", "/assets/x.css", "../../assets/x.css"),
        ("/", "/tags/12:30/", "tags/12:30/"),
        ("/tags/", "/tags/12:30/", "./12:30/"),
        ("/", "/zoë/", "zo%C3%AB/"),
        ("/", "/a/#b c", "a/#b%20c"),
    ],
)
def test_links_are_short(page: str, target: str, link: str) -> None:
    assert relate(page, target) == link


def test_a_page_is_an_index_file_in_its_folder() -> None:
    assert page_url("years", "2025") == "/years/2025/"
    assert find_path("/years/2025/") == "years/2025/index.html"
    assert find_path("/") == "index.html"
    assert find_path("/feed.xml") == "feed.xml"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/a/", "/A/"),
        ("/a/", "/a/index.html"),
        ("/caf\N{LATIN SMALL LETTER E WITH ACUTE}/", "/cafe\N{COMBINING ACUTE ACCENT}/"),
        ("/stra\N{LATIN SMALL LETTER SHARP S}e/", "/STRASSE/"),
    ],
)
def test_what_a_file_system_may_confuse_folds_to_one(one: str, other: str) -> None:
    assert fold_url(one) == fold_url(other)


def test_different_urls_stay_different() -> None:
    assert fold_url("/a/") != fold_url("/b/")
    assert fold_url("/a") != fold_url("/a/")
