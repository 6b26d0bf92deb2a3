"""Small real images of every format, with a word in each slot that can hold one."""

import io
import itertools
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageChops, ImageCms
from pypdf import PdfWriter

from cpdsite.media.pictures import make_picture

CANARY = "canary"
SVG = "http://www.w3.org/2000/svg"
FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WebP", "avif": "AVIF", "ico": "ICO"}


def make_image(size: tuple[int, int] = (32, 16), mode: str = "RGB") -> Image.Image:
    """Return a picture whose corners differ: red, green, blue and white, in blocks of a quarter."""
    image = Image.new("RGB", size, "white")
    width, height = size[0] // 2, size[1] // 2
    for place, colour in (((0, 0), "red"), ((width, 0), "lime"), ((0, height), "blue")):
        image.paste(colour, (*place, place[0] + width, place[1] + height))
    return image.convert(mode)


def encode(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return an image as a file of a format."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def make_picture_file(ending: str = "png") -> bytes:
    """Return a plain image in the format of an ending."""
    if ending == "svg":
        return f'<svg xmlns="{SVG}" viewBox="0 0 2 1"><rect width="2" height="1"/></svg>'.encode()
    return encode(make_image(), FORMATS[ending])


def open_image(data: bytes) -> Image.Image:
    """Return an image read in full."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def make_exif(orientation: int = 1) -> bytes:
    """Return Exif, as it lies in a file, with words in its texts, place, maker's note and thumbnail."""
    thumbnail = add_segments(encode(make_image((8, 8)), "JPEG"), ((0xFE, b"canary-thumbnail"),))
    data = bytearray(b"II*\x00\x08\x00\x00\x00")
    heap = bytearray()
    heap_start = 400

    def entry(tag: int, kind: int, value: bytes | int) -> bytes:
        if isinstance(value, int):
            return struct.pack("<HHII", tag, kind, 1, value)
        place = heap_start + len(heap)
        heap.extend(value + b"\x00")
        return struct.pack("<HHII", tag, kind, len(value), place)

    def directory(*entries: bytes, following: int = 0) -> bytes:
        return struct.pack("<H", len(entries)) + b"".join(entries) + struct.pack("<I", following)

    first = directory(
        entry(0x010E, 2, b"canary-description"),
        entry(0x0112, 3, orientation),
        entry(0x013B, 2, b"canary-artist"),
        entry(0x8769, 4, 100),
        entry(0x8825, 4, 200),
        following=300,
    )
    data += first.ljust(92, b"\x00")
    data += directory(
        entry(0x927C, 7, b"canary-maker-note"), entry(0x9286, 7, b"canary-user-comment")
    ).ljust(100, b"\x00")
    data += directory(entry(0x001B, 7, b"canary-gps"), entry(0x001D, 2, b"2026:01:02")).ljust(
        100, b"\x00"
    )
    place = heap_start + len(heap)
    heap.extend(thumbnail)
    data += directory(
        entry(0x0103, 3, 6), entry(0x0201, 4, place), entry(0x0202, 4, len(thumbnail))
    ).ljust(100, b"\x00")
    assert len(data) == heap_start
    return bytes(data + heap)


def make_profile() -> bytes:
    """Return a colour profile whose description is a word."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    name = "sRGB built-in".encode("utf-16-be")
    assert name in profile
    return profile.replace(name, "canary-icc-13".encode("utf-16-be"))


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>canary-xmp</a></x:xmpmeta>'


def add_segments(jpeg: bytes, segments: tuple[tuple[int, bytes], ...]) -> bytes:
    """Return a JPEG with segments behind its first two bytes."""
    added = (b"\xff" + bytes([m]) + struct.pack(">H", len(it) + 2) + it for m, it in segments)
    return jpeg[:2] + b"".join(added) + jpeg[2:]


def make_chunk(name: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def read_chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name and the data of each chunk of a PNG."""
    place = 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def add_chunks(png: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG with chunks behind its header."""
    header = 33
    return png[:header] + b"".join(make_chunk(*it) for it in chunks) + png[header:]


def fill_jpeg(orientation: int = 1, *, profile: bool = True) -> bytes:
    """Return a JPEG with a word in every slot; of the profile, a change of colours is made."""
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x10\x1c\x02\x78\x00\x0bcanary-iptc"
    segments = (
        (0xE1, b"Exif\x00\x00" + make_exif(orientation)),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + XMP),
        *[(0xE2, b"ICC_PROFILE\x00\x01\x01" + make_profile())] * profile,
        (0xED, iptc),
        (0xEB, b"canary-app11"),
        (0xFE, b"canary-comment"),
    )
    plain = encode(make_image(), "JPEG", quality=95, subsampling=0)
    return add_segments(plain, segments) + b"canary-trailer"


def fill_png(*, profile: bool = True) -> bytes:
    """Return a PNG with a word in every slot."""
    packed = zlib.compress(b"canary-packed")
    return (
        add_chunks(
            encode(make_image(), "PNG"),
            *[(b"iCCP", b"canary-icc-name\x00\x00" + zlib.compress(make_profile()))] * profile,
            (b"tEXt", b"Author\x00canary-text"),
            (b"zTXt", b"Comment\x00\x00" + packed),
            (b"iTXt", b"Title\x00\x01\x00en\x00canary-keyword\x00" + packed),
            (b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + XMP),
            (b"eXIf", make_exif()),
            (b"tIME", b"\x07\xea\x01\x02\x03\x04\x05"),
            (b"caNy", b"canary-chunk"),
        )
        + b"canary-trailer"
    )


def fill_gif() -> bytes:
    """Return a GIF with a word in every slot."""
    plain = encode(make_image(mode="P"), "GIF", comment=b"canary-comment")
    xmp = b"!\xff\x0bXMP DataXMP" + XMP + b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    assert plain.endswith(b";")
    text = b"!\x01\x0c" + bytes(12) + b"\x0ccanary-plain\x00"
    return plain[:-1] + xmp + text + b";canary-trailer"


def fill_webp(**options: Any) -> bytes:
    """Return a WebP with a word in every slot."""
    words = {"exif": b"Exif\x00\x00" + make_exif(), "xmp": XMP, "icc_profile": make_profile()}
    plain = encode(make_image(), "WebP", **{**words, **options})
    body = plain[8:] + b"CANY" + struct.pack("<I", 12) + b"canary-chunk"
    return b"RIFF" + struct.pack("<I", len(body)) + body + b"canary-trailer"


def fill_avif(orientation: int = 1, **options: Any) -> bytes:
    """Return an AVIF with a word in every slot."""
    words = {"exif": make_exif(orientation), "xmp": XMP, "icc_profile": make_profile()}
    return encode(make_image(), "AVIF", quality=100, **{**words, **options}) + b"canary-trailer"


def fill_ico() -> bytes:
    """Return an icon that holds a PNG with a word in every slot."""
    png = fill_png()
    entry = struct.pack("<BBBBHHII", 32, 16, 0, 0, 1, 32, len(png), 22)
    return struct.pack("<HHH", 0, 1, 1) + entry + png


def fill_svg() -> bytes:
    """Return a drawing with a word wherever nothing is drawn."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<?canary-instruction canary?>
<!DOCTYPE svg PUBLIC "canary-public" "http://canary-dtd.example/svg.dtd">
<!-- canary-comment -->
<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 32 16"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" id="canary-id"
  sodipodi:docname="canary-name" inkscape:export-filename="/home/canary/x.png"
  data-name="canary-data" aria-label="canary-label" onload="canary()" xml:base="http://canary.example/">
<title>Created with canary-tool</title><desc>canary-desc</desc>
<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">canary-rdf</rdf:RDF></metadata>
<sodipodi:namedview><inkscape:page>canary-page</inkscape:page></sodipodi:namedview>
<style>@import "http://canary.example/x.css"; /* canary-css */ .a {{ fill: red }}</style>
<script>canary()</script><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">canary</p></foreignObject>
<g inkscape:label="canary-layer" id="canary-layer-id" style="opacity:1;-inkscape-x:canary">canary-between
<rect class="a" width="32" height="16" fill="url(http://canary.example/#x)" onclick="canary()"/></g>
<a xlink:href="https://canary.example/"><text y="9">Seen</text></a>
<image xlink:href="file:///home/canary/x.png" width="1" height="1"/>
<set attributeName="href" to="javascript:canary()"/>
</svg><!-- canary-end -->
""".encode()


FILLED = {
    "jpg": fill_jpeg,
    "png": fill_png,
    "gif": fill_gif,
    "webp": fill_webp,
    "avif": fill_avif,
    "ico": fill_ico,
    "svg": fill_svg,
}
"""What makes a file with a word in every slot, by ending."""

WITHOUT_PROFILE = {
    "jpg": lambda: fill_jpeg(profile=False),
    "png": lambda: fill_png(profile=False),
    "webp": lambda: fill_webp(icc_profile=b""),
    "avif": lambda: fill_avif(icc_profile=b""),
}
"""The same without a profile, so that no change of colours makes a new image of them."""

SLOTS = {
    "jpg": "description artist maker-note user-comment gps thumbnail xmp icc iptc app11 comment trailer",
    "png": "icc-name icc-13 text packed keyword xmp description gps thumbnail chunk trailer",
    "gif": "comment xmp plain trailer",
    "webp": "description gps maker-note thumbnail xmp icc chunk trailer",
    "avif": "description gps maker-note xmp icc trailer",
    "ico": "text packed xmp description gps chunk",
    "svg": "instruction public dtd comment name data label tool desc rdf page css layer between end id",
}
"""The words that each of them holds, without ``canary-``."""


def expand(data: bytes) -> bytes:
    """Return bytes with all that is packed in them unpacked, and two bytes for a letter made one."""
    unpacked = []
    for start in range(len(data) - 1):
        if data[start] == 0x78 and data[start + 1] in (0x01, 0x5E, 0x9C, 0xDA):
            reader = zlib.decompressobj()
            try:
                unpacked.append(reader.decompress(data[start:], 1_000_000))
            except zlib.error:
                continue
    whole = b"\n".join([data, *unpacked])
    return whole + whole.replace(b"\x00", b"")


def remake(data: bytes, ending: str) -> bytes:
    """Return an image made again, which must give no problem."""
    made, problems = make_picture(f"content/x.{ending}", data)
    assert problems == ()
    assert made is not None
    return made


def differ(one: Image.Image, other: Image.Image) -> int:
    """Return the largest difference of any channel of any pixel."""
    assert one.size == other.size
    difference = ImageChops.difference(one.convert("RGBA"), other.convert("RGBA"))
    return max(high for _, high in difference.getextrema())  # type: ignore[misc]


def differ_inside(one: Image.Image, other: Image.Image) -> int:
    """Return the largest difference in the middle of each quarter: compression blurs edges."""
    one, other = one.convert("RGB"), other.convert("RGB")
    assert one.size == other.size
    width, height = one.size
    places = itertools.product((width // 4, width * 3 // 4), (height // 4, height * 3 // 4))
    pairs = ((one.getpixel(place), other.getpixel(place)) for place in places)
    return max(
        abs(a - b)
        for pixel, wanted in pairs
        for a, b in zip(pixel, wanted, strict=True)  # type: ignore[arg-type]
    )


def make_document(info: dict[str, str], xmp: str = "") -> bytes:
    """Return a PDF file of one empty page with properties in one or both of their stores."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.metadata = None
    if info:
        writer.add_metadata(info)
    if xmp:
        writer.xmp_metadata = xmp.encode()
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
