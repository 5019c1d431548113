from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emoji_labeler import resources
from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.emoji.pack_file import load_pack
from emoji_labeler.statistics.coefficients import krippendorff_alpha
from emoji_labeler.statistics.emoji_distance import EmojiDistances
from tests.statistics.tables import table_of

PACK = load_pack(resources.emoji_pack_folder())
DISTANCES = EmojiDistances(PACK)
LABELS = st.sampled_from((*PACK.labels, "not-in-the-pack", "nor-this"))


def test_two_smiling_faces_are_nearer_than_a_smiling_and_a_crying_one_and_a_castle_is_far() -> None:
    smiles = DISTANCES.between("grinning-face", "slightly-smiling-face")
    smile_and_tears = DISTANCES.between("grinning-face", "crying-face")
    smile_and_castle = DISTANCES.between("grinning-face", "castle")
    assert 0 < smiles < smile_and_tears < smile_and_castle == 1


def test_a_variant_is_nearest_to_its_neutral_emoji_and_as_far_from_all_others() -> None:
    labels = ("person-running", "man-running", "woman-running", "castle", "runner")
    matrix = DISTANCES.matrix(labels)
    assert matrix[0, 1:3].tolist() == pytest.approx([0.1, 0.1])
    assert matrix[1, 2] == pytest.approx(0.1)
    assert matrix[0, 3] == matrix[1, 3]


def test_the_label_of_an_older_list_is_the_same_emoji() -> None:
    assert DISTANCES.between("runner", "person-running") == 0


@given(LABELS, LABELS, LABELS)
def test_distances_are_a_metric(first: str, second: str, third: str) -> None:
    matrix = DISTANCES._computed((first, second, third))
    assert (matrix == matrix.T).all()
    assert matrix.min() >= 0
    assert matrix.max() <= 1
    for row, one in enumerate((first, second, third)):
        for column, other in enumerate((first, second, third)):
            assert (matrix[row, column] == 0) == (one == other)
    assert matrix[0, 2] <= matrix[0, 1] + matrix[1, 2] + 1e-12


def test_a_distance_does_not_depend_on_the_other_labels() -> None:
    some = PACK.labels[::7]
    every = DISTANCES.matrix(PACK.labels)[::7, ::7]
    assert np.allclose(DISTANCES.matrix(some), every, atol=1e-12)


def test_a_label_that_the_pack_lacks_is_far_from_all_but_itself() -> None:
    assert DISTANCES.between("not-in-the-pack", "castle") == 1
    assert DISTANCES.between("not-in-the-pack", "not-in-the-pack") == 0


def test_a_pack_of_bare_pictures_knows_the_words_of_its_labels() -> None:
    labels = ("red-heart", "blue-heart", "castle", "cat", "dog", "sun")
    bare = EmojiDistances(EmojiPack.of((Emoji(label=x) for x in labels), folder=Path()))
    assert 0.7 < bare.between("red-heart", "blue-heart") < 1
    assert bare.between("red-heart", "castle") == 1


def test_alpha_forgives_people_who_differ_in_the_smile_only() -> None:
    smiles = table_of("grinning-face castle sushi", "slightly-smiling-face castle sushi")
    exact = krippendorff_alpha(smiles).value
    forgiving = krippendorff_alpha(smiles, distances=DISTANCES).value
    assert exact is not None
    assert forgiving is not None
    assert exact + 0.1 < forgiving < 1


def test_the_place_counts_in_thirds_and_the_words_by_their_weight() -> None:
    pack = EmojiPack.of(
        (
            Emoji(label="a", group="smileys", subgroup="face-smiling", keywords_en=("joy",)),
            Emoji(label="b", group="smileys", subgroup="face-smiling", keywords_en=("joy",)),
            Emoji(label="c", group="smileys", subgroup="face-concerned"),
            Emoji(label="d", group="smileys", subgroup="hand"),
            Emoji(label="e", group="travel", subgroup="hand"),
        ),
        folder=Path(),
    )
    own, shared = np.log(5 / 1), np.log(5 / 2)
    same_words = shared / (2 * own + shared)
    found = EmojiDistances(pack).matrix("abcde")[0]
    expected = (0, 0.2 + 0.3 * (1 - same_words), 0.5 + 0.5 / 3, 0.5 + 2 * 0.5 / 3, 1)
    assert found.tolist() == pytest.approx(expected)
