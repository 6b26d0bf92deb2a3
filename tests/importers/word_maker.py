"""Word files made by hand, piece by piece, as Word itself has written them over the years."""

from html import escape

from cpdsite.importers.archives import pack_parts

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"

STYLES = (
    "Heading 1",
    "Heading 2",
    "List Bullet",
    "List Number",
    "Activity title",
    "Section heading",
    "Action",
    "Action dates",
    "Quote",
)

NUMBERED = (
    '<w:abstractNum w:abstractNumId="{it}"><w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="{form}"/></w:lvl></w:abstractNum>'
)


def text(words: str, *, bold: bool = False, italic: bool = False, font: str = "") -> str:
    r"""Return a run; ``\n`` is a line break, ``\t`` a tab."""
    look = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    look += f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else ""
    inner = escape(words).replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    inner = inner.replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    return f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{inner}</w:t></w:r>"


def paragraph(*runs: str, style: str = "", number: int = 0, level: int = 0) -> str:
    """Return a paragraph of runs or plain words; ``number`` is 1 for bullets, 2 for numbers."""
    look = f'<w:pStyle w:val="{style.replace(" ", "")}"/>' if style else ""
    if number:
        look += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    inner = "".join(it if it.startswith("<") else text(it) for it in runs if it)
    return f"<w:p><w:pPr>{look}</w:pPr>{inner}</w:p>"


def cell(*blocks: str, across: int = 1, merged: str = "") -> str:
    """Return a cell of blocks or plain words; ``merged`` is ``restart`` or ``continue``."""
    look = f'<w:tcW w:w="{across * 1800}" w:type="dxa"/>'
    look += f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    look += f'<w:vMerge w:val="{merged}"/>' if merged else ""
    inner = [
        it if it.startswith("<w:") and not it.startswith("<w:r>") else paragraph(it)
        for it in blocks
    ]
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{''.join(inner) or '<w:p/>'}</w:tc>"


def row(*cells: str, is_head: bool = False, look: str = "") -> str:
    """Return a row of cells or plain words."""
    look += "<w:tblHeader/>" if is_head else ""
    inner = (it if it.startswith("<w:tc>") else cell(it) for it in cells)
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(inner)}</w:tr>"


def head(*labels: str, is_head: bool = True) -> str:
    """Return a row of labels in bold."""
    return row(*(cell(paragraph(text(it, bold=True))) for it in labels), is_head=is_head)


def table(*rows: str, columns: int = 5) -> str:
    """Return a table."""
    grid = '<w:gridCol w:w="1800"/>' * columns
    return f"<w:tbl><w:tblPr><w:tblW w:w='0' w:type='auto'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def legacy_box(*, ticked: bool, by_default: bool = False) -> str:
    """Return a form field of the older kind that is ticked or not."""
    state = '<w:default w:val="1"/>' if by_default else '<w:default w:val="0"/>'
    state += "<w:checked/>" if ticked and not by_default else ""
    data = f'<w:ffData><w:name w:val="Check1"/><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def legacy_text(words: str) -> str:
    """Return a form field of the older kind with words in it, or five blanks."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{text(words or chr(0x2002) * 5)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def legacy_choice(choices: tuple[str, ...], chosen: int) -> str:
    """Return a drop-down list of the older kind."""
    entries = "".join(f'<w:listEntry w:val="{escape(it)}"/>' for it in choices)
    data = f'<w:ffData><w:ddList><w:result w:val="{chosen}"/>{entries}</w:ddList></w:ffData>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMDROPDOWN </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(*, ticked: bool) -> str:
    """Return a content control that is ticked or not."""
    glyph = "☒" if ticked else "☐"
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent>{text(glyph, font='MS Gothic')}</w:sdtContent></w:sdt>"
    )


def control(words: str) -> str:
    """Return a content control with words in it, or its hint."""
    hint = "" if words else "<w:showingPlcHdr/>"
    shown = text(words or "Click or tap here to enter text.")
    return f"<w:sdt><w:sdtPr>{hint}<w:text/></w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>"


def symbol(font: str, char: str) -> str:
    """Return a character of a font of symbols."""
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def text_box(*blocks: str) -> str:
    """Return a box of text as Word writes it: once for new programs, once for old ones."""
    inner = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        f"</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def picture() -> str:
    """Return a picture that is not there."""
    return (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip r:link="rId99"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def link(key: str, words: str) -> str:
    """Return a link by its key."""
    return f'<w:hyperlink r:id="{key}">{text(words)}</w:hyperlink>'


def reference(kind: str, key: int) -> str:
    """Return what refers to a footnote, an endnote or a comment."""
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def inserted(words: str) -> str:
    """Return words that a tracked change inserts."""
    return f'<w:ins w:id="1" w:author="R. Pell">{text(words)}</w:ins>'


def deleted(words: str) -> str:
    """Return words that a tracked change deletes."""
    return f'<w:del w:id="2" w:author="R. Pell"><w:r><w:delText>{escape(words)}</w:delText></w:r></w:del>'


def word_file(
    *blocks: str,
    links: tuple[str, ...] = (),
    beside: tuple[tuple[str, str], ...] = (),
    others: dict[str, bytes] | None = None,
) -> bytes:
    """Return a Word file; ``beside`` holds the kinds of its other parts, and their XML.

    The first of ``links`` has the key ``rId100``.
    """
    relations = [("styles", "styles.xml", False), ("numbering", "numbering.xml", False)]
    parts = {"word/styles.xml": _styles(), "word/numbering.xml": _numbering()}
    for number, (kind, inner) in enumerate(beside, 1):
        tag = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        path = f"{kind}{number}.xml"
        parts[f"word/{path}"] = f"<w:{tag} {NAMES}>{inner}</w:{tag}>"
        relations.append((kind, path, False))
    placed = [(f"rId{number}", *it) for number, it in enumerate(relations, 1)]
    placed += [(f"rId{100 + number}", "hyperlink", it, True) for number, it in enumerate(links)]
    parts["word/_rels/document.xml.rels"] = _relations(placed)
    parts["word/document.xml"] = (
        f"<w:document {NAMES}><w:body>{''.join(blocks)}<w:p/><w:sectPr/></w:body></w:document>"
    )
    parts["_rels/.rels"] = _relations([("rId1", "officeDocument", "word/document.xml", False)])
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{TYPES}.styles+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{TYPES}.numbering+xml"/></Types>'
    )
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    made = {path: (declared + inner).encode() for path, inner in parts.items()}
    return pack_parts({**made, **(others or {})})


def _styles() -> str:
    inner = "".join(
        f'<w:style w:type="paragraph" w:styleId="{it.replace(" ", "")}"><w:name w:val="{it}"/></w:style>'
        for it in STYLES
    )
    return f"<w:styles {NAMES}>{inner}</w:styles>"


def _numbering() -> str:
    kinds = "".join(
        NUMBERED.format(it=it, form=form) for it, form in ((1, "bullet"), (2, "decimal"))
    )
    numbers = "".join(
        f'<w:num w:numId="{it}"><w:abstractNumId w:val="{it}"/></w:num>' for it in (1, 2)
    )
    return f"<w:numbering {NAMES}>{kinds}{numbers}</w:numbering>"


def _relations(placed: list[tuple[str, str, str, bool]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if away else ''}/>"
        for key, kind, target, away in placed
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
