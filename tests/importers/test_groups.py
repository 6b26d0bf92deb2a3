"""Which rows are one activity, and which row is several."""

from tests.importers.sources import ABOVE, find_accounted, gather_rows, markdown, show_sections

HEAD = ["Dates", "Activity", "Provider", "What I learned"]


def test_rows_below_a_merged_title_belong_to_it() -> None:
    gathered = gather_rows(HEAD, ["4 June 2025", "A", "IKT", "One"], [ABOVE, ABOVE, ABOVE, "Two"])
    (candidate,) = gathered.candidates
    assert show_sections(candidate) == {"learning": "One\n\nTwo"}
    assert not candidate.doubts
    assert find_accounted(gathered, "Two").entry == 0


def test_a_row_without_date_and_title_belongs_to_the_one_above_with_a_doubt() -> None:
    (candidate,) = gather_rows(
        HEAD, ["4 June 2025", "A", "", "One"], ["", "", "X", "Two"]
    ).candidates
    assert show_sections(candidate) == {"learning": "One\n\nTwo"}
    assert candidate.values["provider"] == ("X",)
    assert "was added here" in candidate.doubts[0]


def test_a_first_row_without_title_is_an_activity() -> None:
    (candidate,) = gather_rows(HEAD, ["", "", "X", "One"]).candidates
    assert candidate.values["title"] == "One"
    assert "no title" in " ".join(candidate.doubts)


def test_lines_that_correspond_are_activities() -> None:
    gathered = gather_rows(
        HEAD,
        ["1 May 2025\n2 June 2025", "A\nB", "X\nY", markdown("One\n\nTwo and\\\nmore")],
    )
    assert [it.values["title"] for it in gathered.candidates] == ["A", "B"]
    assert [str(it.values["date"]) for it in gathered.candidates] == ["2025-05-01", "2025-06-02"]
    assert [show_sections(it)["learning"] for it in gathered.candidates] == [
        "One",
        "Two and\\\nmore",
    ]
    assert len({it.fingerprint for it in gathered.candidates}) == 2
    assert find_accounted(gathered, "A\nB").reason == "2 activities stand in it"


def test_lines_that_do_not_correspond_are_one_with_a_doubt() -> None:
    (candidate,) = gather_rows(HEAD, ["1 May 2025\n2 June 2025", "A\nB", "X", "One"]).candidates
    assert "divide the entry" in candidate.doubts[0]
    assert candidate.values["title"] == "A"


def test_the_lines_of_one_span_are_one_activity() -> None:
    (candidate,) = gather_rows(HEAD, ["1 May 2025\n- 2 May 2025", "A\nB", "X\nY", ""]).candidates
    assert str(candidate.values["end_date"]) == "2025-05-02"
