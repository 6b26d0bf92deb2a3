"""The questions of ``check`` as warnings, each at its line."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial

from cpdsite.content.checks import Lines, ReadPassage, locate
from cpdsite.errors import Location, Problem, Severity
from cpdsite.portfolio.portfolio import Portfolio
from cpdsite.portfolio.question import Asking, Question
from cpdsite.portfolio.questions import find_questions
from cpdsite.portfolio.sections import Section
from cpdsite.prose.words import count_words, find_empty_headings
from cpdsite.settings import Settings

FEW = 3
"""How many words of a text are looked for where it goes on in another line."""


def ask(
    portfolio: Portfolio,
    settings: Settings,
    today: dt.date,
    lines: Lines,
    read_passage: ReadPassage,
) -> Iterator[Problem]:
    """Yield a warning for each question that a person has not accepted."""
    asking = Asking(
        today=today,
        year_starts=settings.year_starts,
        record_period=settings.record_period,
        is_blank=partial(_is_blank, read_passage),
        count_words=partial(_count_words, read_passage),
        find_unanswered=partial(_find_unanswered, read_passage),
    )
    for it in find_questions(portfolio, asking):
        location, source = _place(it, lines)
        yield Problem(location, it.code, it.message, it.hint, Severity.WARNING, source)


def _is_blank(read_passage: ReadPassage, section: Section) -> bool:
    return read_passage(section.text).is_blank


def _count_words(read_passage: ReadPassage, section: Section) -> int:
    return count_words(read_passage(section.text).html)


def _find_unanswered(read_passage: ReadPassage, section: Section) -> tuple[str, ...]:
    return find_empty_headings(read_passage(section.text).html)


def _place(question: Question, lines: Lines) -> tuple[Location, str]:
    """Return where the words stand that a question is about, or else the key."""
    words = question.text.split()
    for written in (words, words[:FEW]):
        pattern = r"\s+".join(map(re.escape, written))
        location, source = locate(lines, question.path, pattern, question.key)
        if written and location.line:
            return location, source
    key = question.key
    return locate(lines, question.path, rf"^{key}\s*:") if key else (Location(question.path), "")
