"""What the strip under the memo offers: suggestions, or the labels used lately."""

from typing import NamedTuple

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.memo import Memo
from emoji_labeler.domain.suggestion import ShownSuggestions, SuggestionTiming
from emoji_labeler.settings import table
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.ui.assistant import Assistant


class Offering(NamedTuple):
    """The suggestions for one memo, and whether the annotator sees them now."""

    shown: ShownSuggestions | None = None
    is_visible: bool = False

    @property
    def pick_path(self) -> PickPath:
        """How a label came to be that was taken from the strip."""
        return PickPath.SUGGESTION if self.is_visible else PickPath.RECENT

    @property
    def waits_for_pick(self) -> bool:
        """Whether the annotator is to choose first and to see the suggestions then."""
        is_after = self.shown is not None and self.shown.timing is SuggestionTiming.AFTER
        return is_after and not self.is_visible


NOTHING = Offering()


def offering_for(
    memo: Memo, *, chance: float, assistant: Assistant, settings: SettingsFile
) -> Offering:
    """Return what to offer for a memo.

    ``chance`` is the memo's own random number: below the share that is set, its suggestions are
    worked out and kept but never shown, so that their influence can be measured.
    """
    mode = settings.get(table.SUGGESTIONS)
    if assistant.service is None or mode == "off":
        return NOTHING
    timing = SuggestionTiming(mode)
    if chance * 100 < settings.get(table.WITHHELD_PERCENT):
        timing = SuggestionTiming.WITHHELD
    shown = ShownSuggestions(
        model=assistant.service.model,
        timing=timing,
        suggestions=assistant.service.suggestions(memo),
    )
    return Offering(shown=shown, is_visible=timing is SuggestionTiming.BEFORE)


def revealed(offering: Offering) -> Offering:
    """Return the same suggestions for all to see."""
    return Offering(shown=offering.shown, is_visible=True)
