"""Readers of lists and mappings."""

import pytest

from cpdsite.portfolio import list_readers
from cpdsite.portfolio.activity import Evidence, FurtherAction, Pairs
from cpdsite.portfolio.person import Link, Membership
from cpdsite.portfolio.readers import Reader
from tests.portfolio.reading import Written, read
from tests.portfolio.values import make_date


@pytest.mark.parametrize(
    ("written", "actions"),
    [
        pytest.param("Ask.", (FurtherAction("Ask."),), id="text"),
        pytest.param(
            ["Ask.", "Read."], (FurtherAction("Ask."), FurtherAction("Read.")), id="texts"
        ),
        pytest.param(
            [{"action": "Ask.", "due": "2026-05", "done": ""}],
            (FurtherAction("Ask.", due=make_date("2026-05")),),
            id="mapping",
        ),
        pytest.param(
            {"action": "Ask.", "done": "2026-04-20"},
            (FurtherAction("Ask.", done=make_date("2026-04-20")),),
            id="mapping-without-a-list",
        ),
        pytest.param(["", "Ask."], (FurtherAction("Ask."),), id="empty-item"),
    ],
)
def test_further_action_is_text_or_a_list_or_mappings(
    written: Written, actions: tuple[FurtherAction, ...]
) -> None:
    assert read(list_readers.read_further_action, written) == (actions, [])


@pytest.mark.parametrize(
    ("written", "evidence"),
    [
        pytest.param("a.pdf", (Evidence(file="a.pdf"),), id="file"),
        pytest.param(["https://a.example/x"], (Evidence(link="https://a.example/x"),), id="link"),
        pytest.param(
            [{"file": "a.pdf", "title": "Certificate", "public": "true"}],
            (Evidence(file="a.pdf", title="Certificate", public=True),),
            id="mapping",
        ),
        pytest.param(
            [{"link": "http://a.example", "public": "false"}],
            (Evidence(link="http://a.example"),),
            id="not-public",
        ),
    ],
)
def test_evidence_is_files_or_links(written: Written, evidence: tuple[Evidence, ...]) -> None:
    assert read(list_readers.read_evidence, written) == (evidence, [])


def test_links_memberships_and_public_are_read() -> None:
    assert read(list_readers.read_links, [{"title": "Blog", "url": "https://a.example"}]) == (
        (Link("Blog", "https://a.example"),),
        [],
    )
    assert read(
        list_readers.read_memberships,
        {"scheme": "ikt", "number": "0042", "grade": "Member", "since": "2025"},
    ) == ((Membership("ikt", "0042", "member", make_date("2025")),), [])
    assert read(list_readers.read_public, ["number", "photo"]) == (("number", "photo"), [])


def test_extra_keeps_anything_and_tells_mappings_from_lists() -> None:
    written: Written = {"a": "no", "b": ["c", {"d": "e"}], "f": [["g", "h"]]}
    value, notes = read(list_readers.read_extra, written)
    assert notes == []
    assert value == (("a", "no"), ("b", ("c", (("d", "e"),))), ("f", (("g", "h"),)))
    assert value
    inner = dict(value)["b"]
    assert isinstance(inner, tuple)
    assert isinstance(inner[1], Pairs)
    assert not isinstance(dict(value)["f"], Pairs)


@pytest.mark.parametrize(
    ("reader", "written", "message"),
    [
        pytest.param(
            list_readers.read_further_action,
            [{"due": "2026-05"}],
            "expected action: with what is to be done",
            id="no-action",
        ),
        pytest.param(
            list_readers.read_further_action,
            [{"action": "a", "deu": "2026-05"}],
            'unknown key "deu"',
            id="unknown-key",
        ),
        pytest.param(
            list_readers.read_further_action,
            [{"action": "a", "due": "soon"}],
            "expected a date such as 2026-03-12, a month such as 2026-03 or a year such as 2026, "
            'found "soon"',
            id="no-date",
        ),
        pytest.param(
            list_readers.read_further_action, [["a"]], "expected text, found a list", id="list"
        ),
        pytest.param(
            list_readers.read_evidence,
            [{"file": "a.pdf", "link": "https://a.example"}],
            "found both file: and link:",
            id="both",
        ),
        pytest.param(
            list_readers.read_evidence,
            [{"title": "a"}],
            "expected either file: or link:",
            id="none",
        ),
        pytest.param(
            list_readers.read_evidence, [""], "expected either file: or link:", id="empty-item"
        ),
        pytest.param(
            list_readers.read_evidence, [["a"]], "expected either file: or link:", id="list-in-list"
        ),
        pytest.param(
            list_readers.read_evidence,
            [{"file": "a.pdf", "public": "yes"}],
            'expected true or false, found "yes"',
            id="public-yes",
        ),
        pytest.param(
            list_readers.read_address,
            "javascript:alert(1)",
            "expected an address such as https://www.example.org/programme, "
            'found "javascript:alert(1)"',
            id="script-address",
        ),
        pytest.param(
            list_readers.read_address,
            "www.a.example",
            'expected an address such as https://www.example.org/programme, found "www.a.example"',
            id="address-without-scheme",
        ),
        pytest.param(
            list_readers.read_email,
            "ada at a.example",
            'expected an e-mail address, found "ada at a.example"',
            id="email",
        ),
        pytest.param(
            list_readers.read_links, [{"title": "Blog"}], "expected title: and url:", id="no-url"
        ),
        pytest.param(list_readers.read_links, "Blog", "expected title: and url:", id="link-text"),
        pytest.param(
            list_readers.read_memberships,
            [{"grade": "member"}],
            "expected scheme: with the name of a scheme",
            id="no-scheme",
        ),
        pytest.param(
            list_readers.read_memberships,
            "ikt",
            "expected scheme: with the name of a scheme",
            id="membership-text",
        ),
        pytest.param(
            list_readers.read_public, ["phone"], '"phone" cannot be listed here', id="phone"
        ),
        pytest.param(list_readers.read_public, {"number": "true"}, None, id="public-as-mapping"),
        pytest.param(
            list_readers.read_extra, ["a"], "expected keys and values, found a list", id="extra"
        ),
    ],
)
def test_a_wrong_part_is_one_mistake(
    reader: Reader[object], written: Written, message: str | None
) -> None:
    _, notes = read(reader, written)
    assert len(notes) == 1
    assert message in (None, notes[0][0])


def test_what_may_not_be_public_is_not_listed() -> None:
    assert read(list_readers.read_public, ["number", "phone"])[0] == ("number",)


def test_evidence_that_says_yes_to_public_is_not_public() -> None:
    value, _ = read(list_readers.read_evidence, [{"file": "a.pdf", "public": "yes"}])
    assert value == (Evidence(file="a.pdf"),)
