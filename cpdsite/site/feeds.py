"""What machines read: the feed, the sitemap and the file for crawlers."""

from collections.abc import Iterator
from functools import partial

from cpdsite.portfolio.activity import Activity
from cpdsite.site.directory import Directory
from cpdsite.site.feed_views import FeedEntryView, FeedView, RobotsView, SitemapView
from cpdsite.site.lists import Summarise
from cpdsite.site.outputs import REDIRECT, Rendered
from cpdsite.site.pages import make_site_view
from cpdsite.site.urls import FEED, HOME, ROBOTS, SITEMAP, join_base

NEWEST = 50
"""How many activities the feed holds."""


def make_feeds(
    pages: tuple[Rendered, ...], summary: Summarise, directory: Directory
) -> Iterator[Rendered]:
    """Yield ``robots.txt``, and the feed and the sitemap where the site's address is known."""
    base = directory.base_url
    site = make_site_view(directory)
    sitemap = join_base(base, SITEMAP) if base else ""
    yield Rendered(
        ROBOTS, "robots.txt", partial(RobotsView, site, sitemap), "the file for crawlers"
    )
    if base:
        addresses = tuple(join_base(base, it.url) for it in pages if _is_listed(it))
        yield Rendered(SITEMAP, "sitemap.xml", partial(SitemapView, site, addresses), "the sitemap")
        yield Rendered(FEED, "feed.xml", partial(_make_feed, summary, directory), "the feed")


def _is_listed(output: Rendered) -> bool:
    return output.url.endswith("/") and output.template != REDIRECT


def _make_feed(summary: Summarise, directory: Directory) -> FeedView:
    base = directory.base_url
    newest = directory.portfolio.activities[::-1][:NEWEST]
    entries = tuple(
        FeedEntryView(
            title=activity.title,
            address=join_base(base, directory.entry_url(activity)),
            updated=write_moment(activity),
            summary=summary(activity).sentence,
        )
        for activity in newest
    )
    return FeedView(
        site=make_site_view(directory),
        address=join_base(base, FEED),
        home_address=join_base(base, HOME),
        updated=max((entry.updated for entry in entries), default="1970-01-01T00:00:00Z"),
        entries=entries,
    )


def write_moment(activity: Activity) -> str:
    """Return the moment that Atom asks for: midnight of the first day, since CPD has no hours."""
    return f"{activity.first_day.isoformat()}T00:00:00Z"
