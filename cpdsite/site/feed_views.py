"""What the templates of the feed, the sitemap and the file for crawlers see."""

from dataclasses import dataclass

from cpdsite.site.views import SiteView


@dataclass(frozen=True, slots=True)
class FeedEntryView:
    """An activity in the feed; addresses are absolute, ``updated`` is an ISO date and time."""

    title: str
    address: str
    updated: str
    summary: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """The Atom feed; template ``feed.xml``."""

    site: SiteView
    address: str
    home_address: str
    updated: str
    entries: tuple[FeedEntryView, ...]


@dataclass(frozen=True, slots=True)
class SitemapView:
    """The sitemap; template ``sitemap.xml``."""

    site: SiteView
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RobotsView:
    """The file for crawlers; template ``robots.txt``."""

    site: SiteView
    sitemap_address: str
