"""`check` finds each kind of damage, and nothing in a sound store."""

import sqlite3
from contextlib import closing

import pytest

from curator.model.revision import Status
from curator.store import Query, Store

HARM = {
    "bytes": ("UPDATE document SET original = x'00' WHERE number = 1", "original bytes"),
    "text": ("UPDATE document SET text = text || '!' WHERE number = 2", "the text is not"),
    "passages": (
        "UPDATE revision SET evidence = replace(evidence, '\"spans\":[[', '\"spans\":[[1') WHERE id ="
        " (SELECT revision FROM listing WHERE number = 1)",
        "is not the one saved",
    ),
    "moved": ("UPDATE document SET text = '!' || text WHERE number = 1", "the passage of /engagements/0"),
    "value": ("UPDATE engagement SET country = 'XX' WHERE rowid = 1", "table engagement"),
    "person": ("DELETE FROM participant WHERE rowid = 2", "table participant"),
    "list": ("UPDATE listing SET headline = '?' WHERE number = 3", "the list"),
    "missing": ("DELETE FROM listing WHERE number = 3", "the list"),
    "codes": ("DELETE FROM facet WHERE number = 3 AND part = 'country'", "the list"),
    "names": ("UPDATE known SET uses = uses + 1 WHERE value LIKE 'Y%'", "names known"),
    "search": ("UPDATE search_data SET block = x'00' WHERE id > 20", "search"),
    "revisions": (
        "DELETE FROM revision WHERE document = (SELECT id FROM document WHERE number = 1)",
        "no saved state",
    ),
    "stranger": ("INSERT INTO agreement (engagement, document, position) VALUES ('E', 'D', 0)", "agreement"),
}


@pytest.mark.parametrize("harm", HARM)
def test_damage_is_found_and_named(filled: Store, harm: str, request: pytest.FixtureRequest) -> None:
    copy = filled.backup(filled.path.with_name("harmed.curator"))
    sql, words = HARM[harm]
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute(sql).rowcount
        db.commit()
    with Store(copy, reader="Lan", write=False) as harmed:
        found = list(harmed.check())
    assert found
    assert any(words in each for each in found), found


def test_a_flipped_byte_in_the_file_is_found(filled: Store) -> None:
    copy = filled.backup(filled.path.with_name("harmed.curator"))
    data = copy.read_bytes()
    places = [at for at in range(len(data)) if data.startswith(b"Yerlan", at)]
    assert len(places) > 5
    for at in places[:: len(places) // 8]:
        copy.write_bytes(data[: at + 4] + b"o" + data[at + 5 :])
        with Store(copy, reader="Lan", write=False) as harmed:
            assert list(harmed.check()), at


def test_old_states_do_not_have_to_fit_the_tables(filled: Store) -> None:
    document = filled.documents(Query())[0]
    sheet = filled.current(document).sheet
    filled.save(document, sheet.remove_row(("engagements", 0)), cause="edit", label="", status=Status.EXCLUDED)
    assert list(filled.check()) == []
