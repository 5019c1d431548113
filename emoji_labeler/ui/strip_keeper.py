"""Keeps the strip under the memo: what it offers for the memo on the desk, and what was taken."""

from emoji_labeler.domain.annotation import PickPath
from emoji_labeler.domain.pick import Pick
from emoji_labeler.emoji.pack import EmojiPack
from emoji_labeler.services.labeling import LabelingSession
from emoji_labeler.settings.settings_file import SettingsFile
from emoji_labeler.ui.assistant import Assistant
from emoji_labeler.ui.offering import NOTHING, Offering, offering_for, revealed
from emoji_labeler.ui.widgets.pick_strip import Offer, PickStrip
from emoji_labeler.wording import tr, tr_count

_LEAST_SAID = 0.01


class StripKeeper:
    """Lays offers on the strip; ``offering`` says which of them are suggestions."""

    def __init__(
        self, strip: PickStrip, *, pack: EmojiPack, assistant: Assistant, settings: SettingsFile
    ) -> None:
        self._strip = strip
        self._pack = pack
        self._assistant = assistant
        self._settings = settings
        self.offering: Offering = NOTHING

    def lay(self, session: LabelingSession) -> None:
        """Offer what fits the memo on the desk of ``session``."""
        desk = session.desk
        self.offering = NOTHING
        if desk is not None:
            self.offering = offering_for(
                desk.memo,
                chance=desk.chance,
                assistant=self._assistant,
                settings=self._settings,
            )
        self._show(session)

    def reveal(self, session: LabelingSession) -> None:
        """Show the suggestions that waited for the pick."""
        self.offering = revealed(self.offering)
        self._show(session)

    def pick(self, path: PickPath, *, query: str) -> Pick:
        """Return how a label was found, to be kept with the answer."""
        return Pick(path=path, query=query.strip(), shown=self.offering.shown)

    def _show(self, session: LabelingSession) -> None:
        shown = self.offering.shown
        if shown is None or not self.offering.is_visible:
            self._show_usual_labels(session)
            return
        self._strip.show_offers(
            [
                self._offer(one.label, caption=_percent(one.probability), share=one.probability)
                for one in shown.suggestions
            ],
            title=tr("Suggestions"),
            explanation=self._explanation(),
        )

    def _show_usual_labels(self, session: LabelingSession) -> None:
        labels = session.usual_labels.labels
        self._strip.show_offers(
            [self._offer(label) for label in labels],
            title=tr("Used lately"),
            explanation="" if labels else tr("What you pick gathers here."),
        )

    def _explanation(self) -> str:
        service = self._assistant.service
        learned = service.answers_learned if service is not None else 0
        if not learned:
            return tr("from words alone, until you answer")
        return tr_count(
            "learned from {count} answer", "learned from {count} answers", count=learned
        )

    def _offer(self, label: str, *, caption: str = "", share: float = 0.0) -> Offer:
        emoji = self._pack.find(label)
        if emoji is None:
            return Offer(label=label, name=label, caption=caption, share=share)
        return Offer(label=emoji.label, name=emoji.spoken_name, caption=caption, share=share)


def _percent(probability: float) -> str:
    """Return a chance in percent; one that rounds to nothing is still a chance."""
    return f"{probability:.0%}" if probability >= _LEAST_SAID else f"<{_LEAST_SAID:.0%}"
