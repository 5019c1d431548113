from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler.emoji.key_table import KeyTable

_KEYS = st.lists(st.text(alphabet="abcねこ ", max_size=6), max_size=30)


@given(_KEYS)
def test_every_key_leads_to_all_its_places(keys: list[str]) -> None:
    table = KeyTable(keys)
    for entry, key in enumerate(keys):
        assert not key or entry in table.entries(table.row_of(key))
    everything = list(table.all_entries())
    assert sorted(entry for entries in everything for entry in entries) == [
        entry for entry, key in enumerate(keys) if key
    ]


@given(_KEYS, st.text(alphabet="abcねこ ", max_size=3))
def test_the_rows_of_a_prefix_are_the_keys_that_start_so(keys: list[str], prefix: str) -> None:
    table = KeyTable(keys)
    found = [table.keys[row] for row in table.rows_from(prefix)]
    assert found == sorted({key for key in keys if key and key.startswith(prefix)})


@given(_KEYS, st.text(alphabet="abcねこ", min_size=1, max_size=3))
def test_parts_are_all_places_where_a_part_stands(keys: list[str], part: str) -> None:
    table = KeyTable(keys)
    expected = {
        (row, at)
        for row, key in enumerate(table.keys)
        for at in range(len(key))
        if key.startswith(part, at)
    }
    assert set(table.parts(part, most=10_000)) == expected


def test_parts_stop_when_there_are_too_many() -> None:
    assert len(list(KeyTable(["aaaa"]).parts("a", most=2))) == 2


def test_an_unknown_key_has_no_row() -> None:
    assert KeyTable(["cat"]).row_of("dog") == KeyTable([]).row_of("") == -1
