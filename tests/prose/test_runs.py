"""Runs of text and their white space."""

from cpdsite.prose.runs import NOWHERE, Look, Piece, find_lines, join_runs, tidy_runs
from cpdsite.prose.shapes import Run, Style
from cpdsite.prose.tree import parse_html

BOLD = NOWHERE.styled("bold")
BREAK = Piece("\n", NOWHERE, is_break=True)


def test_a_look_gets_one_thing_more() -> None:
    look = Look(url="https://a.example").styled("bold").styled("raised")
    assert look == Look(Style(bold=True, raised=True), "https://a.example")


def test_pieces_that_look_alike_are_one_run() -> None:
    pieces = [Piece("a", NOWHERE), Piece("b ", NOWHERE), Piece(" c", BOLD), Piece("", BOLD)]
    assert tidy_runs(pieces) == (Run("ab "), Run("c", Style(bold=True)))


def test_no_space_stands_at_an_end_or_beside_a_line_break() -> None:
    pieces = [BREAK, Piece(" a ", NOWHERE), Piece(" ", BOLD), BREAK, Piece(" b ", BOLD), BREAK]
    assert tidy_runs(pieces) == (Run("a\n"), Run("b", Style(bold=True)))


def test_space_alone_is_nothing() -> None:
    assert tidy_runs([Piece(" \n", NOWHERE), BREAK, Piece("\t", BOLD)]) == ()


def test_runs_are_joined_with_something_between() -> None:
    assert join_runs([(Run("a"),), (), (Run("b"),)], " | ") == (Run("a"), Run(" | "), Run("b"))


def test_lines_stand_as_they_are() -> None:
    html = "a\n <b>b</b><br>c<img alt='d'><img>"
    assert find_lines(parse_html(html)) == "a\n b\ncd"
