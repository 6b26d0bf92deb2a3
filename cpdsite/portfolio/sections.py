"""The parts of a reflection, and the headings by which people name them."""

import difflib
import functools
import re
import unicodedata
from dataclasses import dataclass

DESCRIPTION = "description"

HEADINGS: dict[str, tuple[str, ...]] = {
    "needs": (
        "Why I chose this",
        "Why I did this",
        "What I wanted to learn",
        "What I set out to learn",
        "What did you want to learn?",
        "Why did you choose this activity?",
        "Learning need",
        "Learning needs",
        "Purpose",
    ),
    "learning": (
        "What I learned",
        "What did I learn?",
        "What did you learn?",
        "What have I learned?",
        "What have you learned?",
        "What I have learned",
        "Learning",
        "Learning outcome",
        "Learning outcomes",
        "Lessons learned",
        "Key learning",
        "Key learning points",
    ),
    "application": (
        "How I have applied it",
        "How I applied it",
        "How I will apply it",
        "How I have applied this",
        "How I applied this",
        "How I will apply this",
        "How I apply it",
        "How have I applied it?",
        "How did I apply it?",
        "How will I apply it?",
        "How did you apply it?",
        "How will you apply it?",
        "How did/will you apply it?",
        "How did/will I apply it?",
        "How I have used it",
        "How I will use it",
        "How I'll apply it",
        "How I'll use it",
        "Application",
        "Application to my work",
        "Putting it into practice",
    ),
    "reflection": (
        "What did you learn & how did/will you apply it?",
        "What did I learn & how did/will I apply it?",
        "What I learned and how I applied it",
        "What I learned and how I have applied it",
        "What I learned and how I will apply it",
        "What did you learn and how will you apply it?",
        "What did you learn and how did you apply it?",
        "Learning and application",
        "Reflection",
        "Reflections",
        "My reflection",
        "Reflection on learning",
    ),
    "benefit": (
        "What others gained",
        "Impact",
        "Impact on my work",
        "Impact on work",
        "Impact on practice",
        "Impact on my practice",
        "Impact of learning",
        "Benefit",
        "Benefits",
        "Benefit to others",
        "Who benefited and how",
        "How did others benefit?",
        "How has it impacted the way you work?",
    ),
    "improvement": (
        "What I would do differently",
        "What would I do differently?",
        "What would you do differently?",
        "What could be done differently?",
        "What could have gone better?",
    ),
    "further_action": (
        "Any further action?",
        "Any further actions?",
        "Further action",
        "Further actions",
        "Further action needed",
        "Follow-up actions",
        "Are there any follow-up actions?",
        "Follow-up",
        "Next steps",
        "What next?",
        "Actions",
    ),
    "evidence": ("Evidence", "Evidence of learning", "Supporting evidence"),
}
"""Every section with the headings that begin it, shared by all schemes.

The form labels of the shipped schemes are among them, so that a pasted label works.
"""

KEPT = 4096
"""How many headings are kept in their compared form: most entries have the same."""

LEARNING_SECTIONS = ("learning", "reflection")

PARTS = {
    "reflection": ("learning", "application", "benefit", "improvement"),
    "learning": ("reflection",),
}
"""What may stand under the heading of another section."""

APOSTROPHE = re.compile("['`\u00b4\u2018\u2019\u02bc\u2032\uff07]")
ATTRIBUTES = re.compile(r"\s\{:?\s*[#.][^{}]*\}\s*$")
EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?![*_\s])([^*]+)\1")
LETTER_BEFORE = re.compile(r"^\W*[a-z][.)]\s")
NUMBERING = re.compile(r"q?\d{1,2}(?: |$)|(?:question|section|part|q) \d{1,2}$")
VARIANTS = {"learnt": "learned", "ive": "i have"}

NEAR = 0.84
"""How alike two headings must be to ask "did you mean"; found by trial on the table above."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an entry's body: Markdown, and the line of the file on which it begins.

    ``heading`` is what the person wrote, empty for the description.
    """

    name: str
    heading: str
    text: str
    line: int


@functools.lru_cache(maxsize=KEPT)
def normalise_heading(heading: str) -> str:
    """Return a heading for comparison: without case, punctuation, numbering or variants.

    An id for other programs, such as ``{#learning}``, is no part of it.
    """
    plain = plain_heading(heading)
    if not plain.isascii():
        plain = "".join(it for it in plain if unicodedata.category(it) != "Cf")
    compatible = unicodedata.normalize("NFKC", APOSTROPHE.sub("", plain)).casefold()
    text = LETTER_BEFORE.sub("", APOSTROPHE.sub("", compatible)).replace("&", " and ")
    words = re.sub(r"[^\w\s]|_", " ", text).split()
    start = 0
    while NUMBERING.match(" ".join(words[start : start + 2])):
        start += 1
    return " ".join(VARIANTS.get(word, word) for word in words[start:])


def plain_heading(heading: str) -> str:
    """Return a heading without an id for other programs and without emphasis around it."""
    bare = ATTRIBUTES.sub("", heading).strip()
    emphasised = EMPHASIS.fullmatch(bare)
    return emphasised[2].strip() if emphasised else bare


def covers(section: str, name: str) -> bool:
    """Tell whether words meant for a section are well placed in another.

    A reflection holds all that was learnt and what came of it.
    """
    return name == section or name in PARTS.get(section, ())


_NAMES = {normalise_heading(text): name for name, texts in HEADINGS.items() for text in texts}


def name_section(heading: str) -> str | None:
    """Return the name of the section that a heading begins, or nothing if it begins none."""
    return _NAMES.get(normalise_heading(heading))


def suggest_heading(heading: str) -> str | None:
    """Return the known heading that this one nearly is."""
    near = difflib.get_close_matches(normalise_heading(heading), _NAMES, n=1, cutoff=NEAR)
    if not near:
        return None
    known = HEADINGS[_NAMES[near[0]]]
    return next(text for text in known if normalise_heading(text) == near[0])
