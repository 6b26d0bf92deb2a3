"""Styles within drawings: what they draw stays; what they would load or tell goes."""

import re

from cpdsite.media.vocabulary import PLAIN, PROPERTIES, PROPERTY_STARTS, STYLED

COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n]?|(.)|$)", re.DOTALL)
IMPORT = re.compile(r"@(?:import|namespace|charset)\b[^;{}]*;?", re.IGNORECASE)
ADDRESS = re.compile(r"""(?:url|src)\(\s*("[^"]*"|'[^']*'|[^)]*)\s*(?:\)|$)""", re.IGNORECASE)
EMBEDDED_FONT = re.compile(
    r"data:(?:font/[\w.+-]+|application/(?:x-)?font-[\w.+-]+)(?:;charset=[\w-]+)?;base64,[A-Za-z0-9+/=\s]*"
)
IMAGE = re.compile(r"(?:-webkit-)?(?:image-set|cross-fade|image)\(", re.IGNORECASE)
STRING = re.compile(r""""[^"]*(?:"|$)|'[^']*(?:'|$)""")
DECLARATION = re.compile(r"\s*(-{0,2}[a-zA-Z][\w-]*)\s*:(.*)", re.DOTALL)
LARGEST_CODE = 0x10FFFF


def clean_style(text: str) -> str:
    """Return a stylesheet without comments, imports and addresses outside the drawing."""
    # Escapes may spell a comment, and comments may divide what is an address without them.
    plain = COMMENT.sub(" ", ESCAPE.sub(_resolve, COMMENT.sub(" ", text)))
    # A space, since what stood on both sides of an import must not come together.
    worded = STRING.sub(_keep_words, IMPORT.sub(" ", plain))
    return IMAGE.sub("none(", ADDRESS.sub(_keep_own, worded)).strip()


def clean_value(text: str) -> str | None:
    """Return the value of an attribute that is read as a style, or nothing if it loads anything."""
    return text if clean_style(text) == text.strip() else None


def clean_declarations(text: str) -> str:
    """Return what a ``style`` attribute declares, without what programs write for themselves."""
    kept = []
    for part in _split(clean_style(text)):
        found = DECLARATION.fullmatch(part)
        if found and is_property(found[1].lower()):
            kept.append(f"{found[1]}:{found[2].strip()}")
    return ";".join(kept)


def is_property(name: str) -> bool:
    """Tell whether a name is a property that draws: programs write others for themselves."""
    return name.startswith(PROPERTY_STARTS) or name in PROPERTIES | STYLED | PLAIN


def _split(text: str) -> list[str]:
    """Return the declarations of a style; a semicolon in a string or an address divides none."""
    return re.findall(r"""(?:"[^"]*"|'[^']*'|\([^()]*\)|[^;"'(]|["'(])+""", text)


def _resolve(match: re.Match[str]) -> str:
    """Return the letter that an escape stands for, so that no name hides behind one."""
    code = int(match[1], 16) if match[1] else 0
    char = chr(code) if 0 < code <= LARGEST_CODE and not match[2] else match[2] or ""
    return char if char.isalnum() or char in ("-", "_") else ""


def _keep_words(match: re.Match[str]) -> str:
    """Return a string as it is, such as the name of a font; one that is an address is emptied."""
    words = match[0].strip("\"'")
    is_own = words.startswith("#") or EMBEDDED_FONT.fullmatch(words)
    return match[0] if is_own or not set(words) & {"/", ":"} else '""'


def _keep_own(match: re.Match[str]) -> str:
    address = match[1].strip().strip("\"'").strip()
    return match[0] if address.startswith("#") or EMBEDDED_FONT.fullmatch(address) else "none"
