"""The styles and numberings of the Word file, each under a name by which it can be restyled."""

from dataclasses import dataclass

from cpdsite.exporters.office_text import escape_text

STEP = 284
"""How far a level of a list is set in, in twentieths of a point."""

QUOTED = 170
"""How far a quotation is set in."""

DEEPEST = 8
"""Word numbers the levels of lists from 0 to 8; what is nested deeper stays on the last."""

BULLETS, TASKS, ACTIONS, FIRST_OWN = 1, 2, 3, 4
"""The numberings that every file has; each numbered list then has its own."""

BULLET_MARKS = ("\N{BULLET}", "\N{EN DASH}", "\N{BULLET}")

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT_FONT = '<w:rFonts w:ascii="Calibri" w:eastAsia="Calibri" w:hAnsi="Calibri" w:cs="Arial"/>'
CODE_FONT = '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Courier New"/>'
BOX_FONT = '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic"/>'
BOLD = "<w:b/><w:bCs/>"
PLAIN = '<w:b w:val="0"/><w:bCs w:val="0"/>'
QUIET = '<w:color w:val="595959"/>'
HAIR = 'w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"'
LINE = 'w:val="single" w:sz="8" w:space="0" w:color="262626"'


@dataclass(frozen=True, slots=True)
class Look:
    """A style: its name, what it is based on, and its properties in the order of the schema."""

    name: str
    based_on: str = ""
    paragraph: str = ""
    text: str = ""
    follows: str = ""
    is_level: bool = False
    """Whether each level of a list has one of its own, by a number after the name."""


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _border(side: str, kind: str) -> str:
    return f"<w:{side} {kind}/>"


KEPT = "<w:keepNext/><w:keepLines/>"
FIELD_RULE = f"<w:pBdr>{_border('bottom', HAIR)}{_border('between', HAIR)}</w:pBdr>"
FACT = "Cell text"

PARAGRAPHS = (
    Look("Record scheme", "Normal", f"<w:keepNext/>{_space(0, 20)}", f"{QUIET}{_size(20)}"),
    Look(
        "Record title",
        "Normal",
        f"{KEPT}{_space(0, 160)}<w:outlineLvl w:val='0'/>",
        f"{BOLD}{_size(36)}",
        follows="Record field",
    ),
    Look("Record field", "Normal", f"{KEPT}{FIELD_RULE}{_space(80, 80)}", _size(21)),
    Look("Record note", "Normal", f"<w:keepNext/>{_space(120, 0)}", f"{QUIET}{_size(18)}"),
    Look("Column label", "Normal", f"<w:keepNext/>{_space(0, 40)}", f"{BOLD}{_size(18)}"),
    Look(FACT, "Normal", _space(0, 80)),
    Look("Activity title", FACT, KEPT, BOLD, follows=FACT),
    Look("Activity dates", FACT),
    Look("Activity type", FACT),
    Look("Activity provider", FACT),
    Look("Activity hours", FACT),
    Look("Activity points", FACT),
    Look("Activity competence", FACT),
    Look("Activity evidence", FACT),
    Look("Section heading", FACT, f"{KEPT}{_space(0, 20)}", f"{BOLD}{QUIET}", follows=FACT),
    Look("Action", FACT, f'<w:numPr><w:numId w:val="{ACTIONS}"/></w:numPr>{_space(0, 20)}'),
    Look("Action dates", FACT, f'<w:ind w:left="{STEP}"/>', f"<w:i/><w:iCs/>{QUIET}"),
    Look("List Bullet", FACT, _space(0, 40)),
    Look("List Number", FACT, _space(0, 40)),
    Look("List Task", FACT, _space(0, 40)),
    Look("List Continue", FACT, is_level=True),
    Look(
        "Quotation",
        FACT,
        '<w:pBdr><w:left w:val="single" w:sz="12" w:space="6" w:color="A6A6A6"/></w:pBdr>',
        "<w:i/><w:iCs/>",
        is_level=True,
    ),
    Look("Code", FACT, "", f"{CODE_FONT}<w:noProof/>{_size(17)}", is_level=True),
    Look("Rule", FACT, f"<w:pBdr>{_border('bottom', HAIR)}</w:pBdr>{_space(0, 120)}", _size(8)),
    Look("Table text", FACT, _space(0, 20), _size(17)),
    Look("Table head", "Table text", "<w:keepNext/>", BOLD),
    Look("Table end", FACT, '<w:spacing w:before="0" w:after="0" w:line="60" w:lineRule="exact"/>'),
    Look("footer", "Normal", "", f"{QUIET}{_size(17)}"),
)
"""The styles of paragraphs. Those set in by a level of a list have one for each level."""

CHARACTERS = (
    Look("Field label", text=f"{BOLD}{_size(17)}"),
    Look("Field value"),
    Look("Label explanation", text=f"{PLAIN}{_size(16)}"),
    Look("Hyperlink", text='<w:color w:val="0B4F8A"/><w:u w:val="single"/>'),
    Look("Code text", text=f"{CODE_FONT}<w:noProof/>"),
    Look("Check box", text=BOX_FONT),
)


def identify(name: str) -> str:
    """Return the id of a style: its name without spaces."""
    return name.replace(" ", "")


def name_level(name: str, level: int) -> str:
    """Return the name of a style on a level of a list: ``Code``, ``Code 2``..."""
    return f"{name} {level + 1}" if level else name


def write_styles(language: str) -> str:
    """Return the element ``w:styles`` of a file in a language."""
    tag = escape_text(language)
    complex_tag = tag if language[:2] in RIGHT_TO_LEFT else "ar-SA"
    return (
        f"<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>{TEXT_FONT}{_size(19)}"
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{complex_tag}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="252" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
        ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f"{''.join(_write_paragraph(look) for look in PARAGRAPHS)}"
        f"{''.join(_write_style('character', look.name, look) for look in CHARACTERS)}"
        f"{_write_tables()}</w:styles>"
    )


def _write_paragraph(look: Look) -> str:
    levels = range(DEEPEST + 2 if look.is_level else 1)
    return "".join(
        _write_style(
            "paragraph",
            name_level(look.name, level),
            look,
            f'<w:ind w:left="{_indent(look, level)}"/>' if look.is_level else "",
        )
        for level in levels
    )


def _indent(look: Look, level: int) -> int:
    """Return how far a style is set in: a continued item from the first level on."""
    own = QUOTED if look.name == "Quotation" else 0
    return own + STEP * (level + 1 if look.name == "List Continue" else level)


def _write_style(kind: str, name: str, look: Look, indent: str = "") -> str:
    base = look.based_on or ("DefaultParagraphFont" if kind == "character" else "")
    following = f'<w:next w:val="{identify(look.follows)}"/>' if look.follows else ""
    properties = f"<w:pPr>{look.paragraph}{indent}</w:pPr>" if look.paragraph or indent else ""
    custom = "" if name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{identify(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{identify(base)}"/>{following}<w:uiPriority w:val="1"/><w:qFormat/>'
        f"{properties}{f'<w:rPr>{look.text}</w:rPr>' if look.text else ''}</w:style>"
    )


BUILT_IN = {
    *("footer", "Hyperlink", "List Bullet", "List Number", "List Continue"),
    *(f"List Continue {number}" for number in range(2, 6)),
}
"""Names that Word knows, and shows in the language of whoever reads."""


def _write_tables() -> str:
    sides = "".join(
        _border(side, HAIR) for side in ("left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        f"{_write_table_look('', 0, 0)}</w:style>"
        f"{_write_table('Record table', _border('top', LINE) + sides, (70, 40, 100))}"
        f"{_write_table('Prose table', _border('top', HAIR) + sides, (30, 20, 70))}"
    )


def _write_table(name: str, borders: str, margins: tuple[int, int, int]) -> str:
    top, bottom, side = margins
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identify(name)}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="1"/>'
        f"<w:qFormat/>{_write_table_look(f'<w:tblBorders>{borders}</w:tblBorders>', side, top, bottom)}"
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f"{_border('bottom', LINE)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )


def _write_table_look(borders: str, side: int, top: int, bottom: int = 0) -> str:
    widths = (("top", top), ("left", side), ("bottom", bottom), ("right", side))
    margins = "".join(f'<w:{it} w:w="{width}" w:type="dxa"/>' for it, width in widths)
    return (
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{borders}'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )


def write_numberings(own: tuple[tuple[int, int], ...]) -> str:
    """Return the element ``w:numbering``; ``own`` has the level and first number of each list."""
    kinds = (
        "".join(_write_level(level, "bullet", BULLET_MARKS[level % 3]) for level in range(9)),
        "".join(_write_level(level, "bullet", "") for level in range(9)),
        _write_level(0, "bullet", BULLET_MARKS[1], '<w:pStyle w:val="Action"/>'),
        "".join(_write_level(level, "decimal", f"%{level + 1}.") for level in range(9)),
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:nsid w:val="{0x43504430 + at:08X}"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        for at, levels in enumerate(kinds)
    )
    shared = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number - 1}"/></w:num>'
        for number in (BULLETS, TASKS, ACTIONS)
    )
    numbered = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="{level}">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for at, (level, start) in enumerate(own, FIRST_OWN)
    )
    return f"<w:numbering {NAMESPACE}>{abstract}{shared}{numbered}</w:numbering>"


def _write_level(level: int, form: str, mark: str, style: str = "") -> str:
    follows = "" if mark else '<w:suff w:val="nothing"/>'
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{style}{follows}'
        f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{STEP * (level + 1)}" w:hanging="{STEP}"/></w:pPr></w:lvl>'
    )


def write_fonts() -> str:
    """Return the part that says what each font is like, for where another must stand in."""
    fonts = (
        ("Calibri", "swiss", "variable"),
        ("Consolas", "modern", "fixed"),
        ("MS Gothic", "modern", "fixed"),
    )
    written = "".join(
        f'<w:font w:name="{name}"><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, family, pitch in fonts
    )
    return f"<w:fonts {NAMESPACE}>{written}</w:fonts>"
