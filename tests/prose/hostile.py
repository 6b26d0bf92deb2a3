"""Hostile prose, and what no page may hold."""

import re
from html.parser import HTMLParser

from hypothesis import strategies as st

SNIPPETS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="a.png" style="background:url(https://evil.example)" onload="alert(1)">',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    '<iframe src="https://evil.example"></iframe>',
    '<object data="x.swf"></object><embed src="x.swf">',
    '<form action="https://evil.example"><input name=a value=b><button>Go</button></form>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\tscript:alert(1)">x</a>',
    '<a href="&#1;java&#9;script&#10;:alert(1)">x</a>',
    '<img src="ht&#9;tps://evil.example/x.gif">',
    '<img src="&#1;//evil.example/x.gif">',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.gif)",
    "![x](//evil.example/pixel.gif)",
    '<img src=" https://evil.example/x.gif">',
    '<img src="\\\\evil.example\\x.gif">',
    '<img src="/\\evil.example/x.gif">',
    '<img src="ht\ntps://evil.example/x.gif">',
    '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    '<img srcset="https://evil.example/x.gif 1x" src="a.png">',
    '<p style="position:fixed" onclick="alert(1)">x</p>',
    "<style>body{display:none}</style>",
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example">',
    '<video src="https://evil.example/x.mp4" autoplay></video>',
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php system('x') ?>",
    '<div id="main" class="nav hidden">x</div>',
    '[x]: javascript:alert(1) "title"',
    '[x](a.md "\\" onclick=alert(1) x=\\"")',
    '<a href="a.md" target="_top" ping="https://evil.example" download>x</a>',
    '<input type="password" name="p"><textarea>x</textarea><select><option>x</select>',
    '<td background="https://evil.example/x.gif" align="left onclick=x">x</td>',
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    '*[x]: " onmouseover="alert(1)\n\nx',
    "- [ ] <script>alert(1)</script>",
]
HOSTILE = st.lists(
    st.sampled_from([*SNIPPETS, "\n\n", "\n", "> ", "- ", "    ", "**", "`", "<", ">", '"', "x"]),
    max_size=8,
).map("".join)

ALLOWED = {
    "a": {"href"},
    "details": {"open"},
    "div": {"tabindex", "role", "aria-label"},
    "img": {"alt", "height", "src", "width", "loading"},
    "input": {"aria-label", "checked", "disabled", "type"},
    "li": {"value"},
    "ol": {"reversed", "start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
EVERYWHERE = {"class", "dir", "id", "lang", "title"}
FORBIDDEN = {
    "base", "button", "embed", "form", "frame", "iframe", "link", "math", "meta", "object",
    "option", "script", "select", "style", "svg", "textarea", "title", "video",
}  # fmt: skip
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
HARMLESS = {"http", "https", "mailto", "tel"}


class _Inspector(HTMLParser):
    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN:
            self.found.append(f"<{tag}>")
        allowed = EVERYWHERE | ALLOWED.get(tag, set())
        self.found += [f"{tag} {name}" for name, _ in attrs if name not in allowed]
        for name, value in attrs:
            self.check_value(tag, name, value or "")

    def check_value(self, tag: str, name: str, value: str) -> None:
        """Note an address that runs or loads something, an id that is not ours, a text field."""
        # As browsers read addresses.
        address = re.sub(r"[\t\r\n]", "", value).strip().replace("\\", "/")
        scheme = SCHEME.match(address)
        is_wrong = (
            (name == "href" and scheme and scheme[1].lower() not in HARMLESS)
            or (name == "src" and (scheme or address.startswith("//")))
            or (name == "id" and not value.startswith(self.prefix))
            or ((tag, name) == ("input", "type") and value != "checkbox")
        )
        if is_wrong:
            self.found.append(f'{tag} {name}="{value}"')

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"<?{data}>")


def find_hostile(html: str, prefix: str) -> list[str]:
    """Return what a fragment of a page must not hold and does."""
    inspector = _Inspector(prefix)
    inspector.feed(html)
    inspector.close()
    return inspector.found
