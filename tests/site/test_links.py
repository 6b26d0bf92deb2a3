"""Links between entries: resolved, published with what they use, or reported with their place."""

import pytest

from cpdsite.errors import Problem, Severity
from cpdsite.limits import MOST_LINKS
from cpdsite.site.views import ActivityView, PageView, Prose
from tests.conftest import MakeSite
from tests.site_maker import (
    BARE,
    Files,
    build,
    compose_site,
    find_problems,
    find_urls,
    find_view,
    read_page,
    read_tree,
    write_entry,
    write_page,
)

ENTRY = "content/activities/entry.md"
OTHERS: Files = {
    "content/activities/reading/goal.md": write_entry(
        "On flow.\n\n## What I learned\n\n### Bottle necks\n\nMuch.\n\n## Next steps\n\nRead on.\n"
    ),
    "content/activities/course/index.md": write_entry("With files."),
    "content/activities/course/slides.pdf": b"slides",
    "content/activities/course/Größe & mehr.txt": b"notes",
    "content/activities/draft.md": write_entry("Not yet.", status="draft"),
    "content/activities/hidden/index.md": write_entry("Mine.", status="private"),
    "content/activities/later.md": write_entry("To come.", date="2030-01-01"),
    "content/pages/method.md": write_page("## First steps\n\nBegin."),
    "content/common/c# notes.pdf": b"sharp",
}


def link_from(site: MakeSite, address: str, path: str = ENTRY) -> tuple[dict[str, str], object]:
    """Compose a site in which an entry links to an address; return its links and the site."""
    text = write_entry(f"See [the words]({address}).")
    composed = compose_site(site({**OTHERS, path: text}))
    slug = "entry" if path == ENTRY else path.split("/")[-2]
    view = find_view(composed, f"/activities/{slug}/", ActivityView)
    assert view.description
    return dict(view.description.links), composed


def find_problem(site: MakeSite, body: str) -> Problem:
    """Return the one problem of a site with an entry of that body."""
    composed = compose_site(site({**OTHERS, ENTRY: write_entry(body)}))
    (problem,) = composed.problems
    return problem


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("reading/goal.md", "/activities/goal/"),
        ("./reading/../reading/goal.md", "/activities/goal/"),
        ("course/", "/activities/course/"),
        ("course", "/activities/course/"),
        ("course/index.md", "/activities/course/"),
        ("../pages/method.md", "/method/"),
        ("../pages/method.md#first-steps", "/method/#method-description-first-steps"),
        ("../profile.md", "/"),
        ("reading/goal.md#learning", "/activities/goal/#learning"),
        ("reading/goal.md#what-i-learned", "/activities/goal/#learning"),
        ("reading/goal.md#bottle-necks", "/activities/goal/#goal-learning-bottle-necks"),
        ("reading/goal.md#next-steps", "/activities/goal/#further_action"),
        ("#what-i-learned", "/activities/entry/#learning"),
        ("/activities/goal/", "/activities/goal/"),
        ("/activities/goal/#learning", "/activities/goal/#learning"),
    ],
)
def test_links_by_path_lead_to_pages(site: MakeSite, address: str, url: str) -> None:
    links, composed = link_from(site, address)
    assert links == {address: url}
    assert composed.problems == ()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("address", "source", "url"),
    [
        (
            "course/slides.pdf",
            "content/activities/course/slides.pdf",
            "/activities/entry/slides.pdf",
        ),
        (
            "course/Gr%C3%B6%C3%9Fe%20&%20mehr.txt",
            "content/activities/course/Größe & mehr.txt",
            "/activities/entry/Größe & mehr.txt",
        ),
        (
            "../common/c%23%20notes.pdf",
            "content/common/c# notes.pdf",
            "/activities/entry/c- notes.pdf",
        ),
    ],
)
def test_files_used_in_a_published_body_are_published(
    site: MakeSite, address: str, source: str, url: str
) -> None:
    root = site(
        {
            **OTHERS,
            ENTRY: write_entry(f"See [it]({address}), [it]({address}) and ![it]({address})."),
        }
    )
    composed = compose_site(root)
    assert not composed.problems
    copies = [it for it in composed.site.outputs if it.origin == source]
    assert [it.url for it in copies] == [url]
    build(root)
    assert (root / "public" / url[1:]).read_bytes() == (root / source).read_bytes()


def test_files_of_a_folder_entry_keep_their_folders(site: MakeSite) -> None:
    root = site(
        {
            "content/activities/trip/index.md": write_entry("![a](images/a.png) ![b](../b.png)"),
            "content/activities/trip/images/a.png": b"a",
            "content/activities/trip/unused.png": b"c",
            "content/activities/b.png": b"b",
        }
    )
    urls = find_urls(compose_site(root))
    assert [url for url in urls if url.endswith(".png")] == [
        "/activities/trip/b.png",
        "/activities/trip/images/a.png",
    ]


def test_two_files_that_would_have_one_address_are_refused(site: MakeSite) -> None:
    root = site(
        {
            ENTRY: write_entry("[a](one/x.txt) [b](two/x.txt)"),
            "content/activities/one/x.txt": b"1",
            "content/activities/two/x.txt": b"2",
        }
    )
    (problem,) = find_problems(root)
    assert problem.code == "collision"
    assert "one/x.txt" in problem.message
    assert "two/x.txt" in problem.message


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("draft.md", "draft"),
        ("hidden/", "private"),
        ("hidden/index.md#learning", "private"),
        ("later.md", "planned"),
    ],
)
def test_links_to_hidden_entries_keep_words_and_lose_the_address(
    site: MakeSite, address: str, reason: str
) -> None:
    root = site({**OTHERS, ENTRY: write_entry(f"See [the words]({address}).")})
    (problem,) = compose_site(root).problems
    assert problem.severity is Severity.WARNING
    assert f"left out ({reason})" in problem.message
    build(root)
    page = read_page(root, "activities/entry/index.html")
    assert "<span>the words</span>" in page
    assert address.partition("#")[0] not in page


def test_a_draft_is_linked_where_drafts_are_shown(site: MakeSite) -> None:
    root = site({**OTHERS, ENTRY: write_entry("See [it](draft.md).")})
    view = find_view(compose_site(root, drafts=True), "/activities/entry/", ActivityView)
    assert view.description
    assert dict(view.description.links) == {"draft.md": "/activities/draft/"}


@pytest.mark.parametrize(
    "address",
    [
        "gone.md",
        "reading/",
        "../../cpdsite.toml",
        "../../../../etc/passwd",
        "reading/goal.md#nothing",
        "#nothing",
        "/activities/gone/",
        "/record/1999/",
        "?page=2",
        "hidden/secret.pdf",
    ],
)
def test_broken_links_are_errors_with_file_line_and_column(site: MakeSite, address: str) -> None:
    problem = find_problem(site, f"First line.\n\nThen [a link]({address}).")
    assert problem.is_error
    assert problem.code == "link"
    line = f"Then [a link]({address})."
    assert problem.source == line
    assert (problem.location.path, problem.location.line) == (ENTRY, 9)
    assert problem.location.column == line.index(address) + 1


def test_a_fragment_leads_across_sections_of_one_entry(site: MakeSite) -> None:
    body = "Before [later](#details).\n\n## What I learned\n\nIt.\n\n### Details\n\nMore [above](#details)."
    root = site({ENTRY: write_entry(body)})
    build(root)
    page = read_page(root, "activities/entry/index.html")
    assert page.count('<a href="#entry-learning-details"') == 2
    assert page.count('<a class="anchor" href="#entry-learning-details"') == 1
    assert page.count('id="entry-learning-details"') == 1
    record = read_page(root, "record/index.html")
    assert 'href="../activities/entry/#entry-learning-details">later' in record


def test_the_record_links_as_the_entry_does(site: MakeSite) -> None:
    root = site({**OTHERS, ENTRY: write_entry("[goal](reading/goal.md) ![s](course/slides.pdf)")})
    build(root)
    assert 'href="../goal/"' in read_page(root, "activities/entry/index.html")
    for path in ("record/index.html", "record/2025/index.html"):
        up = "../" * path.count("/")
        page = read_page(root, path)
        assert f'href="{up}activities/goal/"' in page
        assert f'src="{up}activities/entry/slides.pdf"' in page


def test_the_profile_links_and_is_linked(site: MakeSite) -> None:
    profile = "---\nname: Ada\n---\n\nI read [this](activities/reading/goal.md).\n"
    root = site(
        {**OTHERS, "content/profile.md": profile, ENTRY: write_entry("By [me](../profile.md).")}
    )
    composed = compose_site(root)
    about = find_view(composed, "/about/", PageView).body
    assert about == Prose(
        "I read [this](activities/reading/goal.md).",
        (("activities/reading/goal.md", "/activities/goal/"),),
        "about-description-",
    )
    entry = find_view(composed, "/activities/entry/", ActivityView).description
    assert entry
    assert dict(entry.links) == {"../profile.md": "/about/"}


def test_a_link_to_a_profile_without_a_text_leads_to_a_page_that_exists(site: MakeSite) -> None:
    links, composed = link_from(site, "../profile.md")
    assert set(links.values()) <= set(find_urls(composed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "address", ["https://example.org/a.md", "mailto:a@example.org", "//example.org/x"]
)
def test_addresses_elsewhere_are_left_alone(site: MakeSite, address: str) -> None:
    links, composed = link_from(site, address)
    assert links == {}
    assert composed.problems == ()  # type: ignore[attr-defined]


def test_a_remote_image_is_a_warning_and_loads_nothing(site: MakeSite) -> None:
    root = site({ENTRY: write_entry("![chart](https://example.org/c.png)")})
    (problem,) = compose_site(root).problems
    assert (problem.code, problem.severity) == ("remote-image", Severity.WARNING)
    assert (problem.location.line, problem.location.column) == (7, 10)
    build(root)
    page = read_page(root, "activities/entry/index.html")
    assert "<img" not in page
    assert '<a href="https://example.org/c.png">chart</a>' in page


def test_every_section_of_the_profile_and_of_pages_is_searched_for_fragments(
    site: MakeSite,
) -> None:
    files = {
        **BARE,
        "content/profile.md": "---\nname: Ada\n---\n\n## Early years\n\nLong ago.\n",
        "content/pages/b.md": write_page("[me](../profile.md#early-years)"),
    }
    body = find_view(compose_site(site(files)), "/b/", PageView).body
    assert body
    assert dict(body.links) == {
        "../profile.md#early-years": "/about/#about-description-early-years"
    }


def test_nothing_of_a_broken_site_is_published(site: MakeSite) -> None:
    root = site({ENTRY: write_entry("Fine.")})
    build(root)
    before = read_tree(root / "public")
    (root / ENTRY).write_text(write_entry("[broken](gone.md)"), "utf-8")
    assert [it.code for it in find_problems(root)] == ["link"]
    assert read_tree(root / "public") == before


def test_a_footnote_that_nothing_refers_to_is_a_warning_on_its_line(site: MakeSite) -> None:
    root = site(
        {"content/activities/a.md": write_entry("## What I learned\n\nMuch.\n\n[^1]: A note.")}
    )
    (problem,) = compose_site(root).problems
    assert (problem.code, problem.is_error, problem.location.line) == ("footnote", False, 11)


@pytest.mark.parametrize("name", ["con.pdf", "a:b.pdf", "report.pdf."])
def test_a_name_that_windows_refuses_keeps_its_link(site: MakeSite, name: str) -> None:
    entry = "content/activities/entry.md"
    files = {entry: write_entry(f"See [it](<./{name}>)."), f"content/activities/{name}": "x"}
    composed = compose_site(site(files))
    assert f"/activities/entry/{name}" in find_urls(composed)
    assert [it.code for it in composed.problems] == ["name"]


def test_more_links_than_the_limit_are_one_error(site: MakeSite) -> None:
    links = "".join(f"[a](/n{number}/)\n" for number in range(MOST_LINKS + 1))
    (problem,) = find_problems(site({ENTRY: write_entry(links)}))
    assert (problem.code, problem.is_error) == ("count", True)


def test_what_looks_like_a_comment_in_the_page_is_an_error_at_its_place(site: MakeSite) -> None:
    root = site({ENTRY: write_entry("Words.\n\n&lt;!-- not to be seen --&gt; \\<!-- mine")})
    problems = find_problems(root)
    assert {it.code for it in problems} == {"comment"}
    assert not (root / "public").exists()
    shown = site({ENTRY: write_entry("Write `<!-- this -->` in it.")}, "shown")
    assert find_problems(shown) == ()
