"""What a cell gives a field, whichever reader read it."""

from dataclasses import dataclass
from typing import Any

LONGEST_ITEM = 200
"""In characters; anything longer is prose, and no name of a provider or a competence."""

MOST_BYTES = 4_000
"""How much room in front matter a list of an entry may take."""

SAYS_NONE = "it says that there is none"


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell gives a field.

    ``value`` is ``None`` where it gives none: the text is then kept as ``kept`` says, under
    ``extra`` or in the ``body``, ``aside`` where nobody shall see it, or left out where that is
    ``""``. ``is_partly`` is true where the words say more than the value, and are kept too:
    ``rest`` of them, or all.
    """

    value: Any = None
    doubt: str = ""
    kept: str = "extra"
    is_partly: bool = False
    reason: str = ""
    rest: str = ""


NOTHING = Value(kept="", reason=SAYS_NONE)
