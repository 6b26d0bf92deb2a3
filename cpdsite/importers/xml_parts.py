"""XML of files that strangers made: read without entities, without a DTD, and not too deep."""

from collections.abc import Callable
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from cpdsite.errors import RefusedError
from cpdsite.limits import DEEPEST_XML, MOST_XML_ELEMENTS

STRICT = "http://purl.oclc.org/ooxml/"
"""How the names of Word's strict form begin; the usual form's take their place."""

USUAL = {
    "wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "spreadsheetml/main": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "officeDocument/relationships": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}

SAVE_AGAIN = "open it in the program that made it, save it again, and import that"

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Words = Callable[[str], None]


def scan_xml(name: str, data: bytes, start: Start, end: End, words: Words) -> None:
    """Call a function for each start, end and text of an XML document, names as ``{uri}local``.

    Raises ``RefusedError``, with the file's name, where it is damaged, declares a document type
    or an entity, is too deep or has too many elements.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    depth = count = 0

    def refuse_declaration(*_: object) -> None:
        raise RefusedError(
            f"{name} declares a document type, which Office files never do: {SAVE_AGAIN}"
        )

    def start_element(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > DEEPEST_XML:
            raise RefusedError(
                f"{name} is nested more than {DEEPEST_XML} levels deep: {SAVE_AGAIN}"
            )
        if count > MOST_XML_ELEMENTS:
            raise RefusedError(
                f"{name} has more than {MOST_XML_ELEMENTS:,} elements: divide it, and import the parts"
            )
        start(_name(tag), {_name(key): value for key, value in attributes.items()})

    def end_element(tag: str) -> None:
        nonlocal depth
        depth -= 1
        end(_name(tag))

    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_declaration
    parser.EntityDeclHandler = refuse_declaration
    parser.StartElementHandler = start_element
    parser.EndElementHandler = end_element
    parser.CharacterDataHandler = words
    try:
        parser.Parse(data, True)  # noqa: FBT003 - it takes no names
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise RefusedError(f"{name} is damaged: {SAVE_AGAIN}") from error


def read_xml(name: str, data: bytes) -> Element:
    """Return the tree of an XML document; it is refused as ``scan_xml`` says."""
    builder = TreeBuilder()

    def start(tag: str, attributes: dict[str, str]) -> None:
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        builder.end(tag)

    scan_xml(name, data, start, end, builder.data)
    return builder.close()


def check_xml(name: str, data: bytes) -> None:
    """Raise ``RefusedError`` for an XML document that ``scan_xml`` would not read."""

    def ignore(*_: object) -> None:
        """Look no further."""

    scan_xml(name, data, ignore, ignore, ignore)


def _name(tag: str) -> str:
    uri, brace, local = tag.rpartition("}")
    if not brace:
        return tag
    if uri.startswith(STRICT):
        uri = USUAL.get(uri.removeprefix(STRICT), uri)
    return f"{{{uri}}}{local}"
