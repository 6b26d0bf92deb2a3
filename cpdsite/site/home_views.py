"""What the template of the home page sees, charts among it."""

from dataclasses import dataclass

from cpdsite.site.views import (
    ActionView,
    HeadView,
    LinkView,
    MembershipView,
    PhotoView,
    SiteView,
    SummaryView,
)


@dataclass(frozen=True, slots=True)
class BarView:
    """A bar of a chart: ``count`` activities, ``share`` per cent of the longest bar.

    ``label`` is what stands below it on an axis; ``""`` where the bar before says enough.
    """

    title: str
    url: str
    count: int
    share: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart of activities: what each bar is for, a sentence, and the bars in order."""

    title: str
    unit: str
    description: str
    bars: tuple[BarView, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The first page; template ``home.html``."""

    site: SiteView
    head: HeadView
    headline: str
    role: str
    aspirations: str
    about: LinkView | None
    memberships: tuple[MembershipView, ...]
    photo: PhotoView | None
    email: str
    links: tuple[LinkView, ...]
    featured: tuple[SummaryView, ...]
    latest: tuple[SummaryView, ...]
    latest_others: tuple[SummaryView, ...]
    count: int
    years: tuple[LinkView, ...]
    by_type: ChartView | None
    over_time: ChartView | None
    actions: tuple[ActionView, ...]
    open_actions: int
    closed_actions: int
    record: LinkView
    record_period: str
    records: tuple[LinkView, ...]
