"""What the template of the record sheet sees."""

from dataclasses import dataclass

from cpdsite.site.views import ActionView, HeadView, LinkView, Prose, SiteView


@dataclass(frozen=True, slots=True)
class HeaderFieldView:
    """A field above the record; ``tick`` is ``""``, ``ticked`` or ``empty``."""

    label: str
    text: str
    tick: str


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of the record; the width in per cent."""

    label: str
    width: int


@dataclass(frozen=True, slots=True)
class TextPart:
    """A short text in a cell of the record; ``field`` says which, ``url`` where it leads."""

    field: str
    text: str
    url: str = ""
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class ProsePart:
    """A section in a cell of the record, below its heading if it has one there."""

    field: str
    prose: Prose
    heading: str = ""
    kind: str = "prose"


@dataclass(frozen=True, slots=True)
class ActionPart:
    """A further action in a cell of the record."""

    action: ActionView
    kind: str = "action"


@dataclass(frozen=True, slots=True)
class FileView:
    """The record as a file: its format, where it is, what to call it on a reader's disk.

    ``size`` is in words, ``""`` where the file is not made yet, as in the preview.
    """

    title: str
    url: str
    media_type: str
    name: str
    size: str


PartView = TextPart | ProsePart | ActionPart


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the record; ``mark`` is the status of what is not published yet."""

    id: str
    mark: str
    cells: tuple[tuple[PartView, ...], ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """The record sheet of a period; template ``record.html``."""

    site: SiteView
    head: HeadView
    scheme: str
    note: str
    own_note: str
    period: str
    header: tuple[HeaderFieldView, ...]
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]
    others: tuple[LinkView, ...]
    files: tuple[FileView, ...]
    paper: str
