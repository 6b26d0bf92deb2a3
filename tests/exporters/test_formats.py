"""The table of formats: one for each ending, and every one writes."""

import pytest

from cpdsite.cli.exporting import FORMS
from cpdsite.exporters.formats import FORMATS, find_format
from cpdsite.settings import RECORD_FILES
from cpdsite.site.record_files import NAMES


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("record.pdf", "pdf"),
        ("My Record.DOCX", "docx"),
        ("a.resume.json", "resume"),
        ("resume.json", "json"),
        ("a.pdf.txt", "txt"),
        ("record", None),
        ("record.doc", None),
        (".pdf", "pdf"),
    ],
)
def test_the_ending_says_which_format(name: str, form: str | None) -> None:
    assert find_format(name) == form


def test_settings_command_line_and_pages_name_formats_that_there_are() -> None:
    assert tuple(FORMATS) == FORMS
    assert set(RECORD_FILES) == set(NAMES)
    assert set(RECORD_FILES) < set(FORMATS)
    assert all(FORMATS[form].suffix == f".{form}" for form in RECORD_FILES)
