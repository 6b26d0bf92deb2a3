"""The site as an audience sees it: made when it is asked for, once, and kept within bounds."""

import threading
from collections.abc import Hashable
from pathlib import Path

import pytest

from cpdsite.commands import editions, serve
from cpdsite.commands.composition import Composed, Outlined, complete_site
from cpdsite.commands.editions import Kept
from cpdsite.commands.serve import Desk
from cpdsite.commands.site_folder import Opened
from cpdsite.errors import Location, Problem, ProblemsError
from cpdsite.preview.showing import Edition, Found
from cpdsite.render.pages import Render, make_render
from cpdsite.site.outputs import Rendered
from tests.commands.desks import BASE, Viewer, read_edition, read_found
from tests.conftest import MakeSite
from tests.picture_maker import make_picture_file
from tests.site_maker import TODAY, write_entry

ENTRY = "content/activities/2025-03-12-negotiation.md"
PAGE = "activities/2025-03-12-negotiation/index.html"
OTHER = "activities/2024-05-02-goal/index.html"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the URLs of the pages that are rendered from now on."""
    urls: list[str] = []

    def watch(*arguments: object) -> Render:
        render = make_render(*arguments)  # type: ignore[arg-type]

        def note(output: Rendered) -> bytes:
            urls.append(output.url)
            return render(output)

        return note

    monkeypatch.setattr(editions, "make_render", watch)
    return urls


def find_digest(edition: Edition | None, path: str) -> str:
    """Return the digest of what is at a path."""
    assert edition is not None
    found = edition.find(path)
    assert found is not None
    return found.digest


def test_what_is_kept_stays_within_bounds_and_the_oldest_goes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editions, "MOST_BYTES", 10)
    kept = Kept()
    keys: tuple[Hashable, ...] = ("a", "b", "c")
    for key in keys:
        assert kept.keep(key, b"1234") == b"1234"
    assert [kept.find(key) for key in keys] == [None, b"1234", b"1234"]
    kept.find("b")
    kept.keep("d", b"1234")
    assert [kept.find(key) for key in ("b", "c", "d")] == [b"1234", None, b"1234"]


def test_what_is_kept_anew_under_its_key_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "MOST_BYTES", 10)
    kept = Kept()
    kept.keep("a", b"1")
    for size in (8, 2, 8):
        kept.keep("b", b"1" * size)
    assert (kept.find("a"), kept.find("b")) == (b"1", b"1" * 8)


def test_what_is_larger_than_the_bounds_is_given_and_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editions, "MOST_BYTES", 10)
    kept = Kept()
    kept.keep("a", b"1")
    assert kept.keep("b", b"1" * 11) == b"1" * 11
    assert (kept.find("a"), kept.find("b")) == (None, None)
    kept.keep("a", b"1" * 10)
    assert kept.find("a") == b"1" * 10


def test_a_preview_forgets_pages_before_it_holds_too_much(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_edition(Viewer(site("small")).showing.mine)
    monkeypatch.setattr(editions, "MOST_BYTES", 2_000)
    held: list[int] = []
    plain = Kept.keep

    def watch(self: Kept, key: Hashable, content: bytes) -> bytes:
        plain(self, key, content)
        held.append(sum(map(len, self._contents.values())))
        return content

    monkeypatch.setattr(Kept, "keep", watch)
    assert read_edition(Viewer(site("small", "again")).showing.mine) == whole
    assert 1_000 < max(held) <= 2_000


def test_a_page_is_rendered_when_it_is_asked_for_and_once(
    site: MakeSite, rendered: list[str]
) -> None:
    viewer = Viewer(site({"cpdsite.toml": "", "content/activities/a.md": write_entry()}))
    assert rendered == []
    for _ in range(2):
        assert viewer.mine("activities/a/index.html")
    assert rendered == ["/activities/a/"]
    viewer.refresh()
    # What everyone will see is the same page, made once for both.
    assert viewer.published("activities/a/index.html") == viewer.mine("activities/a/index.html")
    assert rendered == ["/activities/a/"]


def test_a_save_renders_again_what_it_changes_and_nothing_else(
    site: MakeSite, rendered: list[str]
) -> None:
    viewer = Viewer(site("small"))
    viewer.mine(PAGE), viewer.mine(OTHER)
    rendered.clear()
    text = (viewer.root / ENTRY).read_text()
    viewer.save(ENTRY, text.replace("interests now", "positions now"))
    assert "positions now" in viewer.mine(PAGE)
    viewer.mine(OTHER)
    assert "/activities/2025-03-12-negotiation/" in rendered
    assert "/activities/2024-05-02-goal/" not in rendered


def test_templates_are_compiled_again_only_when_one_changes(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def watch(*arguments: object) -> Render:
        made.append("made")
        return make_render(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(editions, "make_render", watch)
    viewer = Viewer(site("small"))
    viewer.save(ENTRY, write_entry("Other."))
    assert viewer.mine(PAGE)
    assert made == ["made"]
    viewer.save("templates/entry.html", "{{ page.head.title }}")
    assert viewer.mine(PAGE) == "An entry"
    assert made == ["made", "made"]


def test_a_digest_changes_with_what_it_is_of(site: MakeSite) -> None:
    viewer = Viewer(site("rich"))
    files = (
        "activities/2024-09-workshop/notes.txt",
        "activities/2024-09-workshop/images/bench.png",
    )
    for path in files:
        before = find_digest(viewer.showing.mine, path)
        assert find_digest(viewer.showing.published, path) == before
        viewer.refresh(f"content/{path}")
        assert find_digest(viewer.showing.mine, path) == before
        other = make_picture_file("png") if path.endswith("png") else b"other"
        viewer.save(f"content/{path}", other)
        assert find_digest(viewer.showing.mine, path) != before


def test_a_file_is_opened_and_not_held(site: MakeSite) -> None:
    showing = Viewer(site("rich")).showing
    assert showing.mine is not None
    found = showing.mine.find("activities/2024-09-workshop/notes.txt")
    assert found is not None
    assert found.open_file is not None
    assert (found.content, read_found(found)) == (b"", b"notes\n")


def test_a_file_that_has_become_a_link_is_not_opened(site: MakeSite, tmp_path: Path) -> None:
    viewer = Viewer(site("rich"))
    (tmp_path / "secret.txt").write_text("secret")
    path = viewer.root / "content/activities/2024-09-workshop/notes.txt"
    path.unlink()
    path.symlink_to(tmp_path / "secret.txt")
    assert viewer.showing.mine is not None
    found = viewer.showing.mine.find("activities/2024-09-workshop/notes.txt")
    assert found is not None
    with pytest.raises(PermissionError):
        read_found(found)


def test_a_file_below_a_folder_that_has_become_a_link_is_not_opened(
    site: MakeSite, tmp_path: Path
) -> None:
    viewer = Viewer(site("rich"))
    folder = viewer.root / "content/activities/2024-09-workshop"
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert viewer.showing.mine is not None
    found = viewer.showing.mine.find("activities/2024-09-workshop/notes.txt")
    assert found is not None
    with pytest.raises(PermissionError):
        read_found(found)


def test_a_picture_that_is_none_says_so_and_is_empty(site: MakeSite) -> None:
    entry = write_entry("![it](pic.png)")
    viewer = Viewer(
        site({"content/activities/a.md": entry, "content/activities/pic.png": "no picture"})
    )
    assert viewer.showing.mine is not None
    found = viewer.showing.mine.find("activities/a/pic.png")
    assert found is not None
    assert (found.content, [it.code for it in found.problems]) == (b"", ["image"])


def test_what_everyone_sees_of_a_failing_page_is_never_what_only_the_person_saw(
    site: MakeSite,
) -> None:
    viewer = Viewer(site("rich"))
    path = "activities/index.html"
    assert "A draft" in viewer.mine(path)
    viewer.save("templates/list.html", "{{ page.titel }}")
    assert "A draft" in viewer.mine(path)
    assert "A draft" not in viewer.published(path)
    good = viewer.published(path)
    viewer.save(
        "content/activities/2025-01-mentoring.md",
        write_entry(title="Withdrawn now", status="private"),
    )
    assert "Withdrawn now" in viewer.mine(path)
    assert "Withdrawn now" not in viewer.published(path)
    assert viewer.published(path) != good


def test_what_only_one_edition_holds_is_alone_there(site: MakeSite) -> None:
    showing = Viewer(site("rich")).showing
    assert showing.mine is not None
    assert showing.published is not None
    alone = ("activities/draft/index.html", "activities/2024-09-workshop/private.pdf")
    shared = ("index.html", "activities/2024-09-workshop/index.html", "nowhere/index.html")
    assert [showing.mine.is_alone(it) for it in (*alone, *shared)] == [True, True] + [False] * 3
    assert not any(showing.published.is_alone(it) for it in (*alone, *shared))


def test_a_list_that_only_a_hidden_entry_is_on_is_alone(site: MakeSite) -> None:
    root = site(
        {
            "content/activities/a.md": write_entry(tags="[seen]"),
            "content/activities/b.md": write_entry(tags="[hidden, seen]", status="draft"),
        }
    )
    mine = Viewer(root).showing.mine
    assert mine is not None
    assert mine.is_alone("tags/hidden/index.html")
    assert not mine.is_alone("tags/seen/index.html")


def test_nothing_is_at_a_path_that_is_no_output(site: MakeSite) -> None:
    mine = Viewer(site("rich")).showing.mine
    assert mine is not None
    for path in ("cpdsite.toml", "../cpdsite.toml", "content/profile.md", "", "activities", "/"):
        assert not mine.holds(path)
        assert mine.find(path) is None


def test_many_who_ask_at_once_get_the_same_and_it_is_made_once(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    composed: list[str] = []

    def watch(opened: Opened, outlined: Outlined) -> Composed:
        composed.append("made")
        return complete_site(opened, outlined)

    monkeypatch.setattr(editions, "complete_site", watch)
    monkeypatch.setattr(serve, "MANY", 0)
    quick = next(Desk(site("rich"), lambda: TODAY, BASE).refresh(frozenset()))
    edition = quick.showing.mine
    assert edition is not None
    assert composed == []
    answers: list[bool] = []
    start = threading.Barrier(8)

    def ask() -> None:
        start.wait()
        answers.append(edition.holds("nowhere.html"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [False] * 8
    assert composed == ["made"]


def test_a_record_of_which_no_file_can_be_made_is_told(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem(Location("cpdsite.toml"), "record_files", "no PDF can be made")

    def refuse(*_: object) -> None:
        raise ProblemsError([problem])

    root = site({"cpdsite.toml": 'theme = "plain"\nrecord_files = ["csv"]\n'})
    (refreshed,) = Desk(root, lambda: TODAY, BASE).refresh(frozenset())
    monkeypatch.setattr(editions, "export_file", refuse)
    assert refreshed.showing.mine
    found = refreshed.showing.mine.find("record/record.csv")
    assert found == Found(problems=(problem,))
