"""How large, how many and how deep: what cpdsite reads, and no more.

Every limit is checked on what is counted, before any work is done on it, and never by a
timer: so the same site is refused or accepted on every machine. ``docs/problems.md`` lists
them all.
"""

ENTRY_BYTES = 500_000
"""The size of an entry, in bytes: about eighty thousand words."""

FRONT_MATTER_BYTES = 50_000
"""The size of front matter, in bytes."""

MOST_BRACKETS = 2_000
"""How many opening brackets front matter may hold: reading nested ones takes their square."""

SETTINGS_BYTES = 200_000
"""The size of ``cpdsite.toml``, of a scheme and of a ``theme.toml``, in bytes."""

MOST_DOTS = 500
"""How many full stops a line of TOML may hold: reading dotted keys takes their square."""

MOST_KEYS = 100
"""How many unknown keys or choices are each told alone; more are no slips of the finger."""

MOST_TABLES = 500
"""How many tables of one name, such as ``[[types]]``, a file may hold."""

DEEPEST_VALUE = 20
"""How deeply lists and mappings may be nested in front matter and in TOML."""

TEMPLATE_BYTES = 500_000
"""The size of a template, in bytes."""

STATIC_BYTES = 5_000_000
"""The size of a static file of a theme, in bytes."""

MOST_FILES = 50_000
"""How many files ``content/`` may hold, and how many ``static/``."""

DEEPEST_FOLDER = 20
"""How deeply folders may be nested in the site."""

PICTURE_BYTES = 50_000_000
"""The size of an image or a drawing's embedded image, in bytes."""

PICTURE_PIXELS = 50_000_000
"""The pixels of an image, all its frames or all that a drawing embeds together."""

PICTURE_FRAMES = 500
"""The frames of an animation, the images of an icon file, those that a drawing embeds."""

PICTURE_SIDE = 2_400
"""The longer side of a published image, in pixels; a larger one is made smaller, not refused."""

ICON_SIDE = 256
"""The longer side of an image in an icon file, in pixels."""

DRAWING_BYTES = 5_000_000
"""The size of an SVG file, in bytes, with the SVG files that it embeds."""

DEEPEST_DRAWING = 200
"""How deeply the elements of an SVG file may be nested."""

FILE_BYTES = 100_000_000
"""The size of any file that is published, in bytes: what hosts of Git take at most."""

DOCUMENT_OBJECTS = 200_000
"""The objects of a PDF file whose properties are read; one with more is a warning."""

MOST_LINES = 15_000
"""How many lines of Markdown an entry may have outside fences, the blank ones among them."""

DEEPEST_BLOCK = 30
"""How deeply lists, quotations and definitions may be nested in Markdown."""

MOST_MARKERS = 30_000
"""How many items, quoted lines and definitions an entry may have, each for every level."""

MOST_MARKS = 30_000
"""How many runs of the characters of Markdown's markup an entry may have outside fences."""

BREAK_WEIGHT = 80
"""How much longer a heading or definition takes in a block than a mark: the rest is read anew."""

MOST_COPIED = 2_000_000_000
"""The marks of each block times its length in characters, with all blocks added up."""

LONGEST_REACH = 2_000_000
"""How many characters may lie between brackets or backticks and their ends, all added up."""

MOST_NOTES = 1_200
"""How many footnotes, and references to them, an entry may have together."""

MOST_ABBREVIATIONS = 100
"""How many abbreviations an entry may explain."""

MOST_USES = 5_000
"""How often an entry may use its abbreviations."""

MOST_FENCES = 2_000
"""How many fences of code an entry may have."""

MOST_OPEN_FENCES = 40
"""How many lines may begin a fence that has no end."""

MOST_CELLS = 30_000
"""How many cells an entry's tables may have together."""

TICKS_IN_A_CELL = 100
"""How many pairs of a backtick and a bar in a row of a table take as long as a cell."""

MOST_TAGS = 8_000
"""How many tags of HTML, and other ``<``, an entry may have outside fences."""

OPEN_TAGS = 20_000_000
"""Tags that have no end, times the length of the entry in characters."""

MOST_REOPENED = 100_000
"""Tags such as ``<b>``, times the lines and tags of the entry: each may open in each anew."""

ADVICE_BYTES = 500_000
"""How much of a published text file is looked through for personal data, in bytes."""

MOST_ITEMS = 100
"""How many items a list in front matter may hold: each of them names all the others on its page."""

MOST_LINKS = 2_000
"""How many different links a section of an entry may hold."""

MOST_COMPARED = 200
"""How many names are compared with one that is not there, to ask "did you mean"."""

LONGEST_BLANK = 300
"""How many spaces and tabs may follow one another in a text with fences: after one, the
library takes their square."""

PICTURE_SCANS = 100
"""How many scans a JPEG may have: each goes over the whole image, and honest ones have ten."""

FONT_BYTES = 30_000_000
"""The size of a font of the site's own, in bytes: those of Chinese and Japanese have twenty."""

IMPORT_BYTES = 50_000_000
"""The size of a record that is imported, in bytes."""

MOST_IMPORTED = 10_000
"""How many activities one import may bring."""

MOST_VALUES = 1_000_000
"""How many commas and opening brackets an imported JSON file may hold: so many values at most."""

MOST_PARTS = 5_000
"""How many parts a Word, Excel or OpenDocument file may hold: a thousand pictures are a part each."""

PARTS_BYTES = 60_000_000
"""The size of those parts of such a file that are read, all added up, unpacked, in bytes."""

SMALL_PART = 2_000_000
"""The size of a part, in bytes, up to which nobody asks how well it was packed."""

HONEST_RATIO = 200
"""How many times larger than packed a part of more than that size may be."""

MOST_XML_ELEMENTS = 2_000_000
"""How many elements a part of such a file may have."""

DEEPEST_XML = 100
"""How deeply the elements of such a part may be nested; a table in a table in a table takes thirty."""

MOST_WORD_ELEMENTS = 300_000
"""How many elements a Word file's text may have: about three thousand activities."""

MOST_CELL_MARKS = 2_000
"""How many marks, such as bold words, a paragraph of an imported file may keep."""

SHEET_CELLS = 300_000
"""How many cells the sheets of a file may span together, from the first that is filled to the last."""

SHEET_TEXT = 20_000_000
"""How many characters those cells may have together, each text as often as it stands in one."""

MOST_GRID_COLUMNS = 500
"""How many columns a table may have."""

PAGE_BYTES = 5_000_000
"""The size of an HTML file that is imported, in bytes."""

MOST_PAGE_TAGS = 200_000
"""How many tags an HTML file that is imported may have."""

DEEPEST_PAGE = 200
"""How deeply the elements of such a file may be nested: the library takes the square of it."""

OFFICE_SECONDS = 90
"""How long LibreOffice may take to convert a file, the one limit that no count can set."""
