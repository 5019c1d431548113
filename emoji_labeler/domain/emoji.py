"""One emoji of a pack: a picture, the label that names it, and the words that find it."""

from emoji_labeler.domain.record import record
from emoji_labeler.wording import spoken_language


@record
class Emoji:
    """An emoji as its pack describes it.

    Every field but ``label`` may be empty: a folder of pictures without a data file is a pack too.
    """

    label: str
    character: str = ""
    group: str = ""
    subgroup: str = ""
    version: str = ""
    name_en: str = ""
    name_ja: str = ""
    keywords_en: tuple[str, ...] = ()
    keywords_ja: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    shortcodes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    variant_of: str = ""

    @property
    def name(self) -> str:
        """The English name, or the label in words where the pack has no name."""
        return self.name_en or self.label.replace("-", " ").replace("_", " ")

    @property
    def spoken_name(self) -> str:
        """The name in the language that is spoken to the person, as far as the pack has one."""
        return (self.name_ja if spoken_language() == "ja" else "") or self.name

    @property
    def other_name(self) -> str:
        """The name in the other language, or nothing where that is the spoken one already."""
        return self.name if self.spoken_name != self.name else self.name_ja
