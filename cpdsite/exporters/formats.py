"""The formats in which a record can be written: one function for each."""

from dataclasses import dataclass

from cpdsite.exporters.delimited import write_csv
from cpdsite.exporters.excel import write_excel
from cpdsite.exporters.export import Export
from cpdsite.exporters.interchange import write_json
from cpdsite.exporters.paste import write_text
from cpdsite.exporters.paste_page import write_page
from cpdsite.exporters.pdf import write_pdf
from cpdsite.exporters.resume import write_resume
from cpdsite.exporters.word import write_word


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, how the names of its files end, and what writes it."""

    title: str
    suffix: str
    export: Export


FORMATS = {
    "pdf": Format("PDF", ".pdf", write_pdf),
    "docx": Format("Word", ".docx", write_word),
    "xlsx": Format("Excel", ".xlsx", write_excel),
    "csv": Format("CSV", ".csv", write_csv),
    "json": Format("JSON", ".json", write_json),
    "txt": Format("Plain text, to paste", ".txt", write_text),
    "html": Format("A page to copy from", ".html", write_page),
    "resume": Format("JSON Resume", ".resume.json", write_resume),
}
"""Every format by the name that settings and the command line give it."""


def find_format(name: str) -> str | None:
    """Return the format that the name of a file asks for; the longest ending counts."""
    folded = name.casefold()
    fitting = [key for key, it in FORMATS.items() if folded.endswith(it.suffix)]
    return max(fitting, key=lambda key: len(FORMATS[key].suffix), default=None)
