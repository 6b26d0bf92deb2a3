"""About how tall cells become."""

from cpdsite.exporters.pdf_heights import estimate_cell
from cpdsite.exporters.pdf_runs import Place
from cpdsite.exporters.printed import Action, Line, Prose
from cpdsite.prose.blocks import (
    Block,
    Cell,
    Code,
    Grid,
    Item,
    Items,
    Paragraph,
    Quotation,
    Rule,
    Run,
)

PLACE = Place(fit=str, measure=lambda text: 500 * len(text), width=90.0, size=10.0)
WORDS = Paragraph((Run("word " * 40),))


def estimate(*blocks: Block, heading: str = "") -> float:
    return estimate_cell((Prose("learning", heading, blocks),), PLACE)


def test_longer_texts_are_taller() -> None:
    one = estimate(Paragraph((Run("word"),)))
    assert 10 < one < 20
    assert 10 * one < estimate(WORDS) < 20 * one
    assert estimate(WORDS, WORDS) == 2 * estimate(WORDS)
    assert estimate(Paragraph((Run("a\n" * 9),))) > 7 * one


def test_everything_in_a_cell_counts() -> None:
    line, action = Line("title", "word"), Action("word", "Due 2026")
    assert estimate_cell((), PLACE) == 0
    assert estimate_cell((line, action), PLACE) == 3 * estimate_cell((line,), PLACE)
    assert estimate(WORDS, heading="What I learned") > estimate(WORDS)


def test_what_is_set_in_is_taller() -> None:
    plain = estimate(WORDS)
    assert estimate(Items((Item((WORDS,)),))) > plain
    assert estimate(Quotation((WORDS,))) > plain
    assert estimate(Grid(((Cell(WORDS.runs), Cell(WORDS.runs)),))) > 1.8 * plain
    assert estimate(Code("x\n" * 20)) > 20 * 10
    assert estimate(Rule()) > 0
