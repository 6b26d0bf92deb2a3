"""Front matter made by hand, read with one reader."""

from cpdsite.portfolio.nodes import Mapping, Node, Scalar, Sequence
from cpdsite.portfolio.readers import Reader, Value

Written = str | list["Written"] | dict[str, "Written"]
Note = tuple[str, str]
"""What a reader reported: the message and the hint."""


def make_node(written: Written) -> Node:
    """Return the node that plain data stands for."""
    match written:
        case str():
            return Scalar(written, 1, 1)
        case list():
            return Sequence(tuple(make_node(item) for item in written), 1, 1)
        case dict():
            pairs = ((Scalar(key, 1, 1), make_node(value)) for key, value in written.items())
            return Mapping(tuple(pairs), 1, 1)


def read(reader: Reader[Value], written: Written) -> tuple[Value | None, list[Note]]:
    """Return what a reader makes of plain data, and what it reports."""
    notes: list[Note] = []

    def report(_: Node, message: str, hint: str) -> None:
        notes.append((message, hint))

    return reader(make_node(written), report), notes
