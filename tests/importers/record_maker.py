# ruff: noqa: RUF001 - people write dashes and quotation marks that look like others
"""The awkward records in ``records/``, made anew: people and institutions are invented.

``.venv/bin/python -m tests.importers.record_maker`` writes them; with ``--office`` it also lets
LibreOffice make those that only it can write, which differ a little each time.
"""

import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from cpdsite.importers.office import convert_file, find_office
from tests.importers.word_maker import (
    box,
    cell,
    control,
    deleted,
    head,
    inserted,
    legacy_box,
    legacy_choice,
    legacy_text,
    link,
    paragraph,
    picture,
    reference,
    row,
    symbol,
    table,
    text,
    text_box,
    word_file,
)

RECORDS = Path(__file__).parent / "records"

LABELS = (
    "Dates",
    "Description of development/learning activity",
    "Provided by (e.g. name of mentor/coach, course provider, research/relevant publication etc)",
    "What did you learn & how did/will you apply it?",
    "Any further action?",
)
NOTE = "This record sheet is for your guidance only - you may present your CPD record in any other format."
TITLE = "Continuing Professional Development Record"


def make_records() -> dict[str, bytes]:
    """Return every record that is made by hand, by its name."""
    return {
        "form-with-old-tick-boxes.docx": make_old_form(),
        "form-with-new-tick-boxes.docx": make_new_form(),
        "a-table-for-each-year.docx": make_years(),
        "several-activities-in-a-cell.docx": make_crowded_cells(),
        "notes-in-the-margins.docx": make_margins(),
        "head-row-on-each-page.docx": make_repeated_heads(),
        "columns-in-another-order.docx": make_other_columns(),
        "two-columns-without-a-table.docx": make_two_columns(),
        "columns-made-with-tabs.docx": make_tabs(),
        "merged-and-nested-cells.docx": make_merged(),
        "symbols-for-ticks.docx": make_symbols(),
        "table-in-a-frame.docx": make_frame(),
        "word-file-called-doc.doc": make_years(),
        "rich-text-called-doc.doc": make_rich_text(),
        "web-page-called-xls.xls": make_web_page(),
        "title-above-the-head.xlsx": make_log(),
        "semicolons-windows-1252.csv": make_semicolons(),
        "twenty-columns-of-another-system.csv": make_twenty_columns(),
        "tabs-and-line-breaks.tsv": make_tab_separated(),
        "utf-16.csv": make_wide(),
        "mac-roman.csv": make_mac(),
        "guarded-formulas.csv": make_guarded(),
    }


def make_old_form() -> bytes:
    """Return the sheet as a member filled it in 2009: form fields, lists, links and line breaks."""
    return word_file(
        paragraph(text(TITLE, bold=True)),
        paragraph("NAME: ", legacy_text("Marian Ashworth")),
        paragraph(
            "MEMBERSHIP NUMBER: ", legacy_text("KT 04417"), "\tMEMBER ", legacy_box(ticked=False)
        ),
        paragraph(
            "ASSOCIATE ",
            legacy_box(ticked=True),
            "\tCOVERING THE PERIOD FROM: ",
            legacy_text("1 September 2024"),
            " TO: ",
            legacy_text("31 August 2025"),
        ),
        paragraph(NOTE),
        table(
            head(*LABELS),
            row(
                "12-13 March 2025",
                cell(
                    paragraph(text("Negotiating collaboration agreements", bold=True)),
                    "Two-day course on the terms that stall agreements.",
                ),
                "Northern Exchange Network",
                cell(
                    paragraph("I learned to ask early who owns what:"),
                    paragraph("background", number=1),
                    paragraph("results", number=1),
                    paragraph("improvements made later", number=1, level=1),
                    paragraph("I used it on the ", text("Calder", italic=True), " project."),
                ),
                cell(
                    paragraph("Draft a checklist", number=2),
                    paragraph("Show it to Owen by May", number=2),
                ),
            ),
            row(
                "12/05/2025",
                cell(paragraph("Webinar: ", link("rId100", "Costing a consultancy"))),
                "Calder Vale College",
                "Overheads are not a surcharge.\nI now explain them on the first call.",
                "None",
            ),
            row(
                "Spring 2025",
                "Mentoring, four meetings",
                "Dr Ifor Lloyd",
                "How to say no & stay friends.",
                "n/a",
            ),
            row("", "", "", "", ""),
            row("", "", "", "", ""),
        ),
        links=("https://calder-vale.example/costing?a=1&b=2",),
    )


def make_new_form() -> bytes:
    """Return the sheet of a newer Word: content controls, hints that nobody filled in, a tick that is not."""
    kinds = ("Choose", "Course", "Reading")
    return word_file(
        paragraph(TITLE, style="Heading 1"),
        table(
            row(
                cell(paragraph("NAME: ", control("Tomos Prydderch"))),
                cell(paragraph("MEMBERSHIP NUMBER: ", control(""))),
            ),
            row(
                cell(paragraph(box(ticked=True), " MEMBER")),
                cell(paragraph(box(ticked=False), " ASSOCIATE")),
            ),
            row(
                cell(paragraph("COVERING THE PERIOD FROM: ", control("01/2026"))),
                cell(paragraph("TO: ", control("12/2026"))),
            ),
            columns=2,
        ),
        paragraph(NOTE),
        table(
            head(*LABELS),
            row(
                cell(paragraph(control("14 Jan 2026"))),
                cell(paragraph(legacy_choice(kinds, 2), ": “The Lean Lab”, chapters 1–4")),
                cell(paragraph(control("A. Vetch (Fenwick Press)"))),
                cell(
                    "Small experiments first. ",
                    paragraph(text("Applied: ", bold=True), "ran two in the spring."),
                ),
                cell(
                    paragraph(box(ticked=True), " Finish the book"),
                    paragraph(box(ticked=False), " Write a summary"),
                ),
            ),
            row(
                cell(paragraph(control("Mar 2026 - ongoing"))),
                cell(paragraph(control("Action learning set"))),
                cell(paragraph(control("Six colleagues from three universities"))),
                cell(paragraph(control("To listen longer."))),
                cell(paragraph(control(""))),
            ),
        ),
    )


def make_years() -> bytes:
    """Return a table for each year under a heading; one goes on in a second table without a head."""
    return word_file(
        paragraph("CPD 2024", style="Heading 2"),
        table(
            head(*LABELS, is_head=False),
            row(
                "3 Feb 2024",
                "Site visit to a pilot plant",
                "Harrow Moor Polymers",
                "Scale changes everything.",
                "-",
            ),
            row(
                "9-11 July 2024",
                "Summer school on licensing",
                "University of Northmoor",
                "Field of use, and why it matters.",
                "Read two licences",
            ),
        ),
        paragraph("CPD 2025", style="Heading 2"),
        paragraph("A busy year: new role from April."),
        table(
            head(*LABELS, is_head=False),
            row("20/01/2025", "Induction", "Line manager", "Who does what.", "None"),
        ),
        paragraph(""),
        table(
            row(
                "Autumn 2025",
                "Reading: three reports on spin-outs",
                "Self-directed",
                "Founders need time more than money.",
                "Share notes",
            ),
            row(
                "12 Mar – 3 Apr 2025",
                "Secondment",
                "Fellside Growth Agency",
                "How agencies judge a proposal.",
                "",
            ),
        ),
        paragraph("Signed: M. Ashworth"),
    )


def make_crowded_cells() -> bytes:
    """All activities in one row, kept apart by empty paragraphs."""
    return word_file(
        paragraph(text("CPD RECORD – Marian Ashworth – 2025", bold=True)),
        table(
            head(*LABELS),
            row(
                cell("4 March 2025", "", "18 March 2025", "", "2 April 2025"),
                cell(
                    "Lunchtime talk on patents",
                    "",
                    "Round table on data sharing",
                    "",
                    "Shadowing a business developer",
                ),
                cell("Pell & Partners", "", "Northern Exchange Network", "", "Owen Carrow"),
                cell(
                    "What novelty means.", "", "A template saves weeks.", "", "Visits beat emails."
                ),
                cell("None", "", "Adapt the template", "", "Two visits a month"),
            ),
        ),
    )


def make_margins() -> bytes:
    """Words everywhere but in the table: header, footer, text box, comment, notes, tracked changes."""
    return word_file(
        paragraph("CPD record", text_box(paragraph("Note to self: add the June conference!"))),
        table(
            head(*LABELS),
            row(
                "7 May 2025",
                cell(paragraph("Conference on place-based innovation", reference("comment", 0))),
                cell(paragraph("Fellside Growth Agency", reference("footnote", 2))),
                cell(
                    paragraph("Towns want ", deleted("money"), inserted("partners"), " first."),
                    paragraph(picture()),
                ),
                cell(
                    paragraph("Invite two of them", reference("comment", 1), " to the June meeting")
                ),
            ),
        ),
        paragraph("End of record", reference("endnote", 3)),
        beside=(
            ("header", paragraph("Fellside University – Staff development")),
            ("footer", paragraph("Printed by M. Ashworth, page 1 of 2")),
            (
                "comments",
                (
                    f'<w:comment w:id="0" w:author="R. Pell" w:initials="RP">{paragraph("Was this one day or two?")}</w:comment>'
                    f'<w:comment w:id="1" w:author="">{paragraph("Done in June.")}</w:comment>'
                ),
            ),
            (
                "footnotes",
                (
                    f'<w:footnote w:type="separator" w:id="-1">{paragraph("")}</w:footnote>'
                    f'<w:footnote w:id="2">{paragraph("With the county council.")}</w:footnote>'
                ),
            ),
            (
                "endnotes",
                f'<w:endnote w:id="3">{paragraph("Seen by my mentor on 1 June 2025.")}</w:endnote>',
            ),
        ),
    )


def make_repeated_heads() -> bytes:
    """Return a head row typed again on each page, a row with the year alone, a total below."""
    return word_file(
        table(
            row(cell(paragraph(text("2025", bold=True)), across=5)),
            head(*LABELS, is_head=False),
            row(
                "6 Jan 2025",
                "E-learning: research integrity",
                "University of Northmoor",
                "Where the line is.",
                "None",
            ),
            row(
                "8 Feb 2025", "Peer mentoring", "Hana Brix", "Ask before advising.", "Meet in March"
            ),
            head(*LABELS, is_head=False),
            row(
                "1-5 Sept 2025",
                "Committee: impact panel",
                "University of Northmoor",
                "What panels look for.",
                "Join again",
            ),
            row(cell(paragraph(text("Total: 3 activities", italic=True)), across=5)),
        ),
    )


def make_other_columns() -> bytes:
    """Six columns, in another order and other words, the labels not even bold."""
    return word_file(
        paragraph("My learning log"),
        table(
            row("Activity", "When?", "Organiser", "Hours", "Key learning points", "Next steps"),
            row(
                "Writing case studies",
                "15.01.2026",
                "Brix Editorial",
                "3",
                "Begin with the problem.",
                "Rewrite ours",
            ),
            row(
                "Book club: “Boundary Work”",
                "Feb 2026",
                "Self",
                "1.5",
                "Translators are needed in both directions.",
                "no",
            ),
            row(
                "Talk at the Harrow Moor forum",
                "03.03.2026",
                "Harrow Moor Forum",
                "2h",
                "I speak too fast.",
                "Coaching",
            ),
            columns=6,
        ),
    )


def make_two_columns() -> bytes:
    """No table at all: paragraphs in two columns of the page, a label before each."""
    entry = (
        ("Date", "21 April 2025"),
        ("Activity", "Course: chairing difficult meetings"),
        ("Provider", "Calder Vale College"),
        ("What I learned", "Agree the end before the beginning."),
        ("Further action", "Chair the June board"),
    )
    second = (
        ("Date", "May 2025"),
        ("Activity", "Interview panel for a new colleague"),
        ("Provider", "University of Northmoor"),
        ("What I learned", "Ask every candidate the same."),
        ("Further action", "none"),
    )
    lines = [
        paragraph(text(f"{label}: ", bold=True), words)
        for part in (entry, second)
        for label, words in part
    ]
    return word_file(paragraph("CPD of Hana Brix", style="Heading 1"), *lines)


def make_tabs() -> bytes:
    """Columns made with tabs, some with two in a row to reach the next stop."""
    return word_file(
        paragraph("NAME:\tHana Brix"),
        paragraph(text("Date\tActivity\t\tProvider\tLearned", bold=True)),
        paragraph("11 Nov 2025\tWebinar on grants\tFenwick Press\tStart early."),
        paragraph("12 Nov 2025\tReading\t\tSelf\tFive papers."),
        paragraph("2 Dec 2025\tNetworking lunch\tHarrow Moor Forum\tTwo new contacts."),
    )


def make_merged() -> bytes:
    """Dates that span rows, activities that span columns, a row that begins late, a table in a cell."""
    inner = table(
        row("Topic", "Use"),
        row("Equity", "Two cases this year"),
        row("Royalties", "None yet"),
        columns=2,
    )
    return word_file(
        table(
            head(*LABELS),
            row(
                cell("10-14 March 2025", merged="restart"),
                "Licensing week: day 1",
                cell("University of Northmoor", merged="restart"),
                "Vocabulary.",
                "",
            ),
            row(
                cell(merged="continue"),
                "Licensing week: day 2",
                cell(merged="continue"),
                cell("Two ways to pay:", inner, paragraph("")),
                "Draft a term sheet",
            ),
            row(
                cell("", "Licensing week: days 3 to 5", across=1), look='<w:gridBefore w:val="1"/>'
            ),
            row(
                "June 2025",
                cell("Visit to Fellside Growth Agency, arranged by them", across=2),
                "Who decides.",
                "None",
            ),
        ),
    )


def make_symbols() -> bytes:
    """Ticks as symbols: Wingdings as symbols, as letters in that font, and as characters."""
    return word_file(
        paragraph(
            "MEMBER ", symbol("Wingdings", "F0FE"), "   ASSOCIATE ", symbol("Wingdings", "F0A8")
        ),
        paragraph(
            "FELLOW ", text("o", font="Wingdings"), "   STUDENT ", text("\uf0a8", font="Wingdings")
        ),
        paragraph("☑ I kept this record myself", "\n☐ It was kept for me"),
        table(
            row("Dates", "Activity", "Provided by", "Done"),
            row(
                "5 June 2025",
                "Reading group",
                "Hana Brix",
                cell(paragraph(symbol("Wingdings", "F0FC"), " yes")),
            ),
            row(
                "19 June 2025",
                "Reading group",
                "Hana Brix",
                cell(paragraph(symbol("Wingdings 2", "F0A3"), " follow up")),
            ),
            columns=4,
        ),
    )


def make_frame() -> bytes:
    """Return the whole sheet within the one cell of a table without borders, as page designers like it."""
    inner = table(
        head("Date", "What", "Who", "Learning", "Action"),
        row(
            "30/09/2025",
            "Coaching, session 1",
            "Ifor Lloyd",
            "- to pause\n- to ask again",
            "Next in Oct",
        ),
        row("28/10/2025", "Coaching, session 2", "Ifor Lloyd", "• silence works", "-"),
    )
    return word_file(
        table(row(cell(paragraph("CPD 2025, Owen Carrow"), inner, paragraph(""))), columns=1)
    )


def make_rich_text() -> bytes:
    """Rich text that calls itself .doc, with a table."""
    cells = (
        ("Dates", "Activity", "Learning"),
        ("1 Oct 2025", "Panel on research culture", "Praise the unseen work."),
        ("Nov 2025", "Caf\\'e9 scientifique", "Talk less, show more."),
    )
    rows = "".join(
        "{\\trowd\\cellx2500\\cellx5500\\cellx9000 "
        + "".join(f"\\intbl {it}\\cell " for it in line)
        + "\\row}"
        for line in cells
    )
    return (
        f"{{\\rtf1\\ansi\\ansicpg1252 {{\\b CPD of Owen Carrow}}\\par {rows}\\pard\\par}}\n".encode(
            "ascii"
        )
    )


def make_web_page() -> bytes:
    """HTML that another system exports "to Excel", in Windows-1252 without a word of it."""
    page = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td { color: red }</style>
<!--[if gte mso 9]><xml><x:ExcelWorkbook></x:ExcelWorkbook></xml><![endif]--></head><body>
<h2>CPD report – Hana Brix</h2>
<table border="1"><tr bgcolor="#cccccc"><td><b>Date</b></td><td><b>Title</b></td><td><b>Category</b></td><td><b>Reflection</b></td></tr>
<tr><td>2025-02-03</td><td>Café conversations</td><td rowspan="2">Networking</td><td>People talk when they’re fed.<br>Bring biscuits.</td></tr>
<tr><td>2025-02-17</td><td><a href="https://forum.example/17">Forum 17</a></td><td>&lt;none&gt;</td></tr>
</table><script>alert(1)</script></body></html>
"""
    return page.encode("cp1252")


def make_log() -> bytes:
    """Return a log with a title above its head, typed dates, a total, a broken formula, a hidden sheet."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    workbook.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})
    day, month = (workbook.add_format({"num_format": it}) for it in ("dd/mm/yyyy", "mmm yyyy"))
    sheet = workbook.add_worksheet("CPD log 2025")
    sheet.merge_range("B2:G2", "Owen Carrow – CPD log 2025")
    sheet.write_row("B4", ["Start", "End", "What", "Type", "Hours", "What I took away"])
    rows: tuple[tuple[Any, ...], ...] = (
        (
            date(2025, 1, 14),
            date(2025, 1, 15),
            "Two days on state aid",
            "Course",
            11.5,
            "Ask the lawyers earlier.\nKeep a log.",
        ),
        (
            date(2025, 3, 1),
            None,
            "Podcast series on founders",
            "Self-directed",
            3,
            "= effort + luck",
        ),
        (
            date(2025, 6, 30),
            date(2025, 7, 4),
            "Study visit to Harrow Moor",
            "Work-based",
            30,
            "Plants are loud.",
        ),
    )
    for number, (first, last, what, kind, hours, learned) in enumerate(rows, 5):
        sheet.write_datetime(f"B{number}", first, month if number == 6 else day)
        if last:
            sheet.write_datetime(f"C{number}", last, day)
        sheet.write_string(f"D{number}", what)
        sheet.write_string(f"E{number}", kind)
        sheet.write_number(f"F{number}", hours)
        sheet.write_string(f"G{number}", learned)
    sheet.write_string("E9", "Total")
    sheet.write_formula("F9", "=SUM(F5:F7)", None, 44.5)
    sheet.write_formula("G9", "=VLOOKUP(1,A1:A2,2)", None, "#N/A")
    sheet.set_column("A:A", 3)
    other = workbook.add_worksheet("Lists")
    other.hide()
    other.write_column("A1", ["Course", "Self-directed", "Work-based"])
    workbook.close()
    return out.getvalue()


def make_semicolons() -> bytes:
    """Return what a Windows spreadsheet of another country writes: semicolons, commas in numbers, pounds."""
    lines = (
        "Date;Activity;Provider;Hours;What I learned;Further action",
        "12/03/2025;Workshop – “Pricing know-how”;Pell & Partners;3,5;It’s worth £ 40 an hour;None",
        '19/03/2025;Talk;Société Brix;1;"Two points:\n- ask; listen\n- write it down";"Read the ""grey"" book"',
        "02/04/2025;Webinar;Calder Vale College;1,25;Café culture counts…;",
        "",
    )
    return "\r\n".join(lines).encode("cp1252")


def make_twenty_columns() -> bytes:
    """Return an export of another system: a line of its own above, twenty columns, most of them empty."""
    columns = (
        "Record ID,Created,Created By,Modified,Status,Category,Sub-category,Activity Title,Start Date,"
        "End Date,Points Claimed,Hours,Planned?,Delivery Method,Provider/Organiser,Location,Objective,"
        "Description,Reflection,Attachments"
    )
    lines = (
        "sep=,",
        columns,
        (
            '10442,2025-02-01T09:12:44Z,hbrix,2025-02-01T09:14:02Z,Approved,Formal,Course,"Coaching skills, level 1",'
            "01/02/2025,02/02/2025,12,12.00,Yes,Face to face,Calder Vale College,Calder Vale,Lead a team,"
            '"Two days of practice","I interrupt less.",certificate.pdf'
        ),
        (
            "10518,2025-03-20T16:40:00Z,hbrix,,Draft,Informal,Reading,Journal articles on trust,15/03/2025,,2,,No,"
            ",Self,,,,Trust is slow.,"
        ),
        (
            "10600,2025-05-02T08:00:00Z,hbrix,,Approved,Formal,Webinar,Data protection refresher,01/05/2025,01/05/2025,"
            "1,1.00,Yes,Online,University of Northmoor,,,Annual refresher,,"
        ),
        "",
    )
    return "\n".join(lines).encode()


def make_tab_separated() -> bytes:
    """Tabs, quoted line breaks, rows of unequal length."""
    lines = (
        "Dates\tActivity\tLearning\tAction",
        '5 Jan 2026\tJob shadowing\t"First line\nsecond line"\tThank Owen',
        "6–9 Jan 2026\tConference, online\tToo many slides",
        "Summer 2025\tGardening the commons\t5 * 3 < 20 & _so on_\tnone\t\t",
        "",
    )
    return "\n".join(lines).encode()


def make_wide() -> bytes:
    """Return what Excel calls Unicode text: UTF-16, tabs, whatever the name says."""
    lines = (
        "Date\tActivity\tProvider",
        "12/01/2026\tCwrs Cymraeg – lefel mynediad\tColeg Dyffryn Llŷr",
        "14/01/2026\tΔιάλεξη\tŁódź Forum",
        "",
    )
    return "\r\n".join(lines).encode("utf-16")


def make_mac() -> bytes:
    """Return what an old Macintosh wrote: its own letters, and lines that end with a carriage return."""
    lines = (
        "Date,Activity,Learned",
        "3 May 2009,Café debate – “Who owns ideas?”,It’s rarely simple…",
        "9 May 2009,Résumé clinic,Don’t oversell",
        "",
    )
    return "\r".join(lines).encode("mac_roman")


def make_guarded() -> bytes:
    """Our own CSV: texts that a spreadsheet would take for formulas, kept from it by an apostrophe."""
    lines = (
        "\ufeffDate,Title,Provided by,What I learned",
        "2026-03-12,'=SUM of my fears,'@home,'- one thing",
        "2026-03-13,'+1 for mentoring,''=quoted,'''tis",
        "2026-03-14,Plain,'tis the season,''''",
        "",
    )
    return "\r\n".join(lines).encode()


OFFICE_MADE = {
    "form-with-old-tick-boxes.doc": ("form-with-old-tick-boxes.docx", "docx", "doc"),
    "table-of-libreoffice.docx": ("rich-text-called-doc.doc", "rtf", "docx"),
    "title-above-the-head.xls": ("title-above-the-head.xlsx", "xlsx", "xls"),
    "title-above-the-head.ods": ("title-above-the-head.xlsx", "xlsx", "ods"),
}
"""What LibreOffice makes: of which record, and of which kind to which."""


def write_records(*, with_office: bool) -> None:
    """Write the records into their folder."""
    made = make_records()
    for name, data in made.items():
        (RECORDS / name).write_bytes(data)
    office = find_office()
    if with_office and office:
        for name, (source, old, new) in OFFICE_MADE.items():
            (RECORDS / name).write_bytes(convert_file(office, name, made[source], old, new))


if __name__ == "__main__":
    write_records(with_office="--office" in sys.argv)
