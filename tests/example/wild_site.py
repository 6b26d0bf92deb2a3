"""A site that strains a design: endless words, other scripts, entries with everything."""

from pathlib import Path

from tests.picture_maker import make_picture_file
from tests.site_maker import build, write_files

WORD = "Zusammenarbeitsvertragsverhandlungsgeschick" * 5
ADDRESS = f"https://example.org/{'a-long-path/' * 20}"
EVERYTHING = f"""\
---
title: An entry with everything
date: 2025-11-03
end_date: ongoing
type: course
provider: [A first provider, A second provider]
further_action:
  - {{action: Draft the list, due: 2026-01-05, done: 2026-01-04}}
  - {{action: Ask for comments, due: 2026-12-05}}
  - Write it up
objectives: [negotiate-earlier, later]
competences: [Listening]
tags: [contracts, people, "{WORD[:120]}"]
evidence:
  - {{file: picture.png, title: A picture, public: true}}
  - {{link: "{ADDRESS}", title: The programme}}
hours: 7.5
points: 3
featured: It changed how I prepare, and I have not gone back.
---

Words with *emphasis*, **weight**, `code`, H~2~O, a note[^1] and a [link]({ADDRESS}).

![A picture of nothing much](picture.png)

> A quotation of some length, which is set apart.

- one
    - one below
        1. deeper
- [x] done
- [ ] not done

term
:   its meaning

| Name | Number | Where |
|:-----|-------:|:-----:|
| {WORD[:60]} | 1 | here |
| b | 22,000 | there |

```
a line of code that is rather longer than the narrowest of screens = "{WORD}"
```

---

### A smaller heading

{WORD} {ADDRESS}

#### One smaller still

[^1]: What the note says, with a [link](https://example.org/).

## What I learned

Much.

## How I have applied it

Often.
"""
ARABIC = """\
---
title: "تعلّم التفاوض قبل التوقيع!"
date: 2025-02-03
provider: جامعة الاختبار
tags: [تفاوض]
---

يومان عن البنود التي تعطّل اتفاقات التعاون. كانت الحالات حقيقية، و*مفيدة*.

## What I learned

- البداية المبكرة أهم من الخاتمة.
- English words in the middle of an Arabic list (2025).
"""
HEBREW = """\
---
title: "שלום, עולם: מה למדתי?"
date: 2025-03-04
provider: אוניברסיטת הדוגמה
---

יומיים על סעיפים שעוצרים הסכמים.

## What I learned

> ציטוט קצר.
"""
OBJECTIVE = f"""\
---
title: Negotiate earlier, and with more patience than {WORD}
from: 2025-01
by: 2025-12
state: carried
carried_to: later
review: look-back
---

{WORD} {ADDRESS}

## How I shall know

- one
- {WORD}
"""
REVIEW = f"""\
---
title: {WORD}
period: 2024
comments:
  - comment: {WORD} {ADDRESS}
    name: {WORD}
    role: {WORD}
    date: 2025-10
  - comment: A comment of nobody in particular.
---

## Looking back

{WORD} {ADDRESS}

### What mattered most

#### One smaller still

See [the objective](../objectives/negotiate-earlier.md).
"""
APPLICATION = f"""\
---
title: Full membership, by {WORD}
to: member
scheme: ikt
period: {{from: 2024-09-01, to: 2025-12-31}}
include:
  - activity: everything
    why: {WORD}
  - long
  - arabic
  - nothing
objectives: [negotiate-earlier, later]
reviews: [look-back]
---

{WORD} {ADDRESS}, and [everything](../activities/everything/index.md).

## A heading of {WORD}

- one
    - one below
"""
FILES: dict[str, str | bytes] = {
    "cpdsite.toml": f'title = "{WORD}"\ndefault_status = "published"\nyear_starts = "09-01"\n'
    'paper = "letter"\nscheme = ["ikt", "iet"]\n\n[record]\nfrom = 2024-09-01\n'
    f'to = 2025-12-31\nnote = "{WORD}"\n\n[theme]\nfont = "sans"\n',
    "content/profile.md": f"---\nname: {WORD}\nheadline: {WORD}\nrole: {WORD}\n"
    f"aspirations: {WORD}\nlinks: [{{title: {WORD}, url: '{ADDRESS}'}}]\nphoto: photo.png\npublic: [links, photo]\n---\n\n{WORD}\n",
    "content/photo.png": make_picture_file("png"),
    "content/pages/own.md": f"---\ntitle: {WORD}\n---\n\n{WORD}\n",
    "content/activities/everything/index.md": EVERYTHING,
    "content/activities/everything/picture.png": make_picture_file("png"),
    "content/activities/nothing.md": "---\ntitle: Nothing but a title\ndate: 2024\n---\n",
    # The first quarter of a year whose name is long, at the end of a chart.
    "content/activities/late.md": "---\ntitle: Late\ndate: 2026-09-15\ntype: course\n---\n",
    "content/activities/arabic.md": ARABIC,
    "content/activities/hebrew.md": HEBREW,
    "content/activities/long.md": f"---\ntitle: {WORD}\ndate: 2025-01-05\nprovider: {WORD}\n"
    f"type: {WORD}\nfeatured: {WORD}\nfurther_action: {WORD}\ncloses: [everything#3]\nobjectives: [later]\n---\n\n"
    f"{WORD}\n\n## What I learned\n\n{WORD} {ADDRESS}\n",
    "content/objectives/negotiate-earlier.md": OBJECTIVE,
    "content/objectives/later.md": "---\ntitle: Later\nfrom: 2026\n---\n",
    "content/reviews/look-back.md": REVIEW,
    "content/reviews/early.md": "---\ntitle: Early\nperiod: 2023\n---\n",
    "content/applications/everything.md": APPLICATION,
    "content/applications/nothing.md": "---\ntitle: Nothing but a title\n---\n",
}


def make_wild_site(folder: Path) -> Path:
    """Build the site with the shipped theme, and return what was built."""
    write_files(folder, FILES)
    build(folder)
    return folder / "public"
