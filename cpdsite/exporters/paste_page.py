"""A page to copy from: each field of each entry, its length, and a button that copies it.

One file that opens from disk, with nothing to load. Without its script, or where copying is not
allowed, each field can still be selected as a whole.
"""

import base64
import hashlib
from html import escape

from cpdsite.exporters.export import Exported, Request
from cpdsite.exporters.paste import PasteEntry, PasteField, make_entries
from cpdsite.text import CONTROL

STYLE = """\
:root { color-scheme: light dark; --quiet: light-dark(#59636e, #9aa5b1); --rule: light-dark(#d5dae0, #3c444d) }
html { color: light-dark(#1b1f24, #e6e9ed); background: light-dark(#fff, #16191d) }
body { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 6rem; font: 1.0625rem/1.6 system-ui, sans-serif }
h1, h2, h3 { line-height: 1.25; text-wrap: balance }
h1 { font-size: 1.6rem; margin: 0 0 .25rem }
h2 { font-size: 1.2rem; margin: 3.5rem 0 0; padding-top: 1.25rem; border-top: 2px solid }
h3 { font-size: 1rem; margin: 0 }
.quiet { color: var(--quiet); margin: .25rem 0 }
.field { margin-top: 1.5rem }
.head { display: flex; gap: .5rem 1rem; align-items: end; justify-content: space-between }
.head > div { flex: 1; min-width: 0 }
textarea { box-sizing: border-box; width: 100%; margin-top: .5rem; padding: .75rem; font: inherit; line-height: 1.5;
  color: inherit; background: light-dark(#f6f7f9, #1d2126); border: 1px solid var(--rule); border-radius: 4px; resize: vertical }
button { font: inherit; padding: .35rem .9rem; min-width: 6rem; border: 1px solid; border-radius: 4px; background: none; color: inherit; cursor: pointer }
button[hidden] { display: none }
:focus-visible { outline: 3px solid; outline-offset: 2px }
@media print { button { display: none } textarea { border: 0; padding: 0; resize: none } }
"""

SCRIPT = """\
for (const button of document.querySelectorAll("button")) {
  const text = document.getElementById(button.value);
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.focus();
    text.select();
    let copied = false;
    try {
      await navigator.clipboard.writeText(text.value);
      copied = true;
    } catch {
      copied = document.execCommand("copy");
    }
    button.textContent = copied ? "Copied" : "Press Ctrl+C";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
}
"""

ROW = 76
"""About how many characters fit into a line of a field."""

MOST_LINES = 14
"""How many lines of a field are shown at once; a longer one scrolls."""


def write_page(request: Request) -> Exported:
    """Write a record as a page to copy from."""
    record = request.filed.record
    entries = make_entries(request)
    title = f"{record.scheme.sheet.title}: {record.person.name}"
    numbers = enumerate(entries, 1)
    body = "".join(_write_entry(number, len(entries), entry) for number, entry in numbers)
    page = f"""\
<!DOCTYPE html>
<html lang="{escape(request.filed.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{_digest(STYLE)}'; script-src '{_digest(SCRIPT)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{_write(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<header>
<h1>{_write(title)}</h1>
<p class="quiet">Copy a field, and paste it into the form of your institute. Below each label stands how long its text is.</p>
</header>
<main>
{body or "<p>No activities fall in this period.</p>"}
</main>
<script>{SCRIPT}</script>
</body>
</html>
"""
    return Exported(page.encode("utf-8", "replace"))


def _write_entry(number: int, count: int, entry: PasteEntry) -> str:
    fields = "".join(
        _write_field(f"entry-{number}-field-{at}", field)
        for at, field in enumerate(entry.fields, 1)
    )
    place = f'<p class="quiet">{number} of {count}</p>'
    return f"<article>\n<h2>{_write(entry.title)}</h2>\n{place}\n{fields}</article>\n"


def _write_field(name: str, field: PasteField) -> str:
    lines = sum(len(line) // ROW + 1 for line in field.text.split("\n"))
    label = _write(field.label)
    # Within a text area, the first line break is dropped, so one that is not the text's goes first.
    return f"""\
<div class="field">
<div class="head"><div><h3><label for="{name}">{label}</label></h3><p class="quiet" id="{name}-length">{field.length}</p></div>
<button type="button" value="{name}" aria-describedby="{name}-length" aria-label="Copy: {label}" hidden>Copy</button></div>
<textarea id="{name}" rows="{min(lines, MOST_LINES)}" readonly aria-describedby="{name}-length">
{_write(field.text)}</textarea>
</div>
"""


def _write(text: str) -> str:
    return escape(CONTROL.sub("\N{REPLACEMENT CHARACTER}", text))


def _digest(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"sha256-{digest}"
