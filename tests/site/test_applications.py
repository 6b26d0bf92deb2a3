"""Applications: one document for one reader, to which nothing leads."""

from pathlib import Path

import pytest

from cpdsite.portfolio.portfolio import make_previewer
from cpdsite.site.feed_views import SitemapView
from cpdsite.site.outputs import Rendered
from cpdsite.site.plan_views import ApplicationView
from cpdsite.site.record_views import TextPart
from cpdsite.site.views import LinkView
from tests.conftest import MakeSite
from tests.links import find_broken
from tests.plan_maker import PLANS, write_application, write_review
from tests.site.test_compose import find_addresses
from tests.site_maker import (
    TODAY,
    Files,
    build,
    compose_site,
    find_urls,
    find_view,
    read_page,
    read_tree,
    write_entry,
    write_page,
)

MEMBER = "/applications/member/"
BASE = "https://a.example/"


def view_member(site: MakeSite, files: Files = PLANS) -> ApplicationView:
    """Return the view of the application of a site."""
    return find_view(compose_site(site(files), base_url=BASE), MEMBER, ApplicationView)


def test_an_application_says_who_and_what_for(site: MakeSite) -> None:
    view = view_member(site)
    assert (view.head.title, view.head.description) == ("To be a member", "")
    assert view.head.canonical == "https://a.example/applications/member/"
    assert (view.grade, view.scheme) == ("Member", "Institute of Knowledge Transfer")
    assert view.period == "1 January 2023 to 31 January 2025"
    assert view.site.noindex


def test_it_holds_what_it_includes_in_its_order_and_why(site: MakeSite) -> None:
    view = view_member(site)
    assert [(it.id, it.activity.head.title, it.why) for it in view.chosen] == [
        ("activity_secret", "A secret", "Because."),
        ("activity_talk", "A talk", "It was the first."),
    ]
    secret, talk = (it.activity for it in view.chosen)
    assert [it.title for it in secret.objectives] == ["To listen", "To hide"]
    assert [it.url for it in secret.objectives] == [
        f"{MEMBER}#objective_listen",
        f"{MEMBER}#objective_hide",
    ]
    assert [(it.action, it.done) for it in secret.closes] == [("Ask", "6 May 2023")]
    assert [it.action for it in talk.closes] == ["Read"]
    assert (secret.mark, talk.mark) == ("", "")
    assert (talk.previous, talk.next) == (None, None)
    assert [(it.id, it.objective.head.title) for it in view.objectives] == [
        ("objective_hide", "To hide"),
        ("objective_listen", "To listen"),
    ]
    (review,) = view.reviews
    assert (review.id, review.review.head.title) == ("review_2024", "My year 2024")
    assert [it.title for it in review.review.objectives] == ["To hide", "To speak"]
    # The review of 2023 is private, and not shown here.
    assert view.objectives[1].objective.review is None


def test_its_record_covers_its_period_with_what_is_included(site: MakeSite) -> None:
    record = view_member(site).record
    assert [it.id for it in record.rows] == ["row_secret", "row_course"]
    titles = [part for row in record.rows for cell in row.cells for part in cell]
    assert [
        (it.text, it.url) for it in titles if isinstance(it, TextPart) and it.field == "title"
    ] == [
        ("A secret", f"{MEMBER}#activity_secret"),
        ("A course", "/activities/course/"),
    ]
    assert (record.others, record.files) == ((), ())


def test_only_public_evidence_is_listed_and_lies_within(site: MakeSite) -> None:
    root = site(PLANS)
    composed = compose_site(root)
    (evidence,) = find_view(composed, MEMBER, ApplicationView).evidence
    url = f"{MEMBER}activity_secret/proof.txt"
    assert evidence.activity == LinkView("A secret", f"{MEMBER}#activity_secret")
    assert evidence.links == (LinkView("proof.txt", url),)
    files = [it for it in find_urls(composed) if "secret" in it]
    assert files == [f"{MEMBER}activity_secret/bench.png", url]


def test_links_lead_within_it_and_else_to_what_is_published(site: MakeSite) -> None:
    view = view_member(site)
    assert view.statement
    assert dict(view.statement.links) == {
        "../activities/course.md": "/activities/course/",
        "../activities/secret/index.md#learning": f"{MEMBER}#activity_secret_learning",
        "../objectives/hide.md": f"{MEMBER}#objective_hide",
    }
    secret = view.chosen[0].activity
    assert secret.description
    assert dict(secret.description.links) == {
        "../course.md#learning": "/activities/course/#learning",
        "bench.png": f"{MEMBER}activity_secret/bench.png",
    }


def test_it_leads_to_no_list_and_no_record_that_the_public_has_not(site: MakeSite) -> None:
    secret, talk = (it.activity for it in view_member(site).chosen)
    assert secret.type == LinkView("Mentoring")
    assert secret.providers == (LinkView("Nobody"),)
    assert secret.tags == (LinkView("flow", "/tags/flow/", 1), LinkView("hush"))
    assert (secret.years, secret.records) == ((), ())
    assert [it.url for it in talk.years] == ["/years/2025/"]
    assert [it.url for it in talk.records] == ["/record/2025/#talk"]


def test_every_url_of_it_is_an_output(site: MakeSite) -> None:
    review = write_review(title="My year 2023", period="2023")
    composed = compose_site(site({**PLANS, "content/reviews/2024.md": review}), base_url=BASE)
    known = set(find_urls(composed))
    linked = find_addresses(find_view(composed, MEMBER, ApplicationView))
    assert len(linked) > 10
    assert {it.partition("#")[0] for it in linked} <= known


@pytest.mark.parametrize("theme", ["plain", "folio"])
def test_every_link_of_it_leads_to_what_is_there(site: MakeSite, theme: str) -> None:
    root = site({**PLANS, "cpdsite.toml": f'theme = "{theme}"\nrecord_files = []\n'})
    build(root)
    tree = read_tree(root / "public")
    assert find_broken(tree, (tree,)) == []


def test_a_rule_chooses_what_the_public_sees(site: MakeSite) -> None:
    view = find_view(compose_site(site(PLANS)), "/applications/other/", ApplicationView)
    assert [it.activity.head.title for it in view.chosen] == ["A course"]
    assert [it.id for it in view.record.rows] == ["row_course", "row_talk"]
    assert (view.grade, view.period, view.objectives, view.reviews) == ("", "", (), ())


def test_nothing_else_leads_to_it(site: MakeSite) -> None:
    composed = compose_site(site(PLANS), base_url=BASE)
    assert [it for it in find_urls(composed) if "applications" in it] == [
        "/applications/",
        MEMBER,
        f"{MEMBER}activity_secret/bench.png",
        f"{MEMBER}activity_secret/proof.txt",
        "/applications/other/",
    ]
    pages = [it for it in composed.site.outputs if isinstance(it, Rendered)]
    for page in pages:
        if page.url != MEMBER:
            for word in ("applications/member", "To be a member", "To hide", "Whisper", "hush"):
                assert word not in repr(page.view), (page.url, word)
    assert isinstance(find_view(composed, "/sitemap.xml", SitemapView), SitemapView)


def test_a_draft_of_one_has_no_page(site: MakeSite) -> None:
    root = site(PLANS)
    assert "/applications/draft/" not in find_urls(compose_site(root))
    assert "/applications/draft/" in find_urls(compose_site(root, drafts=True))
    composed = compose_site(root, audience=make_previewer(TODAY))
    assert find_view(composed, "/applications/draft/", ApplicationView).mark == "draft"


def test_in_the_preview_i_see_what_its_reader_will_see(site: MakeSite) -> None:
    root = site(PLANS)
    mine = find_view(compose_site(root, audience=make_previewer(TODAY)), MEMBER, ApplicationView)
    theirs = find_view(compose_site(root), MEMBER, ApplicationView)
    assert [it.id for it in mine.chosen] == [it.id for it in theirs.chosen]
    assert [it.id for it in mine.record.rows] == [it.id for it in theirs.record.rows]
    assert [it.mark for it in (*mine.objectives[0].objective.activities,)] == [""]
    assert mine.evidence[0].links[0].title == "proof.txt"
    assert len(mine.evidence[0].links) == 1


WAYS = [
    pytest.param("[it](../applications/member.md)", id="path"),
    pytest.param("[it](../applications/member.md#statement)", id="fragment"),
    pytest.param("[it](/applications/member/)", id="address"),
    pytest.param("[it](/applications/)", id="folder"),
    pytest.param("[it](/%61pplications/member/)", id="encoded"),
    pytest.param(f"[it]({BASE}applications/member/)", id="in-full"),
    pytest.param("![it](/applications/member/activity_secret/bench.png)", id="file"),
]
OWNERS: dict[str, tuple[str, str]] = {
    "activity": ("content/activities/a.md", write_entry("@")),
    "page": ("content/pages/a.md", write_page("@")),
    "objective": ("content/objectives/later.md", PLANS["content/objectives/later.md"] + "@\n"),  # type: ignore[operator,dict-item]
    "review": ("content/reviews/spring.md", write_review("@")),
    "profile": ("content/profile.md", "---\nname: Ada\n---\n\n@\n"),
    "chosen": (
        "content/activities/course.md",
        write_entry("@", tags="[flow]", further_action="[A, B]"),
    ),
    "another": ("content/applications/other.md", write_application("@")),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("owner", OWNERS)
def test_a_link_to_it_is_an_error(site: MakeSite, owner: str, way: str) -> None:
    path, text = OWNERS[owner]
    way = way.replace("../", "") if owner == "profile" else way
    root = site({**PLANS, path: text.replace("@", f"See {way}.")})
    composed = compose_site(root, base_url=BASE)
    (problem,) = [it for it in composed.problems if it.is_error]
    assert problem.location.path == path
    assert problem.location.column > 5
    assert problem.message.endswith(
        "leads to an application, which nobody but its reader is to find"
    )
    others = (it for it in composed.site.outputs if isinstance(it, Rendered) and it.url != MEMBER)
    assert not [it for page in others for it in find_addresses(page.view) if MEMBER in it]


def test_it_may_link_to_itself(site: MakeSite) -> None:
    body = (
        "[here](/applications/member/) and [below](#more) and [me](member.md).\n\n## More\n\nWords."
    )
    files: Files = {"content/applications/member.md": write_application(body)}
    composed = compose_site(site(files), base_url=BASE)
    assert composed.problems == ()
    view = find_view(composed, MEMBER, ApplicationView)
    assert view.statement
    assert dict(view.statement.links)["/applications/member/"] == MEMBER


def test_what_lies_in_the_folder_of_an_included_entry_stays_within(site: MakeSite) -> None:
    """A public entry beside it may show its files to that reader, and to nobody else."""
    talk = "See [the bench](secret/bench.png).\n\n## What I learned\n\nMuch."
    entry = write_entry(talk, title="A talk", date="2025-02-03", featured="true")
    root = site({**PLANS, "content/activities/talk.md": entry})
    composed = compose_site(root)
    assert not [it for it in composed.problems if it.is_error]
    urls = [it for it in find_urls(composed) if "bench" in it]
    assert urls == [f"{MEMBER}activity_secret/bench.png"]
    talk_view = find_view(composed, MEMBER, ApplicationView).chosen[1].activity
    assert talk_view.description
    assert dict(talk_view.description.links) == {"secret/bench.png": urls[0]}


def test_its_own_files_lie_below_it(site: MakeSite) -> None:
    files: Files = {
        "content/applications/member/index.md": write_application("![a chart](chart.png)"),
        "content/applications/member/chart.png": "x",
    }
    assert f"{MEMBER}chart.png" in find_urls(compose_site(site(files)))


@pytest.mark.parametrize("status", ["draft", "private"])
def test_evidence_that_is_not_public_is_no_file_of_it(site: MakeSite, status: str) -> None:
    files = {
        "content/activities/a.md": write_entry(
            "[marks](marks.txt)", evidence="marks.txt", status=status
        ),
        "content/activities/marks.txt": "marks",
        "content/applications/member.md": write_application(include="[a]"),
    }
    problems = compose_site(site(files)).problems
    assert [(it.code, it.is_error) for it in problems] == (
        [("evidence", True)] if status == "private" else [("include", False)]
    )


def test_nothing_written_shows_nothing(site: MakeSite) -> None:
    files: Files = {
        "content/applications/member.md": write_application(
            "", objectives="[o]", reviews="[r]", include="[a]"
        ),
        "content/objectives/o.md": "---\ntitle: O\nfrom: 2025\n---\n",
        "content/reviews/r.md": "---\ntitle: R\nperiod: 2025\n---\n",
        "content/activities/a.md": "---\ntitle: A\ndate: 2025\n---\n",
    }
    for theme in ("plain", "folio"):
        root = site({**files, "cpdsite.toml": f'theme = "{theme}"\nrecord_files = []\n'}, theme)
        view = find_view(compose_site(root), MEMBER, ApplicationView)
        assert view.statement is None
        assert (view.objectives[0].objective.body, view.reviews[0].review.body) == (None, None)
        build(root)
        assert "None" not in strip(read_page(root, "applications/member/index.html"))


def strip(text: str) -> str:
    """Return a page without its head."""
    return text.partition("<main")[2]


def test_what_it_shows_of_years_does_not_depend_on_other_applications(
    site: MakeSite, tmp_path: Path
) -> None:
    alone = {name: it for name, it in PLANS.items() if name != "content/applications/other.md"}
    one, two = site(PLANS, "one"), site(alone, "two")
    views = [find_view(compose_site(it), MEMBER, ApplicationView) for it in (one, two)]
    assert views[0] == views[1]
    assert tmp_path.is_dir()


PROFILE_WITH_LINK = """---
name: Ada
public: [links]
links:
  - {title: One, url: 'https://b.example/applications/member/'}
---
"""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/profile.md", PROFILE_WITH_LINK),
        ("content/pages/a.md", write_page("It is at /applications/member today.")),
        (
            "content/activities/a.md",
            write_entry(
                evidence="[{link: 'https://b.example/applications/member/', public: true}]"
            ),
        ),
    ],
)
def test_no_other_line_tells_its_address(site: MakeSite, path: str, text: str) -> None:
    root = site({**PLANS, path: text})
    (problem,) = [it for it in compose_site(root, base_url=BASE).problems if it.is_error]
    assert (problem.code, problem.location.path) == ("link", path)
    assert problem.message.startswith('"/applications/member/" leads to an application')


def test_an_address_that_only_resembles_its_own_is_none(site: MakeSite) -> None:
    text = write_page("Not /applications/member-more, nor /applications/ itself.")
    root = site({**PLANS, "content/pages/a.md": text})
    assert not [it for it in compose_site(root, base_url=BASE).problems if it.is_error]
