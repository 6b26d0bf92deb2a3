"""Problems as values, and the exceptions that carry them.

CpdsiteError
├── ProblemsError   what a person wrote cannot be built; carries every problem (exit status 1)
├── RefusedError    a request that would lose or overwrite something (exit status 1)
└── UsageError      a request that makes no sense as it stands (exit status 2)
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What would break a line or act on a terminal, and what no encoding can write."""


class Severity(Enum):
    """How much a problem matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: path relative to the site; line and column from 1, 0 for none."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write the place as compilers do, ``path:line:column``."""
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers])


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what was expected and found, and how to mend it.

    Message and hint are one line each, whatever was found.
    """

    location: Location
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    source: str = ""

    def __post_init__(self) -> None:
        """Show what cannot be shown, and what would break a line, as U+FFFD."""
        for name in ("message", "hint"):
            text = getattr(self, name)
            if not text.isprintable():
                object.__setattr__(self, name, show_text(text))

    @property
    def is_error(self) -> bool:
        """Tell whether the problem stops the build."""
        return self.severity is Severity.ERROR


class CpdsiteError(Exception):
    """The base of every error that cpdsite raises on purpose."""


class ProblemsError(CpdsiteError):
    """What a person wrote cannot be built; ``problems`` says why, all of it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted and each once."""
        self.problems = sort_problems(problems)
        super().__init__(f"{len(self.problems)} problems")


class RefusedError(CpdsiteError):
    """A request that would lose or overwrite something; the message says what to do."""


class UsageError(CpdsiteError):
    """A request that makes no sense as it stands; the message says what to do."""


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems each once, by place, errors before warnings."""
    return tuple(
        sorted(
            set(problems),
            key=lambda it: (it.location, it.severity.value, it.code, it.message, it.hint),
        )
    )


def show_text(text: str) -> str:
    """Return a text on one line, with what cannot be shown as U+FFFD."""
    return UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)


def find_errors(problems: Iterable[Problem], *, strict: bool = False) -> tuple[Problem, ...]:
    """Return the problems that stop a build; with ``strict``, warnings are among them."""
    return tuple(problem for problem in problems if strict or problem.is_error)
