"""The home page: who this is, what has mattered, what is being learnt, and the record."""

from functools import partial
from itertools import islice

from cpdsite.portfolio.record import find_activities
from cpdsite.site.actions import sort_actions
from cpdsite.site.charts import chart_time, chart_types
from cpdsite.site.directory import Directory
from cpdsite.site.home_views import HomeView
from cpdsite.site.lists import Summarise
from cpdsite.site.outputs import Rendered
from cpdsite.site.pages import (
    link_addresses,
    make_head,
    make_memberships,
    make_site_view,
    view_photo,
)
from cpdsite.site.records import Sheet, find_lead, list_sheets, name_period
from cpdsite.site.urls import ABOUT, HOME
from cpdsite.site.views import LinkView

LATEST = 5
"""How many activities the home page shows as the latest."""

ACTIONS = 4
"""How many open actions the home page shows: those that are due first."""


def make_home(summary: Summarise, directory: Directory) -> Rendered:
    """Return the home page."""
    return Rendered(HOME, "home.html", partial(_view_home, summary, directory), "the home page")


def _view_home(summary: Summarise, directory: Directory) -> HomeView:
    portfolio = directory.portfolio
    person, newest = portfolio.person, portfolio.activities[::-1]
    site = make_site_view(directory)
    still_open, closed = sort_actions(directory)
    sheets = list_sheets(directory)
    lead = find_lead(sheets, directory)
    return HomeView(
        site=site,
        head=make_head(HOME, site.title, directory, site.description or person.headline),
        headline=person.headline,
        role=person.role,
        aspirations=person.aspirations,
        about=LinkView(f"About {person.name}", ABOUT) if person.about else None,
        memberships=make_memberships(directory),
        photo=view_photo(directory),
        email=person.email,
        links=link_addresses(directory),
        featured=tuple(summary(it) for it in newest if it.featured),
        latest=tuple(summary(it) for it in newest[:LATEST]),
        latest_others=tuple(map(summary, islice((it for it in newest if not it.featured), LATEST))),
        count=len(newest),
        years=tuple(directory.year_link(year) for year in reversed(tuple(directory.years))),
        by_type=chart_types(directory),
        over_time=chart_time(directory),
        actions=still_open[:ACTIONS],
        open_actions=len(still_open),
        closed_actions=len(closed),
        record=_link_record(lead, directory),
        record_period=name_period(lead, directory),
        records=tuple(it.link for it in sheets if it is not lead),
    )


def _link_record(sheet: Sheet, directory: Directory) -> LinkView:
    """Return the link to a record under the name of the sheet, with how many rows it has."""
    rows = len(find_activities(directory.portfolio, sheet.period))
    return LinkView(sheet.scheme.sheet.title, sheet.link.url, rows)
