"""Activities: what their pages say, their neighbours, and their evidence."""

import pytest

from cpdsite.portfolio.portfolio import make_previewer
from cpdsite.site.record_views import ProsePart, RecordView
from cpdsite.site.views import ActivityView, LinkView, ListView
from tests.conftest import MakeSite
from tests.site_maker import (
    TODAY,
    build,
    compose_site,
    find_urls,
    find_view,
    read_tree,
    write_entry,
)

WORKSHOP = "/activities/2024-09-workshop/"


def test_a_page_says_all_that_the_entry_says(site: MakeSite) -> None:
    view = find_view(compose_site(site("rich")), WORKSHOP, ActivityView)
    assert view.head.title == "A workshop"
    assert (view.dates, view.date) == ("September 2024", "2024-09")
    assert view.type == LinkView("Course", "/types/course/", 2)
    assert [it.title for it in view.providers] == ["C", "C++"]
    assert [it.title for it in view.tags] == ["C", "C++", "C#"]
    assert [(it.title, it.url) for it in view.years] == [("2024-25", "/years/2024-25/")]
    assert (view.hours, view.points) == ("1.5", "")
    assert (view.featured, view.featured_reason) == (True, "It changed how I work")
    assert [section.id for section in view.sections] == ["learning", "application"]
    assert [section.heading for section in view.sections] == ["What I learned", "How I applied it"]
    assert [(it.action, it.due, it.done) for it in view.actions] == [
        ("Tell the team", "1 October 2024", "30 September 2024"),
        ("Try again", "", ""),
    ]
    assert view.mark == ""
    assert [it.title for it in view.head.breadcrumbs] == ["Home", "Activities"]


@pytest.mark.parametrize(
    ("keys", "dates"),
    [
        ({"date": "2025-03-12"}, "12 March 2025"),
        ({"date": "2025-03"}, "March 2025"),
        ({"date": "2025"}, "2025"),
        ({"date": "2025-03-12", "end_date": "2025-03-13"}, "12\N{EN DASH}13 March 2025"),
        ({"date": "2025-03", "end_date": "ongoing"}, "from March 2025, ongoing"),
    ],
)
def test_dates_are_no_more_exact_than_they_are(
    site: MakeSite, keys: dict[str, str], dates: str
) -> None:
    root = site({"content/activities/a.md": write_entry(**keys)})
    view = find_view(compose_site(root), "/activities/a/", ActivityView)
    assert view.dates == dates


def test_neighbours_are_the_earlier_and_the_later(site: MakeSite) -> None:
    files = {
        f"content/activities/{name}.md": write_entry(title=name, date=date)
        for name, date in (("b", "2024-05-05"), ("a", "2024-05-06"), ("c", "2024-05"))
    }
    composed = compose_site(site(files))
    views = {name: find_view(composed, f"/activities/{name}/", ActivityView) for name in "abc"}
    chain = {
        name: (it.previous.title if it.previous else "", it.next.title if it.next else "")
        for name, it in views.items()
    }
    assert chain == {"c": ("", "b"), "b": ("c", "a"), "a": ("b", "")}


PUBLIC = "content/activities/2024-09-workshop/certificate.pdf"


def test_public_evidence_is_published_and_private_is_not(site: MakeSite) -> None:
    root = site("rich")
    composed = compose_site(root)
    view = find_view(composed, WORKSHOP, ActivityView)
    assert [(it.title, it.url) for it in view.evidence] == [
        ("Certificate", f"{WORKSHOP}certificate.pdf")
    ]
    assert f"{WORKSHOP}certificate.pdf" in find_urls(composed)
    build(root)
    tree = read_tree(root / "public")
    assert tree[f"{WORKSHOP[1:]}certificate.pdf"] == (root / PUBLIC).read_bytes()
    assert not [name for name in tree if "private" in name or "unused" in name]
    assert not [name for name, content in tree.items() if b"%PDF private" in content]


def test_public_evidence_may_be_a_link(site: MakeSite) -> None:
    evidence = (
        "\n  - {link: https://guild.example/x, public: true}\n  - {file: a.pdf, public: true}"
    )
    files = {
        "content/activities/a.md": write_entry(evidence=evidence),
        "content/activities/a.pdf": b"pdf",
    }
    view = find_view(compose_site(site(files)), "/activities/a/", ActivityView)
    assert [(it.title, it.url) for it in view.evidence] == [
        ("https://guild.example/x", "https://guild.example/x"),
        ("a.pdf", "/activities/a/a.pdf"),
    ]


def test_a_draft_is_marked_where_drafts_are_shown(site: MakeSite) -> None:
    composed = compose_site(site("small"), drafts=True)
    view = find_view(composed, "/activities/2025-06-draft/", ActivityView)
    assert view.mark == "draft"
    other = find_view(composed, "/activities/2024-05-02-goal/", ActivityView)
    assert other.mark == ""


def test_an_unknown_type_is_named_as_written(site: MakeSite) -> None:
    root = site({"content/activities/a.md": write_entry(type="Glass  blowing")})
    view = find_view(compose_site(root), "/activities/a/", ActivityView)
    assert view.type == LinkView("Glass blowing", "/types/glass-blowing/", 1)


def test_extra_is_handed_to_the_theme(site: MakeSite) -> None:
    root = site({"content/activities/a.md": write_entry(extra="{colour: red, steps: [one, two]}")})
    view = find_view(compose_site(root), "/activities/a/", ActivityView)
    assert dict(view.extra) == {"colour": "red", "steps": ("one", "two")}


def test_a_section_that_shows_nothing_has_no_heading_and_no_place_in_the_record(
    site: MakeSite,
) -> None:
    body = "Words.\n\n## What I learned\n\n<!-- a prompt -->\n\n## Evidence\n\nMuch."
    composed = compose_site(site({"content/activities/a.md": write_entry(body)}))
    view = find_view(composed, "/activities/a/", ActivityView)
    assert [section.id for section in view.sections] == ["evidence"]
    (row,) = find_view(composed, "/record/", RecordView).rows
    fields = [it.field for cell in row.cells for it in cell if isinstance(it, ProsePart)]
    assert fields == ["description"]


@pytest.mark.parametrize(
    ("keys", "mark"),
    [
        ({"status": "published", "date": "2030"}, "planned"),
        ({"status": "private", "date": "2030"}, "private, planned"),
        ({"status": "private"}, "private"),
        ({"status": "published"}, ""),
    ],
)
def test_what_only_i_see_is_marked_wherever_it_is_shown(
    site: MakeSite, keys: dict[str, str], mark: str
) -> None:
    root = site({"content/activities/a.md": write_entry(**keys)})
    composed = compose_site(root, audience=make_previewer(TODAY))
    assert find_view(composed, "/activities/a/", ActivityView).mark == mark
    assert [row.mark for row in find_view(composed, "/record/", RecordView).rows] == [mark]
    (group,) = find_view(composed, "/activities/", ListView).groups
    assert [it.mark for it in group.activities] == [mark]


def test_evidence_that_only_i_see_is_marked(site: MakeSite) -> None:
    composed = compose_site(site("rich"), audience=make_previewer(TODAY))
    view = find_view(composed, WORKSHOP, ActivityView)
    hidden = "not published"
    marks = {it.title: it.mark for it in view.evidence}
    assert marks == {"Certificate": "", "Marks": hidden, "Programme": hidden}


def test_a_draft_is_marked_wherever_it_is_shown(site: MakeSite) -> None:
    root = site({"content/activities/a.md": write_entry(status="draft")})
    composed = compose_site(root, drafts=True)
    assert find_view(composed, "/activities/a/", ActivityView).mark == "draft"
    assert [row.mark for row in find_view(composed, "/record/", RecordView).rows] == ["draft"]
