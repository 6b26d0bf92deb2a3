"""Cells of evidence: links and files are read, and nothing else of them is ever shown."""

from cpdsite.importers.evidence import read_evidence
from cpdsite.importers.source import Cell
from cpdsite.importers.value import NOTHING, Value
from cpdsite.portfolio.activity import Evidence
from tests.importers.sources import find_scheme, make_cell, markdown


def read(value: str | Cell) -> Value:
    """Read a cell of evidence."""
    return read_evidence(make_cell("here", value), find_scheme())


def test_addresses_are_evidence() -> None:
    found = read(markdown("[Notes](https://example.org/a) and https://example.org/b_c."))
    assert found.value == (
        Evidence(link="https://example.org/a", title="Notes"),
        Evidence(link="https://example.org/b_c"),
    )
    assert found.is_partly
    alone = read("https://example.org/b_c")
    assert alone == Value((Evidence(link="https://example.org/b_c"),))


def test_what_stands_beside_links_as_evidence_is_kept_alone() -> None:
    cell = markdown("- [A](https://a.example/a)\n- Notes (notes.pdf)\n- [B](https://b.example/)")
    found = read(cell)
    assert len(found.value) == 2
    assert (found.is_partly, found.rest) == (True, "Notes (notes.pdf)")
    assert "names a file" in found.doubt
    sentence = "see https://a.example/a for more\nand notes"
    assert read(sentence).rest.split() == sentence.split()


def test_files_that_are_not_there_are_kept_with_a_doubt() -> None:
    found = read("certificate 1.pdf")
    assert (found.value, found.kept) == (None, "aside")
    assert "names a file" in found.doubt
    for text in ("A certificate is in my desk.", "What I can do now. " * 40):
        noted = read(text)
        assert (noted.value, noted.kept) == (None, "aside")
        assert "is no address and no file" in noted.doubt


def test_a_link_within_the_site_names_a_file() -> None:
    found = read(markdown("- [My notes](day/my%20notes%20%281%29.pdf)\n- [a.pdf](a.pdf)"))
    assert found.value == (
        Evidence(file="day/my notes (1).pdf", title="My notes"),
        Evidence("a.pdf"),
    )
    assert not found.doubt
    for address in ("mailto:a@example.org", "/etc/passwd", "#top", "javascript:x"):
        assert read(markdown(f"[A]({address})")).value is None


def test_more_than_an_entry_may_list_is_kept_aside() -> None:
    found = read("\n".join(f"https://example.org/{it}" for it in range(101)))
    assert (found.value, found.kept) == (None, "aside")
    assert found.doubt


def test_none_is_no_evidence() -> None:
    assert read("n/a") == NOTHING
