"""Outputs: each has a URL of its own, and a collision names both sources."""

from functools import partial
from itertools import permutations

import pytest

from cpdsite.portfolio.dates import Period
from cpdsite.portfolio.record import make_record
from cpdsite.portfolio.sheets import FiledRecord
from cpdsite.site.outputs import (
    Copied,
    Filed,
    Output,
    Picture,
    Rendered,
    Written,
    find_collisions,
    make_file,
    unite_outputs,
)
from cpdsite.site.views import OptionsView
from tests.portfolio.values import make_portfolio, make_scheme


def copy(url: str, source: str) -> Copied:
    return Copied(url, source, "digest", source)


def make_rendered(views: list[str], url: str = "/assets/options.css") -> Rendered:
    """Return an output that takes note each time its view is made."""

    def make_view() -> OptionsView:
        views.append(url)
        return OptionsView((), "Ada", ())

    return Rendered(url, "options.css", make_view, "a test")


def test_a_view_is_made_once_and_only_when_it_is_asked_for() -> None:
    made: list[str] = []
    output = make_rendered(made)
    outputs = unite_outputs([output, make_rendered(made, "/other.css")])
    assert list(find_collisions(outputs)) == []
    assert made == []
    assert output.view == output.view == OptionsView((), "Ada", ())
    assert made == ["/assets/options.css"]


def test_outputs_with_equal_views_are_equal() -> None:
    one, other = make_rendered([]), make_rendered([])
    assert one == other
    assert hash(one) == hash(other)
    assert one != Rendered(one.url, one.template, lambda: OptionsView((), "Eve", ()), one.origin)
    assert one != "an output"


def make_filed(note: str = "") -> Filed:
    """Return an output that is the file of an empty record."""
    record = make_record(make_portfolio(), make_scheme(), Period())
    filed = partial(FiledRecord, record=record, note=note)
    return Filed("/record/record.csv", "csv", filed, (), "a test")


def test_outputs_with_equal_records_are_equal() -> None:
    one = make_filed()
    assert one == make_filed()
    assert hash(one) == hash(make_filed("Another."))
    assert one != make_filed("Another.")
    assert one != "an output"
    assert one.filed is one.filed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/a/", "/a/"),
        ("/a/", "/A/"),
        ("/caf\N{LATIN SMALL LETTER E WITH ACUTE}", "/cafe\N{COMBINING ACUTE ACCENT}"),
        ("/a/", "/a/index.html"),
    ],
)
def test_twins_are_refused_naming_both_sources(one: str, other: str) -> None:
    outputs = unite_outputs([copy(one, "static/one"), copy(other, "static/other")])
    (problem,) = find_collisions(outputs)
    assert problem.code == "collision"
    assert problem.is_error
    assert "static/one" in problem.message
    assert "static/other" in problem.message
    assert problem.location.path in ("static/one", "static/other")


@pytest.mark.parametrize("page", ["/a/b/", "/A/b", "/a/b/c/d.txt"])
def test_a_file_where_a_folder_is_needed_is_refused(page: str) -> None:
    outputs = unite_outputs([copy(page, "static/deep"), copy("/a", "static/flat")])
    (problem,) = find_collisions(outputs)
    assert "static/flat makes the file a" in problem.message
    assert page in problem.message
    assert problem.location.path == "static/flat"


def test_a_file_in_the_way_of_many_is_told_once() -> None:
    deep = [copy(f"/a/{name}/", f"static/{name}") for name in "bcd"]
    (problem,) = find_collisions(unite_outputs([*deep, copy("/a", "static/flat")]))
    assert problem.location.path == "static/flat"


def test_files_with_nearly_one_name_are_told_of_by_the_reading_of_the_site() -> None:
    twins = [copy("/a/", "content/pages/A.md"), copy("/a/", "content/pages/a.md")]
    assert not list(find_collisions(unite_outputs(twins)))


def test_the_place_is_the_file_that_a_person_can_rename() -> None:
    outputs: list[Output] = [
        copy("/activities/", "content/pages/activities.md"),
        Written("/activities/", b"", "the list"),
    ]
    for ordered in permutations(outputs):
        (problem,) = find_collisions(ordered)
        assert problem.location.path == "content/pages/activities.md"
        assert "the list" in problem.message
        assert "rename this file" in problem.hint


def test_three_of_one_url_are_two_problems() -> None:
    outputs = unite_outputs([copy("/x", f"static/{name}") for name in "abc"])
    assert len(list(find_collisions(outputs))) == 2


def test_neighbours_do_not_collide() -> None:
    outputs = unite_outputs([copy("/a", "static/a"), copy("/ab", "static/ab"), copy("/b/c", "c")])
    assert not list(find_collisions(outputs))


def test_the_same_file_at_the_same_url_counts_once_and_outputs_are_sorted() -> None:
    outputs = unite_outputs(
        [copy("/b", "static/b"), copy("/a", "static/a"), copy("/b", "static/b")]
    )
    assert [output.url for output in outputs] == ["/a", "/b"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.jpg", Picture),
        ("a.JPEG", Picture),
        ("a.Png", Picture),
        ("a.svg", Picture),
        ("favicon.ico", Picture),
        ("a.pdf", Copied),
        ("a.heic", Copied),
        ("a.png.txt", Copied),
        ("png", Copied),
        (".png", Copied),
    ],
)
def test_the_ending_says_how_a_file_is_published(name: str, kind: type) -> None:
    file = make_file("/x", f"static/{name}", "digest")
    assert type(file) is kind
    assert (file.url, file.source, file.digest) == ("/x", f"static/{name}", "digest")
    assert file.origin == file.source
