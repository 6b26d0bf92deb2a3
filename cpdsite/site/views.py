"""What templates see: one frozen, plain value for each page, named here in full.

A view holds text, numbers, URLs from the site's root and Markdown source; never HTML, a
domain object, a table of the whole site or today's date. So its digest, with the theme and
the renderer, says whether a page must be rendered again. ``docs/themes.md`` describes each
variable.
"""

from dataclasses import dataclass

Pairs = tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """Words that lead to a URL or an address; ``count`` where something is counted.

    ``mark`` says of a piece of evidence that it is not published.
    """

    title: str
    url: str = ""
    count: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown with its links resolved; the function ``prose`` makes HTML of it.

    Headings stand lower by ``deeper`` levels, within a document that has some above them.
    """

    source: str
    links: tuple[tuple[str, str], ...] = ()
    prefix: str = ""
    flat: bool = False
    deeper: int = 0


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page shows of the site."""

    title: str
    description: str
    language: str
    name: str
    navigation: tuple[LinkView, ...]
    noindex: bool
    base_url: str
    feed_url: str
    extra: Pairs


@dataclass(frozen=True, slots=True)
class HeadView:
    """What the head and the top of a page say of the page itself."""

    url: str
    title: str
    description: str = ""
    canonical: str = ""
    breadcrumbs: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryView:
    """An activity in a list."""

    title: str
    url: str
    dates: str
    date: str
    type: LinkView | None
    providers: tuple[LinkView, ...]
    sentence: str
    featured: str
    mark: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of an activity under the heading that the person wrote."""

    id: str
    heading: str
    prose: Prose


@dataclass(frozen=True, slots=True)
class ActionView:
    """A further action; dates in words, and as machines read them."""

    action: str
    due: str
    due_date: str
    done: str
    done_date: str
    activity: LinkView | None = None
    closed_by: tuple[LinkView, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityView:
    """The page of an activity; template ``entry.html``."""

    site: SiteView
    head: HeadView
    dates: str
    date: str
    type: LinkView | None
    providers: tuple[LinkView, ...]
    years: tuple[LinkView, ...]
    records: tuple[LinkView, ...]
    tags: tuple[LinkView, ...]
    hours: str
    points: str
    objectives: tuple[LinkView, ...]
    competences: tuple[str, ...]
    featured: bool
    featured_reason: str
    description: Prose | None
    sections: tuple[SectionView, ...]
    actions: tuple[ActionView, ...]
    closes: tuple[ActionView, ...]
    evidence: tuple[LinkView, ...]
    previous: LinkView | None
    next: LinkView | None
    mark: str
    extra: Pairs


@dataclass(frozen=True, slots=True)
class GroupView:
    """Activities under one heading of a list."""

    title: str
    url: str
    activities: tuple[SummaryView, ...]


@dataclass(frozen=True, slots=True)
class FacetView:
    """One way to browse, such as by type, with its lists; ``kind`` is its name in URLs."""

    kind: str
    title: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A list of activities, newest first; template ``list.html``."""

    site: SiteView
    head: HeadView
    kind: str
    count: int
    groups: tuple[GroupView, ...]
    facets: tuple[FacetView, ...]
    types: tuple[LinkView, ...]
    record: LinkView | None
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True, slots=True)
class MembershipView:
    """A membership as it stands."""

    scheme: str
    name: str
    grade: str
    number: str
    since: str


@dataclass(frozen=True, slots=True)
class PhotoView:
    """The person's photo."""

    url: str
    alternative: str


@dataclass(frozen=True, slots=True)
class ActionsView:
    """All further actions; template ``actions.html``."""

    site: SiteView
    head: HeadView
    open: tuple[ActionView, ...]
    closed: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """The page about the person, or one from ``content/pages/``; template ``page.html``."""

    site: SiteView
    head: HeadView
    body: Prose | None
    photo: PhotoView | None
    email: str
    links: tuple[LinkView, ...]
    mark: str
    extra: Pairs


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """What is shown for an address that leads nowhere; template ``404.html``."""

    site: SiteView
    head: HeadView
    base_path: str


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page at an old address; template ``redirect.html``."""

    site: SiteView
    head: HeadView
    target: str


@dataclass(frozen=True, slots=True)
class OptionsView:
    """The stylesheet made of the theme's options; template ``options.css``.

    ``running`` is what stands at the top of each printed page: name and membership number.
    ``widths`` are those of the columns of all record sheets, in per cent.
    """

    options: Pairs
    running: str
    widths: tuple[int, ...]
