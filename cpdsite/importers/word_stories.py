"""What a Word file holds as trees: its text, and each thing that stands beside it."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element as XmlElement
from xml.etree.ElementTree import SubElement

from cpdsite.errors import RefusedError
from cpdsite.importers.word_markup import Prepared, clamp_spans, prepare_part
from cpdsite.importers.word_parts import W, WordFile, pack_word
from cpdsite.importers.word_symbols import MARK, clean_words, make_mark
from cpdsite.limits import MOST_WORD_ELEMENTS, SHEET_CELLS
from cpdsite.prose.convert import clean_html
from cpdsite.prose.tree import Document, Node, find_text, parse_html

STORY = "story"

STYLES = """
p[style-name='Activity title'] => h1:fresh
p[style-name='Section heading'] => h2:fresh
p[style-name='Activity provider'] => h6:fresh
p[style-name='Action'] => ul > li:fresh
p[style-name='Action dates'] => ul > li:separator(' ')
p[style-name^='Heading 1'] => h3:fresh
p[style-name^='Heading 2'] => h4:fresh
p[style-name^='Heading 3'] => h5:fresh
p[style-name^='Heading'] => h6:fresh
p[style-name='Title'] => h3:fresh
p[style-name='Subtitle'] => h4:fresh
p[style-name='Table end'] => !
p[style-name='Rule'] => hr:fresh
p[style-name='Quotation']:unordered-list(1) => blockquote > ul > li:fresh
p[style-name='Quotation']:ordered-list(1) => blockquote > ol > li:fresh
p[style-name='Quotation'] => blockquote > p:fresh
p[style-name='Quotation 2'] => ul|ol > li > blockquote > p:fresh
p[style-name='Quotation 3'] => ul|ol > li > ul|ol > li > blockquote > p:fresh
p[style-name='List Continue'] => ul|ol > li > p:fresh
p[style-name='List Continue 2'] => ul|ol > li > ul|ol > li > p:fresh
p[style-name='List Continue 3'] => ul|ol > li > ul|ol > li > ul|ol > li > p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Code'] => pre:fresh
p[style-name='Code 2'] => ul|ol > li > pre:fresh
p[style-name='Code 3'] => ul|ol > li > ul|ol > li > pre:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Preformatted Text'] => pre:separator('\\n')
p:unordered-list(1) => ul > li:fresh
p:unordered-list(2) => ul|ol > li > ul > li:fresh
p:unordered-list(3) => ul|ol > li > ul|ol > li > ul > li:fresh
p:unordered-list(4) => ul|ol > li > ul|ol > li > ul|ol > li > ul > li:fresh
p:unordered-list(5) => ul|ol > li > ul|ol > li > ul|ol > li > ul|ol > li > ul > li:fresh
p:ordered-list(1) => ol > li:fresh
p:ordered-list(2) => ul|ol > li > ol > li:fresh
p:ordered-list(3) => ul|ol > li > ul|ol > li > ol > li:fresh
p:ordered-list(4) => ul|ol > li > ul|ol > li > ul|ol > li > ol > li:fresh
p:ordered-list(5) => ul|ol > li > ul|ol > li > ul|ol > li > ul|ol > li > ol > li:fresh
r[style-name='Strong'] => strong
r[style-name='Emphasis'] => em
r[style-name='Code text'] => code
r[style-name='Code'] => code
r[style-name='HTML Code'] => code
r[style-name='Source Text'] => code
"""
"""What Word's styles become: those of our own sheet first, the headings of others below them."""

FAULTS = (LookupError, ValueError, TypeError, AttributeError, RecursionError, OSError)
"""What the library raises on XML that is no Word text."""


@dataclass(frozen=True, slots=True)
class Story:
    """What stands in one place of a file: its kind, its key, who wrote it, its tree."""

    kind: str
    key: str
    author: str
    document: Document


@dataclass(frozen=True, slots=True)
class _Told:
    kind: str
    key: str
    author: str
    elements: tuple[XmlElement, ...]


def read_stories(name: str, source: WordFile) -> tuple[tuple[Story, ...], Prepared]:
    """Return the text of a Word file, what stands beside it, and what was left out.

    In the text, marks stand where a note, a comment or a box of text belongs. Raises
    ``RefusedError`` for a file that is damaged or too long.
    """
    prepared = Prepared()
    told = tuple(_tell(name, source, prepared))
    told += tuple(
        _Told("box", str(number), "", tuple(box)) for number, box in enumerate(prepared.boxes)
    )
    body = XmlElement(f"{W}body")
    for number, story in enumerate(told):
        run = SubElement(SubElement(body, f"{W}p"), f"{W}r")
        SubElement(run, f"{W}t").text = make_mark(STORY, number)
        body.extend(story.elements)
    spans = clamp_spans(body)
    count = sum(1 for _ in body.iter())
    if spans > SHEET_CELLS or count > MOST_WORD_ELEMENTS:
        raise RefusedError(
            f"{name} has more than {MOST_WORD_ELEMENTS:,} pieces of text and formatting: "
            "divide it, and import the parts"
        )
    document = parse_html(clean_html(_convert(name, pack_word(body, prepared.links, source))))
    stories = dict(_divide(document))
    return tuple(
        Story(it.kind, it.key, it.author, stories.get(number, ())) for number, it in enumerate(told)
    ), prepared


def _tell(name: str, source: WordFile, prepared: Prepared) -> Iterator[_Told]:
    body = source.text.root.find(f"{W}body")
    if body is None:
        raise RefusedError(
            f"{name} holds no Word text: open it in Word or LibreOffice and save it as .docx"
        )
    prepare_part(source.text, body, prepared)
    yield _Told("text", "", "", tuple(body))
    for part in source.beside:
        prepare_part(part, part.root, prepared)
        if part.kind in ("header", "footer"):
            yield _Told(part.kind, "", "", tuple(part.root))
            continue
        for it in part.root:
            if it.get(f"{W}type", "normal") == "normal":
                author = clean_words(it.get(f"{W}author", "")).strip()
                yield _Told(part.kind.removesuffix("s"), it.get(f"{W}id", ""), author, tuple(it))


def _convert(name: str, data: bytes) -> str:
    import mammoth

    try:
        converted = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=STYLES,
            include_default_style_map=False,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=_leave_out,
            ignore_empty_paragraphs=False,
        )
    except FAULTS as error:
        raise RefusedError(
            f"{name} cannot be read as a Word file: open it in Word or LibreOffice, "
            "save it again as .docx, and import that"
        ) from error
    return str(converted.value)


def _leave_out(_image: object) -> list[object]:
    return []


def _divide(document: Iterable[Node]) -> Iterator[tuple[int, Document]]:
    number = -1
    found: list[Node] = []
    for node in document:
        mark = None if isinstance(node, str) else MARK.fullmatch(find_text((node,)).strip())
        if mark and mark[1] == STORY:
            yield number, tuple(found)
            number, found = int(mark[2]), []
        else:
            found.append(node)
    yield number, tuple(found)
