"""What a person gives on the command line for a new entry, read as front matter would be."""

from cpdsite.errors import UsageError
from cpdsite.portfolio.dates import PartialDate
from cpdsite.portfolio.fields import ACTIVITY, find_fields
from cpdsite.portfolio.nodes import Node, Scalar


def read_given(kind: str, name: str, text: str) -> object:
    """Return the value of a key of a kind of entry; raises ``UsageError`` for what is none."""
    mistakes: list[str] = []

    def report(_: Node, message: str, hint: str) -> None:
        mistakes.append(f"--{name}: {message} ({hint})")

    value = find_fields(kind)[name].read(Scalar(text, 1, 1), report)
    if mistakes or not value:
        raise UsageError(mistakes[0] if mistakes else f"{name} is empty")
    return value


def read_given_date(kind: str, name: str, text: str) -> PartialDate:
    """Return a date that is given for a key of a kind of entry."""
    value = read_given(kind, name, text)
    if not isinstance(value, PartialDate):
        raise UsageError(f"--{name}: expected a date such as 2026-03-12")
    return value


def choose_name(kind: str, name: str) -> str:
    """Return the name of a new entry, which must have one that can make an address."""
    if name:
        return name
    option = "" if kind == ACTIVITY else f" --kind {kind}"
    raise UsageError(
        f"the title needs a letter or a digit, such as: cpdsite new{option} 'Negotiation'"
    )
