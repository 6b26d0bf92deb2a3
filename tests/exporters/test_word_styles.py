"""The styles and numberings of the Word file."""

import xml.etree.ElementTree as ET

from cpdsite.exporters.word_styles import (
    ACTIONS,
    BULLETS,
    FIRST_OWN,
    TASKS,
    name_level,
    write_fonts,
    write_numberings,
    write_styles,
)
from tests.exporters.word_xml import WORD, find_disorder


def test_styles_are_in_order_and_refer_to_each_other() -> None:
    root = ET.fromstring(write_styles("en-GB"))  # noqa: S314 - our own
    assert list(find_disorder(root)) == []
    styles = root.findall(f"{WORD}style")
    ids = [it.get(f"{WORD}styleId") for it in styles]
    names = [it.find(f"{WORD}name").get(f"{WORD}val", "").lower() for it in styles]  # type: ignore[union-attr]
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)
    for kind in ("basedOn", "next"):
        assert {it.get(f"{WORD}val") for it in root.iter(f"{WORD}{kind}")} <= set(ids)


def test_each_level_of_a_list_has_a_style_for_what_goes_on_in_it() -> None:
    written = write_styles("en-GB")
    assert name_level("Code", 0) == "Code"
    for name in ("List Continue 9", "Quotation 10", "Code 2"):
        assert f'<w:name w:val="{name}"/>' in written
    second = written.partition('w:styleId="ListContinue2"')[2].partition("</w:style>")[0]
    assert '<w:ind w:left="568"/>' in second


def test_the_language_is_that_of_the_record() -> None:
    assert '<w:lang w:val="cy" w:eastAsia="cy" w:bidi="ar-SA"/>' in write_styles("cy")
    assert '<w:lang w:val="he" w:eastAsia="he" w:bidi="he"/>' in write_styles("he")


def test_each_numbered_list_begins_anew() -> None:
    root = ET.fromstring(write_numberings(((0, 5), (2, 1))))  # noqa: S314 - our own
    assert list(find_disorder(root)) == []
    numbers = {it.get(f"{WORD}numId"): it for it in root.findall(f"{WORD}num")}
    shared = {str(it) for it in (BULLETS, TASKS, ACTIONS)}
    assert set(numbers) == shared | {str(FIRST_OWN), str(FIRST_OWN + 1)}
    own = [numbers[str(FIRST_OWN + at)].find(f"{WORD}lvlOverride") for at in (0, 1)]
    assert [it.get(f"{WORD}ilvl") for it in own if it is not None] == ["0", "2"]
    assert [it[0].get(f"{WORD}val") for it in own if it is not None] == ["5", "1"]
    abstract = {it.get(f"{WORD}abstractNumId") for it in root.findall(f"{WORD}abstractNum")}
    used = {it[0].get(f"{WORD}val") for it in numbers.values()}
    assert used == abstract


def test_fonts_say_what_may_stand_in() -> None:
    root = ET.fromstring(write_fonts())  # noqa: S314 - our own
    pitches = {it.get(f"{WORD}name"): it[-1].get(f"{WORD}val") for it in root}
    assert pitches == {"Calibri": "variable", "Consolas": "fixed", "MS Gothic": "fixed"}
