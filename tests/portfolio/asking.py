"""The questions of ``check``, asked of small portfolios."""

import re
from collections.abc import Iterable
from typing import Any

from cpdsite.portfolio.activity import Acceptance
from cpdsite.portfolio.dates import Period, YearStart
from cpdsite.portfolio.question import Asking, Question
from cpdsite.portfolio.sections import Section
from tests.portfolio.values import TODAY


def make_asking(**values: Any) -> Asking:
    """Return what questions depend on, for prose that is plain text."""
    known: dict[str, Any] = {
        "today": TODAY,
        "year_starts": YearStart(),
        "record_period": Period(),
        "is_blank": lambda section: not section.text.strip(),
        "find_unanswered": lambda section: tuple(re.findall(r"(?m)^Open: (.*)$", section.text)),
        "count_words": lambda section: len(section.text.split()),
    }
    return Asking(**(known | values))


def find_codes(questions: Iterable[Question]) -> list[str]:
    """Return the code of each question."""
    return [it.code for it in questions]


def make_section(name: str, text: str = "Words.") -> Section:
    """Return a section of an entry."""
    return Section(name, name.title(), text, 9)


def accept(*codes: str) -> tuple[Acceptance, ...]:
    """Return what a file accepts."""
    return tuple(Acceptance(code, "a reason") for code in codes)
