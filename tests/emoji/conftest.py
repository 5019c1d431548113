import pytest

from emoji_labeler import resources
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.emoji.search_index import SearchIndex
from emoji_labeler.emoji.theme_table import load_theme_table


@pytest.fixture(scope="session")
def real_pack() -> EmojiPack:
    return load_pack(resources.emoji_pack_folder())


@pytest.fixture(scope="session")
def real_index(real_pack: EmojiPack) -> SearchIndex:
    """The index people search: nothing may be learned into it, for all tests share it."""
    return SearchIndex.build(real_pack, themes=load_theme_table(resources.theme_tables()[:2]))
