"""Word and Excel files opened by LibreOffice: what another program shows of them."""

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from cpdsite.exporters.formats import FORMATS
from cpdsite.importers.office import find_office
from tests.exporters import reading
from tests.exporters.example import open_example


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return the words that LibreOffice prints of the example, by format."""
    office = find_office()
    if office is None:
        pytest.skip("LibreOffice is not there")
    folder = tmp_path_factory.mktemp("office")
    request = open_example()["ikt"]
    for form in ("docx", "xlsx"):
        (folder / f"{form}.{form}").write_bytes(FORMATS[form].export(request).content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [str(office), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(folder / f"{form}.{form}") for form in ("docx", "xlsx")]
    ran = subprocess.run([*convert, *files], capture_output=True, check=True, timeout=120)
    assert b"error" not in ran.stderr.lower()
    return {form: read_words(folder / f"{form}.pdf") for form in ("docx", "xlsx")}


def read_words(path: Path) -> list[str]:
    return reading.read_pdf(path.read_bytes())


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_every_word_of_the_example_is_shown(form: str, shown: dict[str, list[str]]) -> None:
    request = open_example()["ikt"]
    expected = Counter(
        word for row in reading.expect_rows(request) for word in row if word.isalpha()
    )
    missing = expected - Counter(shown[form])
    # Some are divided at the end of a line, and what is a heading above a column stands once.
    assert sum(missing.values()) < 0.03 * sum(expected.values()), missing.most_common(20)


def test_the_form_is_that_of_the_scheme(shown: dict[str, list[str]]) -> None:
    words = " ".join(shown["docx"])
    for column in open_example()["ikt"].filed.record.scheme.sheet.columns:
        assert reading.find_words(column.label)[0] in words
    assert "covering the period from" in words
