"""Sections as Markdown: which, and where their links lead."""

import re

import pytest
from hypothesis import given

from cpdsite.exporters.export import Request
from cpdsite.exporters.sections import place_links, write_sections
from cpdsite.prose.tree import parse_html, write_html
from tests.exporters.records import requests
from tests.exporters.requests import make_request, make_section
from tests.portfolio.values import make_activity
from tests.properties import check_often

BASE = "https://cpd.example.org/"


@pytest.mark.parametrize(
    ("html", "placed"),
    [
        pytest.param(
            '<p><a href="b.md">words</a></p>',
            f'<p><a href="{BASE}activities/b/">words</a></p>',
            id="a-page-of-the-site",
        ),
        pytest.param(
            '<p><a href="c.md"><em>words</em></a></p>',
            "<p><em>words</em></p>",
            id="words-alone",
        ),
        pytest.param('<p><a href="unknown.md">words</a></p>', "<p>words</p>", id="unknown"),
        pytest.param(
            '<a href="https://a.example/" title="t">w</a>',
            '<a href="https://a.example/" title="t">w</a>',
            id="elsewhere",
        ),
        pytest.param(
            '<sup id="fnref:1"><a href="#fn:1">1</a></sup>',
            '<sup id="fnref:1"><a href="#fn:1">1</a></sup>',
            id="footnote",
        ),
        pytest.param(
            '<p><img alt="a chart" src="chart.png"></p>',
            f'<p><a href="{BASE}chart.png">a chart</a></p>',
            id="picture",
        ),
        pytest.param('<p><img alt="a chart" src="other.png"></p>', "<p>a chart</p>", id="alt"),
        pytest.param('<a href="javascript:x">w</a>', "w", id="script"),
    ],
)
def test_links_lead_where_a_reader_of_a_file_can_go(html: str, placed: str) -> None:
    links = {"b.md": f"{BASE}activities/b/", "c.md": "", "chart.png": f"{BASE}chart.png"}
    assert write_html(place_links(parse_html(html), links)) == placed


def test_sections_that_show_nothing_are_left_out() -> None:
    sections = (
        make_section("description", "Two *days*."),
        make_section("learning", "", "What I learned"),
        make_section("application", "* one\n* two", "How I have applied it"),
    )
    activity = make_activity(sections=sections)
    written = write_sections(activity, make_request(activity))
    assert [(it.name, text) for it, text in written] == [
        ("description", "Two *days*."),
        ("application", "- one\n- two"),
    ]


def test_links_stay_as_written_where_that_is_asked_for() -> None:
    activity = make_activity(sections=(make_section("description", "See [that](../b.md)."),))
    links = (((activity.path, "description"), (("../b.md", f"{BASE}b/"),)),)
    request = make_request(activity, links=links)
    ((_, placed),) = write_sections(activity, request)
    ((_, written),) = write_sections(activity, request, as_written=True)
    assert placed == f"See [that]({BASE}b/)."
    assert written == "See [that](../b.md)."


@given(request=requests())
@check_often(40)
def test_what_markdown_can_say_is_never_written_as_html(request: Request) -> None:
    for row in request.filed.record.rows:
        for _, text in write_sections(row.activity, request):
            assert not re.search(r"<(?:/|div|h[1-6]|sup|p|ul|ol|table)\b", text), text
