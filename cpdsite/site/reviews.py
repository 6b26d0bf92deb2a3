"""Reviews as views: the list of them, and each as one document to read and to print."""

from collections.abc import Iterator
from functools import partial

from cpdsite.portfolio.dates import CpdYear, format_date, name_period
from cpdsite.portfolio.review import Comment, Review
from cpdsite.site.directory import Directory
from cpdsite.site.links import Resolve
from cpdsite.site.objectives import summarise_objective
from cpdsite.site.outputs import Rendered
from cpdsite.site.pages import link_list, make_head, make_site_view, mark_status
from cpdsite.site.plan_views import CommentView, ReviewSummaryView, ReviewsView, ReviewView
from cpdsite.site.urls import REVIEWS, page_url
from cpdsite.site.views import LinkView

Neighbours = tuple[Review | None, Review | None]


def make_reviews(resolve: Resolve, directory: Directory) -> Iterator[Rendered]:
    """Yield the list of reviews and the page of each; nothing where there is none."""
    reviews = directory.portfolio.reviews
    if not reviews:
        return
    yield Rendered(REVIEWS, "reviews.html", partial(_view_list, directory), "the list of reviews")
    neighbours = zip((None, *reviews[:-1]), (*reviews[1:], None), strict=True)
    for review, beside in zip(reviews, neighbours, strict=True):
        make_view = partial(view_review, review, resolve, beside, directory)
        yield Rendered(directory.entry_url(review), "review.html", make_view, review.path)


def _view_list(directory: Directory) -> ReviewsView:
    name = directory.portfolio.person.name
    return ReviewsView(
        site=make_site_view(directory),
        head=make_head(REVIEWS, "Reviews", directory, f"How {name} looks back on each year"),
        reviews=tuple(
            ReviewSummaryView(
                title=it.title,
                url=directory.entry_url(it),
                period=name_period(it.period, directory.settings.year_starts),
                sentence=directory.read_passage(it.body.text).sentence,
                mark=mark_status(it, directory),
            )
            for it in reversed(directory.portfolio.reviews)
        ),
    )


def view_review(
    review: Review, resolve: Resolve, neighbours: Neighbours, directory: Directory
) -> ReviewView:
    """Return a review with the objectives that were set in it, and what was said of it."""
    url = directory.entry_url(review)
    earlier, later = neighbours
    is_blank = directory.is_blank(review.body)
    objectives = (it for it in directory.portfolio.objectives if it.review == review.slug)
    return ReviewView(
        site=make_site_view(directory),
        head=make_head(
            url,
            review.title,
            directory,
            description=directory.read_passage(review.body.text).sentence,
            parents=link_list("Reviews", REVIEWS, directory.portfolio.reviews, directory),
        ),
        period=name_period(review.period, directory.settings.year_starts),
        body=None if is_blank else resolve(review)[0].prose,
        objectives=tuple(summarise_objective(it, directory) for it in objectives),
        comments=tuple(map(_view_comment, review.comments)),
        record=_link_record(review, directory),
        previous=LinkView(earlier.title, directory.entry_url(earlier)) if earlier else None,
        next=LinkView(later.title, directory.entry_url(later)) if later else None,
        mark=mark_status(review, directory),
        extra=review.extra,
    )


def _view_comment(comment: Comment) -> CommentView:
    when = format_date(comment.date) if comment.date else ""
    return CommentView(comment.comment, comment.name, comment.role, when, str(comment.date or ""))


def _link_record(review: Review, directory: Directory) -> LinkView | None:
    """Return the link to the record of the year that a review looks back on, if it has one."""
    period = review.period
    if not isinstance(period, CpdYear) or period.year not in directory.years:
        return None
    name = directory.settings.year_starts.name_of(period.year)
    return LinkView(f"Record for {name}", page_url("record", name))
