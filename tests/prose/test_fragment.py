"""A passage placed on a page: nothing runs or loads, ids are its own, links lead somewhere."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpdsite.prose.convert import convert_markdown
from cpdsite.prose.fragment import Placement, write_fragment
from cpdsite.prose.tree import Element, find_text, parse_html, walk, write_html
from tests.properties import check_property
from tests.prose.hostile import HOSTILE, SNIPPETS, find_hostile

PREFIX = "entry-learning-"


def place(source: str, *links: tuple[str, str], flat: bool = False) -> str:
    """Return Markdown as it stands on a page."""
    placement = Placement(links, PREFIX, flat)
    return write_fragment(convert_markdown(source), placement)


@pytest.mark.parametrize("source", SNIPPETS)
def test_hostile_prose_is_inert(source: str) -> None:
    assert find_hostile(place(source), PREFIX) == []
    assert find_hostile(place(f"Words.\n\n{source}\n\nMore."), PREFIX) == []


@check_property
@given(HOSTILE | st.text(alphabet="<>\"'&=/ ascriptonf:[]()!#-`\n"), st.booleans())
@example(" ".join(SNIPPETS), False)  # noqa: FBT003
def test_any_mixture_of_hostile_prose_is_inert(source: str, flat: bool) -> None:
    assert find_hostile(place(source, flat=flat), PREFIX) == []


def test_the_inspector_finds_what_is_hostile() -> None:
    for html in (
        "<script>",
        '<p onclick="x">',
        '<p style="x">',
        '<a href="javascript:x">',
        '<a href=" java&#9;script:x">',
        '<img src="https://evil.example/x.gif">',
        '<img src="//evil.example/x.gif">',
        '<p id="main">',
        "<iframe>",
        "<form>",
        '<input type="text">',
        "<!-- secret -->",
    ):
        assert len(find_hostile(html, PREFIX)) == 1, html


def test_ids_and_the_links_to_them_are_prefixed_alike() -> None:
    html = place("### A heading\n\nSee [it](#a-heading) and [this](#elsewhere).[^1]\n\n[^1]: Note.")
    elements = list(walk(parse_html(html)))
    ids = {it.get("id") for it in elements if it.get("id")}
    links = [it.get("href") for it in elements if it.name == "a"]
    assert ids == {f"{PREFIX}a-heading", f"{PREFIX}fn:1", f"{PREFIX}fnref:1"}
    assert links == [
        f"#{PREFIX}a-heading",  # to be copied
        f"#{PREFIX}a-heading",
        "#elsewhere",
        f"#{PREFIX}fn:1",
        f"#{PREFIX}fnref:1",
    ]


def test_two_entries_on_a_page_share_no_id() -> None:
    html = convert_markdown("### Same\n\nA[^1].\n\n[^1]: Note.")
    ids = [
        element.get("id")
        for prefix in ("one-learning-", "two-learning-")
        for element in walk(parse_html(write_fragment(html, Placement((), prefix))))
        if element.get("id")
    ]
    assert len(ids) == len(set(ids)) == 6


def test_links_lead_where_the_placement_says() -> None:
    html = place("[a](b.md) [c](d.md) ![e](f.png)", ("b.md", "../b/"), ("f.png", "g.png"))
    assert '<a href="../b/">a</a>' in html
    assert '<a href="d.md">c</a>' in html
    assert '<img alt="e" src="g.png">' in html


def test_a_link_taken_away_keeps_its_words() -> None:
    html = place("[a *b*](c.md) ![d](e.png)", ("c.md", ""), ("e.png", ""))
    assert html.strip() == "<p><span>a <em>b</em></span> <span>d</span></p>"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/x.gif",
        " https://evil.example/x.gif",
        "HTTPS://evil.example/x.gif",
        "//evil.example/x.gif",
        "\\\\evil.example\\x.gif",
        "/\\evil.example/x.gif",
        "http:evil.example/x.gif",
    ],
)
def test_a_remote_image_is_never_loaded(address: str) -> None:
    html = place(f'<img alt="A chart" src="{address}">')
    assert "<img" not in html
    assert find_text(parse_html(html)).strip() == "A chart"


def test_a_remote_image_becomes_a_link_with_its_words() -> None:
    assert place("![A chart](https://a.example/x.png)").strip() == (
        '<p><a href="https://a.example/x.png">A chart</a></p>'
    )


def test_headings_begin_at_level_2_and_in_a_cell_are_bold_paragraphs() -> None:
    assert f'<h2 id="{PREFIX}a">A</h2>' in place("# A")
    assert f'<h3 id="{PREFIX}a-b">A <em>b</em></h3>' in place("### A *b*")
    assert place("### A", flat=True) == f'<p id="{PREFIX}a"><strong>A</strong></p>'


def test_a_link_to_a_heading_stands_beside_it_and_is_named_after_it() -> None:
    html = place('### A *b* & "c"')
    heading, anchor = next(it for it in walk(parse_html(html)) if it.name == "div").children
    assert isinstance(heading, Element)
    assert isinstance(anchor, Element)
    assert anchor.get("href") == f"#{heading.get('id')}"
    assert anchor.get("aria-label") == 'Link to \u201cA b & "c"\u201d'
    assert find_text(anchor.children) == ""


def test_a_heading_without_words_has_no_link() -> None:
    assert "<a" not in place("#")
    assert "<a" not in place("<h3>No id</h3>")


def test_a_table_can_be_scrolled_and_keeps_its_alignment_as_classes() -> None:
    html = place("a | b | c\n:-- | --: | ---\n1 | 2 | 3")
    assert html.startswith("<div ")
    assert 'class="scroll"' in html
    assert 'tabindex="0"' in html
    assert '<td class="align-left">1</td>' in html
    assert '<td class="align-right">2</td>' in html
    assert "<td>3</td>" in html
    assert "align=" not in html


@pytest.mark.parametrize("flat", [False, True])
def test_no_picture_is_loaded_too_late_for_paper(flat: bool) -> None:
    assert '<img alt="e" src="g.png">' in place("![e](f.png)", ("f.png", "g.png"), flat=flat)


def test_a_table_is_named_after_its_columns() -> None:
    assert 'aria-label="Table: a, b c"' in place("| a | **b** c | |\n|--|--|--|\n| 1 | 2 | 3 |")
    assert 'aria-label="Table"' in place("<table><tr><td>1</td></tr></table>")


def test_task_boxes_have_names_and_cannot_be_changed() -> None:
    html = place("- [x] *Ask* the team\n- [ ] Read\n    - [ ] Deeper")
    boxes = [it for it in walk(parse_html(html)) if it.name == "input"]
    assert [it.get("disabled") for it in boxes] == ["", "", ""]
    assert [it.get("type") for it in boxes] == ["checkbox"] * 3
    assert [it.get("checked") for it in boxes] == ["", None, None]
    names = [it.get("aria-label") or "" for it in boxes]
    assert names[0] == "Ask the team"
    assert names[1].startswith("Read")
    assert names[2] == "Deeper"
    assert "<label" not in html


def test_a_box_in_a_paragraph_or_in_html_has_a_name_or_is_none() -> None:
    html = place("- [ ] Ask *them*\n\n    twice\n\n- [x] Read\n")
    names = [it.get("aria-label") for it in walk(parse_html(html)) if it.name == "input"]
    assert names == ["Ask them twice", "Read"]
    assert "<input" not in place('<p>a <input type="text"> <input> b</p>')


def test_only_classes_that_markdown_makes_are_kept() -> None:
    html = place('<p class="nav footnote-x hidden">a</p>\n\n```c++\nx\n```')
    assert '<p class="footnote-x">' in html
    assert 'class="language-c++"' in html
    assert "hidden" not in html


@check_property
@given(st.text(alphabet="<>&\"' abx*_#`\n"))
def test_placing_changes_no_word(source: str) -> None:
    html = convert_markdown(source)
    assert find_text(parse_html(place(source))) == find_text(parse_html(html))


@pytest.mark.parametrize(
    "html", ["<p>Plain &amp; <em>simple</em> words.</p>", "<ul>\n<li>a</li>\n</ul>", ""]
)
def test_a_passage_with_nothing_to_place_is_the_same_as_written_from_its_tree(html: str) -> None:
    assert write_fragment(html, Placement((), "e-")) == html == write_html(parse_html(html))
