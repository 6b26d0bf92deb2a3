"""Files with a record in them, each read and gathered by what kind of file it is."""

from dataclasses import dataclass, replace
from pathlib import Path

from cpdsite.content.load import load_schemes
from cpdsite.errors import ProblemsError, RefusedError, UsageError, show_text
from cpdsite.importers.exchange import is_exchange, read_exchange
from cpdsite.importers.gathered import Gathered
from cpdsite.importers.json_text import decode_json
from cpdsite.importers.resume import is_resume, read_resume
from cpdsite.limits import IMPORT_BYTES
from cpdsite.portfolio.scheme import Scheme
from cpdsite.settings import Settings

JSON = ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """How a table is read: headings with their fields, the order of dates, a year where none is."""

    mapping: tuple[tuple[str, str], ...] = ()
    date_order: str = ""
    year: int


def choose_scheme(root: Path, settings: Settings, name: str) -> Scheme:
    """Return the scheme by which columns are told: that of a name, or the site's first.

    Raises ``ProblemsError`` where it cannot be read.
    """
    asked = replace(settings, scheme=(name.casefold(),)) if name else settings
    schemes, problems = load_schemes(root, asked)
    if not schemes:
        raise ProblemsError(problems)
    return schemes[0]


def gather_file(path: Path, scheme: Scheme, options: SourceOptions) -> Gathered:
    """Return what a file holds; raises ``RefusedError`` for one that is no record."""
    name, data = show_text(path.name), _read(path)
    if path.suffix.casefold() == JSON:
        return _gather_json(name, data, scheme)
    # Imported here because JSON needs none of what reads tables.
    from cpdsite.importers.gather import Options, gather
    from cpdsite.importers.reading import read_source

    asked = Options(options.mapping, options.date_order, options.year)
    return gather(read_source(name, data), scheme, asked)


def _read(path: Path) -> bytes:
    if not path.exists():
        raise UsageError(f"there is no file {show_text(str(path))}")
    # To open a pipe or a device may wait for ever.
    if not path.is_file():
        raise UsageError(f"{show_text(str(path))} is no file: name a file with a record in it")
    with path.open("rb") as file:
        data = file.read(IMPORT_BYTES + 1)
    if len(data) > IMPORT_BYTES:
        message = f"{show_text(path.name)}: expected at most {IMPORT_BYTES:,} bytes, found more"
        raise RefusedError(f"{message}: divide the file")
    return data


def _gather_json(name: str, data: bytes, scheme: Scheme) -> Gathered:
    document = decode_json(name, data)
    if is_exchange(document):
        return read_exchange(document)
    if is_resume(document):
        return read_resume(document, scheme)
    raise RefusedError(
        f"{name} is neither a record of cpdsite export nor a JSON Resume: "
        "a record begins with version and activities, a JSON Resume with basics or certificates"
    )
