"""A handful of emoji and theme rows, enough to tell memos apart."""

from emoji_labeler.domain.emoji import Emoji
from emoji_labeler.emoji.theme_table import ThemeRow
from emoji_labeler.local_model.model import LocalModel
from emoji_labeler.local_model.prior import Prior


def _emoji(label: str, ja: str, *, en: str = "", group: str = "objects", **words: str) -> Emoji:
    return Emoji(
        label=label,
        character="?",
        group=group,
        subgroup=group,
        name_en=label.replace("-", " "),
        name_ja=ja,
        keywords_en=tuple(en.split()),
        keywords_ja=tuple(words.get("kw", "").split()),
        variant_of=words.get("variant_of", ""),
    )


EMOJI = (
    _emoji("cat-face", "ネコの顔", en="kitten pet", kw="猫 ペット", group="nature"),
    _emoji("dog-face", "イヌの顔", en="puppy pet", kw="犬 ペット", group="nature"),
    _emoji("bread", "パン", en="loaf toast bake", kw="食パン", group="food"),
    _emoji("croissant", "クロワッサン", en="breakfast bake", kw="パン屋", group="food"),
    _emoji("person-running", "走る人", en="marathon jog", kw="マラソン", group="people"),
    _emoji("man-running", "走る男性", en="marathon", group="people", variant_of="person-running"),
    _emoji("running-shoe", "運動靴", en="sneaker jog", kw="スニーカー", group="objects"),
    _emoji("calendar", "カレンダー", en="date", kw="予定", group="objects"),
    _emoji("umbrella", "傘", en="rain", kw="雨", group="travel"),
    _emoji("hospital", "病院", en="doctor", kw="医者", group="travel"),
    _emoji("red-heart", "赤いハート", en="love", kw="愛", group="smileys"),
    _emoji("crying-face", "泣き顔", en="tear sad", kw="涙", group="smileys"),
)
THEMES = (
    ThemeRow(words=("締め切り", "締切"), readings=("しめきり",), labels=("calendar",)),
    ThemeRow(words=("ジョギング", "走る"), labels=("person-running", "running-shoe")),
    ThemeRow(words=("deadline", "due date"), labels=("calendar",)),
    ThemeRow(words=("went for a run", "jogging"), labels=("person-running", "running-shoe")),
    ThemeRow(words=("bakery",), labels=("bread", "croissant")),
)


def small_model() -> LocalModel:
    """Return a model over these words that has learned nothing."""
    return LocalModel(Prior.build(EMOJI, themes=THEMES))
