"""What the templates of objectives, reviews and applications see."""

from dataclasses import dataclass

from cpdsite.site.record_views import RecordView
from cpdsite.site.views import (
    ActivityView,
    HeadView,
    LinkView,
    MembershipView,
    Pairs,
    Prose,
    SiteView,
    SummaryView,
)


@dataclass(frozen=True, slots=True)
class ObjectiveSummaryView:
    """An objective in a list; ``count`` activities served it."""

    title: str
    url: str
    begins: str
    by: str
    by_date: str
    state: str
    sentence: str
    count: int
    mark: str


@dataclass(frozen=True, slots=True)
class ObjectiveGroupView:
    """The objectives that were to be met in one year."""

    title: str
    objectives: tuple[ObjectiveSummaryView, ...]


@dataclass(frozen=True, slots=True)
class ObjectivesView:
    """All objectives by year, the latest first; template ``objectives.html``."""

    site: SiteView
    head: HeadView
    count: int
    states: tuple[LinkView, ...]
    groups: tuple[ObjectiveGroupView, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """The page of an objective; template ``objective.html``."""

    site: SiteView
    head: HeadView
    begins: str
    begins_date: str
    by: str
    by_date: str
    state: str
    body: Prose | None
    activities: tuple[SummaryView, ...]
    carried_to: LinkView | None
    carried_from: tuple[LinkView, ...]
    review: LinkView | None
    mark: str
    extra: Pairs


@dataclass(frozen=True, slots=True)
class CommentView:
    """What a mentor, coach or appraiser said of a review."""

    comment: str
    name: str
    role: str
    when: str
    date: str


@dataclass(frozen=True, slots=True)
class ReviewSummaryView:
    """A review in a list."""

    title: str
    url: str
    period: str
    sentence: str
    mark: str


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """All reviews, the latest first; template ``reviews.html``."""

    site: SiteView
    head: HeadView
    reviews: tuple[ReviewSummaryView, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The page of a review; template ``review.html``."""

    site: SiteView
    head: HeadView
    period: str
    body: Prose | None
    objectives: tuple[ObjectiveSummaryView, ...]
    comments: tuple[CommentView, ...]
    record: LinkView | None
    previous: LinkView | None
    next: LinkView | None
    mark: str
    extra: Pairs


@dataclass(frozen=True, slots=True)
class ChosenView:
    """An activity within an application, under an id of its own, and why it was chosen."""

    id: str
    why: str
    activity: ActivityView


@dataclass(frozen=True, slots=True)
class ShownObjectiveView:
    """An objective within an application, under an id of its own."""

    id: str
    objective: ObjectiveView


@dataclass(frozen=True, slots=True)
class ShownReviewView:
    """A review within an application, under an id of its own."""

    id: str
    review: ReviewView


@dataclass(frozen=True, slots=True)
class ShownEvidenceView:
    """The public evidence of one activity of an application."""

    activity: LinkView
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """An application as one document for one reader; template ``application.html``."""

    site: SiteView
    head: HeadView
    grade: str
    scheme: str
    period: str
    role: str
    memberships: tuple[MembershipView, ...]
    statement: Prose | None
    chosen: tuple[ChosenView, ...]
    types: tuple[LinkView, ...]
    record: RecordView
    objectives: tuple[ShownObjectiveView, ...]
    reviews: tuple[ShownReviewView, ...]
    evidence: tuple[ShownEvidenceView, ...]
    mark: str
    extra: Pairs
