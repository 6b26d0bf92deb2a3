"""Reviews: the list of them, and each with its objectives, comments, record and neighbours."""

from cpdsite.portfolio.portfolio import make_previewer
from cpdsite.site.plan_views import CommentView, ReviewsView, ReviewView
from cpdsite.site.views import LinkView
from tests.conftest import MakeSite
from tests.plan_maker import PLANS, write_review
from tests.site_maker import TODAY, compose_site, find_urls, find_view


def test_the_list_of_reviews_begins_with_the_latest(site: MakeSite) -> None:
    view = find_view(compose_site(site(PLANS)), "/reviews/", ReviewsView)
    assert [(it.title, it.url, it.period, it.sentence) for it in view.reviews] == [
        ("A spring", "/reviews/spring/", "1 March 2025 to 31 May 2025", "Looking back."),
        ("My year 2024", "/reviews/2024/", "2024", "Looking back."),
    ]


def test_a_review_shows_the_objectives_set_in_it_and_what_was_said_of_it(site: MakeSite) -> None:
    composed = compose_site(site(PLANS))
    view = find_view(composed, "/reviews/2024/", ReviewView)
    assert [it.title for it in view.head.breadcrumbs] == ["Home", "Reviews"]
    assert view.period == "2024"
    assert view.body
    assert [(it.title, it.state, it.count) for it in view.objectives] == [("To speak", "met", 1)]
    comment = CommentView("Well done.", "Grace", "Mentor", "20 January 2025", "2025-01-20")
    assert view.comments == (comment,)
    assert view.record == LinkView("Record for 2024", "/record/2024/")
    assert (view.previous, view.next) == (None, LinkView("A spring", "/reviews/spring/"))
    assert view.mark == ""


def test_only_a_year_that_has_a_record_leads_to_one(site: MakeSite) -> None:
    composed = compose_site(site(PLANS))
    assert find_view(composed, "/reviews/spring/", ReviewView).record is None
    files = {"content/reviews/1999.md": write_review(period="1999")}
    composed = compose_site(site(files, "other"))
    assert find_view(composed, "/reviews/1999/", ReviewView).record is None


def test_i_see_my_own_marked(site: MakeSite) -> None:
    composed = compose_site(site(PLANS), audience=make_previewer(TODAY))
    view = find_view(composed, "/reviews/", ReviewsView)
    assert [(it.title, it.mark) for it in view.reviews] == [
        ("A spring", ""),
        ("A draft", "draft"),
        ("My year 2024", ""),
        ("My year 2023", "private"),
    ]
    assert find_view(composed, "/reviews/draft/", ReviewView).mark == "draft"
    assert [it.title for it in find_view(composed, "/reviews/2023/", ReviewView).objectives] == [
        "To listen"
    ]


def test_without_a_published_review_there_is_no_page_of_them(site: MakeSite) -> None:
    composed = compose_site(site({"content/reviews/a.md": write_review(status="draft")}))
    assert not [it for it in find_urls(composed) if "review" in it]


def test_a_review_without_a_word_shows_none(site: MakeSite) -> None:
    files = {"content/reviews/a.md": write_review("<!-- What mattered most? -->")}
    view = find_view(compose_site(site(files)), "/reviews/a/", ReviewView)
    assert view.body is None
    assert (view.objectives, view.comments) == ((), ())
