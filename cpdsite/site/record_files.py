"""The files beside the record sheets, in each format that the settings name."""

from collections.abc import Callable, Iterator
from functools import partial

from cpdsite.portfolio.activity import Activity
from cpdsite.portfolio.paths import is_elsewhere
from cpdsite.portfolio.record import Record
from cpdsite.portfolio.sheets import FiledRecord, Links
from cpdsite.site.activities import find_evidence_path
from cpdsite.site.directory import Directory
from cpdsite.site.gate import file_url
from cpdsite.site.outputs import Filed, Once
from cpdsite.site.record_views import FileView
from cpdsite.site.urls import join_base
from cpdsite.site.views import Prose

FindProse = Callable[[Activity, str], Prose]
"""What gives the prose of a section of an activity, by the section's name."""

NAMES = {
    "pdf": ("PDF", "application/pdf"),
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "txt": ("Plain text", "text/plain"),
}
"""What each format is called, and its media type."""

STEPS = ("bytes", "kB", "MB")
STEP = 1000


def make_files(
    url: str, record: Callable[[], Record], find_prose: FindProse, directory: Directory
) -> Iterator[Filed]:
    """Yield the files beside a record sheet, made of one record."""
    make_filed = Once(partial(_file_lazily, record, find_prose, directory))
    fonts = tuple(sorted(directory.fonts.items()))
    for form in directory.settings.record_files:
        target = f"{url}record.{form}"
        origin = f"the file {target}"
        yield Filed(target, form, make_filed, fonts if form == "pdf" else (), origin)


def view_file(file: Filed, name: str, directory: Directory) -> FileView:
    """Return the link to a file; ``name`` is what it is to be called on a reader's disk."""
    title, media_type = NAMES[file.form]
    size = directory.measure(file) if directory.measure else None
    return FileView(
        title=title,
        url=file.url,
        media_type=media_type,
        name=f"{name}.{file.form}",
        size="" if size is None else write_size(size),
    )


def write_size(size: int) -> str:
    """Write a size in bytes in round figures: ``48 kB``, ``1.2 MB``."""
    number, step = float(size), 0
    while number >= STEP - 0.5 and step < len(STEPS) - 1:
        number, step = number / STEP, step + 1
    is_small = step == len(STEPS) - 1 and number < STEP / 100
    return f"{number:.1f} {STEPS[step]}" if is_small else f"{number:.0f} {STEPS[step]}"


def _file_lazily(
    record: Callable[[], Record], find_prose: FindProse, directory: Directory
) -> FiledRecord:
    return file_record(record(), find_prose, directory, is_own=False)


def file_record(
    record: Record, find_prose: FindProse, directory: Directory, *, is_own: bool
) -> FiledRecord:
    """Return a record with where its links lead from a file: to pages and files that are published.

    Without the site's address, nothing is known of where they are, and the words stay alone.
    """
    settings = directory.settings
    pairs = ((row.activity, section) for row in record.rows for section in row.activity.sections)
    links = (
        ((it.path, section.name), _point_outside(find_prose(it, section.name), directory))
        for it, section in pairs
        if directory.read_passage(section.text).links or directory.read_passage(section.text).images
    )
    return FiledRecord(
        record=record,
        language=settings.language,
        paper=settings.paper,
        note=settings.record_note,
        year_starts=settings.year_starts,
        links=tuple((key, found) for key, found in links if found),
        addresses=tuple(_find_addresses(record, directory)),
        is_own=is_own,
    )


def _point_outside(prose: Prose, directory: Directory) -> Links:
    base = directory.base_url
    return tuple(
        (address, join_base(base, url) if url and base and not is_elsewhere(url) else "")
        for address, url in prose.links
    )


def _find_addresses(record: Record, directory: Directory) -> Iterator[tuple[tuple[str, str], str]]:
    for activity in (row.activity for row in record.rows):
        for it in activity.evidence:
            path = find_evidence_path(it, activity, directory)
            if it.public and path and directory.base_url:
                url = file_url(activity, path, directory)
                yield (activity.path, it.file), join_base(directory.base_url, url)
