"""Drafts to candidates: titles, fingerprints, texts that one file cannot hold."""

import re

from cpdsite.importers.gather import Options, gather
from tests.importers.sources import (
    find_scheme,
    gather_one,
    gather_rows,
    make_grid,
    make_source,
    markdown,
    show_sections,
)

HEAD = ["Dates", "Activity", "Provider", "What I learned"]


def test_a_fingerprint_says_what_stood_in_the_row() -> None:
    rows = [["2026", "A", "IKT", "x"], ["2026", "B", "IKT", "x"], ["2026", "A", "IKT", "x"]]
    prints = [it.fingerprint for it in gather_rows(HEAD, *rows).candidates]
    assert len(set(prints)) == 3
    assert all(re.fullmatch("[0-9a-f]{16}", it) for it in prints)
    moved = gather(
        make_source(make_grid([["x"]]), make_grid([HEAD, *rows], "Sheet")), find_scheme(), Options()
    )
    assert [it.fingerprint for it in moved.candidates] == prints
    assert gather_one("2026", "A ", " IKT", "x", head=tuple(HEAD)).fingerprint == prints[0]


def test_a_title_is_made_up_where_there_is_none() -> None:
    one = gather_one("2026", "", "", "I learned a lot. And more.", head=tuple(HEAD))
    assert one.values["title"] == "I learned a lot."
    assert one.doubts == ("It has no title: it was made up from its text.",)
    assert (
        gather_one("May 2026", "", "IKT", "", head=tuple(HEAD)).values["title"] == "IKT, May 2026"
    )
    assert (
        gather_one("4 May 2026", "", "", "", head=tuple(HEAD)).values["title"]
        == "Activity, 4 May 2026"
    )


def test_a_long_title_of_ours_is_read_back() -> None:
    title = "A long title of many words " * 12
    assert (
        gather_one("2026", markdown(f"# {title}"), head=tuple(HEAD)).values["title"]
        == title.strip()
    )
    longer = gather_one("2026", markdown(f"# {title * 10}"), head=tuple(HEAD))
    assert len(longer.values["title"]) < 200
    assert title.strip() in show_sections(longer)["description"]


def test_what_one_file_cannot_hold_becomes_two() -> None:
    gathered = gather_rows(HEAD, ["2026", "A", "IKT", "word " * 100_000], ["2026", "B", "", ""])
    assert [it.values["title"] for it in gathered.candidates] == ["A", "A (part 2)", "B"]
    assert (
        sum(it.text.count("word") for one in gathered.candidates for it in one.sections) == 100_000
    )
    assert "divided into 2" in gathered.candidates[0].doubts[0]
    assert [it.entry for it in gathered.account if it.text == "B"] == [2]
    assert len({it.fingerprint for it in gathered.candidates}) == 3


def test_a_place_names_the_row() -> None:
    assert gather_one("2026", "A", head=tuple(HEAD)).place == "table 1, row 2"
