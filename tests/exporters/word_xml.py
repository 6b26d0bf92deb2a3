"""Reads the XML of Word files: what stands where, and in which order."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NEWER = "{http://schemas.microsoft.com/office/word/2010/wordml}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMESPACES = f'xmlns:w="{WORD[1:-1]}" xmlns:w14="{NEWER[1:-1]}" xmlns:r="{RELATED[1:-1]}"'

ORDERS = {
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr shd tabs bidi spacing ind "
    "contextualSpacing jc outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs strike noProof color sz szCs u shd vertAlign rtl lang",
    "pBdr": "top left bottom right between",
    "numPr": "ilvl numId",
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook "
    "tblCaption tblDescription",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tcPr": "tcW gridSpan tcBorders",
    "sdtPr": "rPr alias tag id lock placeholder showingPlcHdr text checkbox",
    "sectPr": "headerReference footerReference pgSz pgMar cols",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr "
    "trPr tcPr tblStylePr",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol "
    "listSeparator",
}
"""The order that the schema demands of the children of an element, of those that we write."""


def name_tag(element: ET.Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def find_disorder(root: ET.Element) -> Iterator[str]:
    """Yield each element of which the children are unknown or out of the order of the schema."""
    for element in root.iter():
        order = ORDERS.get(name_tag(element), "").split()
        if order:
            places = [order.index(name_tag(it)) if name_tag(it) in order else -1 for it in element]
            if -1 in places or places != sorted(places):
                yield f"{name_tag(element)}: {' '.join(map(name_tag, element))}"
    # A cell ends in a paragraph, and no cell is without one.
    for cell in root.iter(f"{WORD}tc"):
        if name_tag(cell[-1]) != "p":
            yield "tc: ends in a table"


def parse_parts(xml: str) -> ET.Element:
    """Return pieces of a document within one element, once they are found in order."""
    root = ET.fromstring(f"<body {NAMESPACES}>{xml}</body>")  # noqa: S314 - our own
    assert list(find_disorder(root)) == []
    return root


def find_style(paragraph: ET.Element) -> str:
    """Return the id of the style of a paragraph."""
    return paragraph.find(f"{WORD}pPr/{WORD}pStyle").get(f"{WORD}val", "")  # type: ignore[union-attr]


def read_text(element: ET.Element) -> str:
    """Return the text of an element, with its line breaks and tabs."""
    marks = {f"{WORD}br": "\n", f"{WORD}tab": "\t"}
    return "".join(marks.get(it.tag, "") + (it.text or "") for it in element.iter())


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the members of an office file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
