"""A new activity: a draft with the scheme's prompts that reads back as it was meant."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpdsite.commands.check import check_site
from cpdsite.commands.new import NewActivity, create_activity, create_page
from cpdsite.errors import ProblemsError, UsageError
from cpdsite.portfolio.activity import Activity, Status
from tests.conftest import MakeSite
from tests.site_maker import TODAY, build, compose_site, make_site, read_page, write_files

DATE = "2026-03-12"


def read_back(root: Path) -> Activity:
    """Return the one draft of a site."""
    (activity,) = compose_site(root, drafts=True).shown.activities
    return activity


def test_an_activity_is_a_draft_with_what_is_known(site: MakeSite) -> None:
    root = site({})
    known = NewActivity(
        title="Negotiation: part 2", date="2026-03", type="Webinar", provider="A & B"
    )
    path = create_activity(root, known)
    assert path == root / "content/activities/2026-03-negotiation-part-2.md"
    entry = read_back(root)
    assert (entry.title, str(entry.date), entry.type) == (
        "Negotiation: part 2",
        "2026-03",
        "Webinar",
    )
    assert (entry.provider, entry.status) == (("A & B",), Status.DRAFT)
    assert check_site(root, TODAY) == ()


def test_the_body_holds_the_prompts_of_the_scheme(site: MakeSite) -> None:
    text = create_activity(site({}), NewActivity(title="A", date=DATE)).read_text("utf-8")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["## What I learned", "## How I have applied it", "## Any further action?"]
    assert "<!-- What do you know, understand or do better now than before? -->" in text
    assert "\r" not in text


def test_the_prompts_are_those_of_the_leading_scheme(site: MakeSite) -> None:
    root = site({"cpdsite.toml": 'theme = "plain"\nscheme = ["iet", "ikt"]\n'})
    text = create_activity(root, NewActivity(title="A", date=DATE)).read_text("utf-8")
    assert "## Why I chose this" in text
    assert "## How I have applied it" not in text


def test_nothing_is_overwritten(site: MakeSite) -> None:
    root = site({})
    known = NewActivity(title="Same", date=DATE)
    paths = [create_activity(root, known) for _ in range(3)]
    assert [path.name for path in paths] == [
        f"{DATE}-same.md",
        f"{DATE}-same-2.md",
        f"{DATE}-same-3.md",
    ]


def test_a_folder_entry_of_that_name_is_respected(site: MakeSite) -> None:
    root = site({f"content/activities/{DATE}-same/index.md": "mine"})
    path = create_activity(root, NewActivity(title="Same", date=DATE))
    assert path.name == f"{DATE}-same-2.md"


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (NewActivity(title="", date=DATE), "title is empty"),
        (NewActivity(title="   ", date=DATE), "title is empty"),
        (NewActivity(title="?!", date=DATE), "needs a letter or a digit"),
        (NewActivity(title="A", date="12/03/2026"), "--date: expected a date such as 2026-03-12"),
        (NewActivity(title="A", date="2026-02-30"), "not in the calendar"),
        (NewActivity(title="A", date="ongoing"), "--date: expected"),
    ],
)
def test_mistakes_have_a_sentence_and_write_nothing(
    site: MakeSite, known: NewActivity, words: str
) -> None:
    root = site({})
    with pytest.raises(UsageError, match=words.replace("?", r"\?")):
        create_activity(root, known)
    assert not (root / "content/activities").exists()


def test_a_strict_scheme_names_its_types(site: MakeSite) -> None:
    root = site({"cpdsite.toml": 'theme = "plain"\nscheme = "iet"\n'})
    with pytest.raises(UsageError, match='IET has no activity type "juggling"; it has training'):
        create_activity(root, NewActivity(title="A", date=DATE, type="juggling"))
    create_activity(root, NewActivity(title="A", date=DATE, type="webinar"))


def test_an_open_scheme_accepts_any_type(site: MakeSite) -> None:
    root = site({})
    create_activity(root, NewActivity(title="A", date=DATE, type="juggling"))
    assert read_back(root).type == "juggling"


def test_without_a_scheme_the_problems_are_told(site: MakeSite) -> None:
    root = site({"cpdsite.toml": 'scheme = "gone"\n'})
    with pytest.raises(ProblemsError) as caught:
        create_activity(root, NewActivity(title="A", date=DATE))
    assert [it.code for it in caught.value.problems] == ["scheme"]


def test_a_prompt_cannot_end_its_comment(site: MakeSite) -> None:
    root = site("rich")
    prompt = 'section = "learning"\nheading = "What I learned"\nquestion = "So ---> what?"\n'
    with (root / "schemes/guild.toml").open("a") as file:
        file.write(f"[[prompts]]\n{prompt}")
    (root / "cpdsite.toml").write_text('theme = "plain"\nscheme = "guild"\n')
    (root / "templates/entry.html").unlink()
    path = create_activity(root, NewActivity(title="Prompted", date=DATE))
    assert "So" in path.read_text("utf-8")
    build(root, drafts=True)
    assert "what?" not in read_page(root, f"activities/{path.stem}/index.html")


@pytest.mark.parametrize(
    "title", ["\N{HIRAGANA LETTER A}" * 300, "word " * 100, "\U0001f600a" * 200]
)
def test_a_long_title_makes_a_name_that_a_file_system_takes(site: MakeSite, title: str) -> None:
    root = site({})
    path = create_activity(root, NewActivity(title=title, date=DATE))
    assert len(path.name.encode()) <= 255
    assert read_back(root).title == title.strip()
    assert create_activity(root, NewActivity(title=title, date=DATE)) != path


@given(title=st.text(min_size=1), provider=st.text())
def test_whatever_is_typed_reads_back_or_is_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, title: str, provider: str
) -> None:
    root = make_site(tmp_path_factory.mktemp("new") / "site", {})
    write_files(root, {"content/activities/.keep": ""})
    try:
        create_activity(root, NewActivity(title=title, date=DATE, provider=provider))
    except UsageError:
        return
    entry = read_back(root)
    assert entry.title == " ".join(title.split())
    assert entry.provider == tuple(filter(None, [" ".join(provider.split())]))


def test_a_page_is_a_draft_with_its_title(site: MakeSite) -> None:
    root = site({})
    path = create_page(root, "Boards & committees: mine")
    assert path == root / "content/pages/boards-and-committees-mine.md"
    (page,) = compose_site(root, drafts=True).shown.pages
    assert (page.title, page.status) == ("Boards & committees: mine", Status.DRAFT)
    assert page.body.text == ""
    assert check_site(root, TODAY) == ()
    assert create_page(root, "Boards & committees: mine").name == f"{path.stem}-2.md"


def test_a_page_needs_a_title_and_a_folder_of_the_site(site: MakeSite, tmp_path: Path) -> None:
    root = site({})
    with pytest.raises(UsageError, match="--kind page"):
        create_page(root, "?!")
    (root / "content/pages").symlink_to(tmp_path)
    with pytest.raises(ProblemsError):
        create_page(root, "A")


def test_a_draft_is_not_written_through_a_link(site: MakeSite, tmp_path: Path) -> None:
    root = site({})
    (tmp_path / "elsewhere").mkdir()
    (root / "content/activities").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ProblemsError) as caught:
        create_activity(root, NewActivity(title="Negotiation", date=DATE))
    assert [it.code for it in caught.value.problems] == ["link-outside"]
    assert list((tmp_path / "elsewhere").iterdir()) == []
