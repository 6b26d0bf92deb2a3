"""Formats of images by their first bytes, and images that must not be published as they are."""

import re
from pathlib import PurePosixPath

from cpdsite.errors import Location, Problem

DOCUMENT_START = b"%PDF-"
DOCUMENT_HEAD = 1024
"""How many bytes may stand before the start of a PDF file: readers look so far for it."""

HEAD_BYTES = 4096
"""How much of a file says what it is: an SVG may begin with a long comment."""

# Possessive, so that a file that is none is left at once.
PROLOGUE = rb"(?:(?><\?.*?\?>)|(?><!--.*?-->)|(?><!DOCTYPE\s+svg.*?>)|\s++)*+"
"""What may stand before the first element of an SVG file."""

SIGNATURES = (
    ("JPEG", rb"\xff\xd8\xff"),
    ("PNG", rb"\x89PNG\r\n\x1a\n"),
    ("GIF", rb"GIF8[79]a"),
    ("WebP", rb"RIFF....WEBP"),
    ("AVIF", rb"....ftyp(?:avif|avis|(?:mif1|msf1|miaf)(?:....){1,9}?avi[fs])"),
    ("HEIC", rb"....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)"),
    ("raw", rb"....ftypcrx |FUJIFILMCCD-RAW|\x00MRM"),
    ("ICO", rb"\x00\x00\x01\x00[\x01-\x40]\x00"),
    ("TIFF", rb"II[*+]\x00|MM\x00[*+]|IIRO|IIU\x00"),
    ("BMP", rb"BM....\x00\x00\x00\x00....[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00"),
    ("PSD", rb"8BPS\x00[\x01\x02]"),
    ("JPEG XL", rb"\xff\x0a|\x00\x00\x00\x0cJXL "),
    ("JPEG 2000", rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51"),
    ("XCF", rb"gimp xcf"),
    ("SVG", rb"(?:\xef\xbb\xbf)?" + PROLOGUE + rb"<svg[\s/>]"),
)
"""How files of each format begin; what an earlier one takes is no later one's."""

PATTERNS = tuple((name, re.compile(pattern, re.DOTALL)) for name, pattern in SIGNATURES)

ENDINGS = {
    "JPEG": ("jpg", "jpeg"),
    "PNG": ("png",),
    "GIF": ("gif",),
    "WebP": ("webp",),
    "AVIF": ("avif",),
    "ICO": ("ico",),
    "SVG": ("svg",),
}
"""The formats that cpdsite can make again, and the endings of files in them."""

UNCLEANABLE = frozenset(
    [
        "heic",
        "heif",
        "hif",
        "tif",
        "tiff",
        "bmp",
        "dib",
        "jxl",
        "jp2",
        "j2k",
        "jpf",
        "jpx",
        "psd",
        "psb",
        "xcf",
        "tga",
        "pcx",
        "svgz",
        "eps",
        "emf",
        "wmf",
        "dng",
        "cr2",
        "cr3",
        "crw",
        "nef",
        "nrw",
        "arw",
        "srf",
        "sr2",
        "orf",
        "rw2",
        "raf",
        "pef",
        "srw",
        "raw",
        "rwl",
        "3fr",
        "iiq",
        "mrw",
        "x3f",
        "erf",
    ]
)
"""Endings of formats that can carry metadata and that cpdsite cannot make again."""

EXPORT = "export it as JPEG or PNG, and use that file instead"


def find_ending(path: str) -> str:
    """Return the ending of a file's name in lower case without its dot; ``""`` for none."""
    return PurePosixPath(path).suffix[1:].casefold()


def find_format(data: bytes) -> str:
    """Return the format of an image by its first bytes; ``""`` where it is none that is known."""
    head = data[:HEAD_BYTES]
    return next((name for name, pattern in PATTERNS if pattern.match(head)), "")


def is_document(path: str, data: bytes) -> bool:
    """Tell whether a file is a PDF file, by its ending or by its first bytes."""
    return find_ending(path) == "pdf" or DOCUMENT_START in data[:DOCUMENT_HEAD]


def find_disguise(path: str, data: bytes) -> tuple[Problem, ...]:
    """Return why a file may not be published as it is: it is an image, and carries metadata.

    ``data`` holds at least its first ``HEAD_BYTES``. Files whose ending is that of an image
    which is made again are not asked about.
    """
    name, ending, found = PurePosixPath(path).name, find_ending(path), find_format(data)
    if ending in UNCLEANABLE:
        message = f"{name} is an image of a kind whose metadata cpdsite cannot take out"
        hint = "save it as plain SVG" if ending == "svgz" else EXPORT
        return (Problem(Location(path), "image", message, hint),)
    if not found:
        return ()
    message = f"{name} is {name_format(found)}, which its ending does not say"
    return (Problem(Location(path), "image", message, advise(path, found)),)


def name_format(found: str) -> str:
    """Return a format with its article, as sentences have it."""
    if found == "raw":
        return "a camera's raw image"
    article = "an" if found in ("AVIF", "ICO", "SVG", "XCF") else "a"
    return f"{article} {found} image"


def advise(path: str, found: str) -> str:
    """Return what to do with an image whose name does not say which format it has."""
    if found not in ENDINGS:
        return EXPORT
    wanted = PurePosixPath(path).with_suffix(f".{ENDINGS[found][0]}").name
    return f"rename it to {wanted}, also where it is used"
