"""The providers: which there are, what each can do, their keys, and whether they answer."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emoji_labeler.domain.errors import EmojiLabelerError
from emoji_labeler.domain.provider import LOCAL, ConnectionReport, KeyPlace, ProviderProfile
from emoji_labeler.domain.record import record
from emoji_labeler.ui.background import Background, Progressing
from emoji_labeler.ui.changes import Changes
from emoji_labeler.ui.dialogs.provider_edit_dialog import ProviderEditDialog, WantedProvider
from emoji_labeler.ui.measures import DIALOG_MARGINS
from emoji_labeler.ui.provider_words import provider_name
from emoji_labeler.ui.widgets.provider_card import ProviderCard
from emoji_labeler.wording import tr

if TYPE_CHECKING:
    from emoji_labeler.services.providing import ProvidingService

T = TypeVar("T")

_SIZE = (820, 600)
_LIST_WIDTH = 210


@record
class _KeyState:
    """Where the key of one provider is, on this system."""

    profile_id: str
    place: KeyPlace
    has_keyring: bool


class ProvidersDialog(QDialog):
    """A list on the left, the chosen one on the right; workers touch the keys and the servers."""

    def __init__(
        self,
        providing: "Callable[[], ProvidingService]",
        *,
        background: Background,
        changes: Changes,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._providing = providing
        self._background = background
        self._changes = changes
        self._profiles: list[ProviderProfile] = []
        self._added: frozenset[str] = frozenset()
        self._testing: Progressing | None = None
        self.setWindowTitle(tr("Providers"))
        self.resize(*_SIZE)
        self._list = QListWidget(self)
        self._list.setAccessibleName(tr("Providers"))
        self._list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self._card = ProviderCard(self)
        self._card.key_given.connect(self._keep_key)
        self._card.key_forgotten.connect(self._forget_key)
        self._card.test_wanted.connect(self._test)
        self._card.stop_wanted.connect(self._stop_test)
        self._add = _button(tr("Add…"), does=self._ask_for_new, parent=self)
        self._change = _button(tr("Change…"), does=self._ask_for_change, parent=self)
        self._remove = _button(tr("Remove"), does=self._remove_chosen, parent=self)
        self._furnish()
        self._load(chosen=LOCAL)

    def done(self, result: int) -> None:
        """Stop a test that is running; whoever looks at providers looks again."""
        self._stop_test()
        super().done(result)

    @property
    def chosen(self) -> ProviderProfile | None:
        """The provider that is shown."""
        row = self._list.currentRow()
        return self._profiles[row] if 0 <= row < len(self._profiles) else None

    def _furnish(self) -> None:
        close = _button(tr("Close"), does=self.accept, parent=self)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._add, self._change, self._remove):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(close)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._framed_list())
        middle.addWidget(self._card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*DIALOG_MARGINS)
        layout.setSpacing(14)
        layout.addLayout(middle, 1)
        layout.addLayout(buttons)
        self._card.setEnabled(False)

    def _framed_list(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("role", "card")
        frame.setFixedWidth(_LIST_WIDTH)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(8, 8, 8, 8)
        inner.addWidget(self._list)
        return frame

    def _load(self, *, chosen: str) -> None:
        """List the providers anew."""

        def found(service: "ProvidingService") -> tuple[list[ProviderProfile], frozenset[str]]:
            profiles = list(service.profiles())
            return profiles, frozenset(one.id for one in profiles if service.is_added(one.id))

        self._ask(found, then=lambda result: self._fill(*result, chosen=chosen))

    def _fill(self, profiles: list[ProviderProfile], added: frozenset[str], *, chosen: str) -> None:
        self._profiles = []
        self._list.clear()
        self._added = added
        self._profiles = profiles
        self._list.addItems([provider_name(profile) for profile in profiles])
        places = [place for place, profile in enumerate(profiles) if profile.id == chosen]
        self._list.setCurrentRow(places[0] if places else 0)

    def _show_chosen(self) -> None:
        self._stop_test()
        profile = self.chosen
        self._card.setEnabled(profile is not None)
        is_added = profile is not None and profile.id in self._added
        self._change.setEnabled(is_added)
        self._remove.setEnabled(is_added)
        if profile is not None:
            self._card.show_provider(profile)
            self._look_for_key(profile.id)

    def _look_for_key(self, profile_id: str) -> None:
        self._with_key(profile_id, lambda service: service.where_key_is_kept(profile_id))

    def _keep_key(self, text: str) -> None:
        profile = self.chosen
        if profile is not None:
            self._with_key(profile.id, lambda service: service.keep_key(profile.id, text))

    def _forget_key(self) -> None:
        profile = self.chosen
        if profile is None:
            return
        profile_id = profile.id

        def forget(service: "ProvidingService") -> KeyPlace:
            service.forget_key(profile_id)
            return service.where_key_is_kept(profile_id)

        self._with_key(profile_id, forget)

    def _with_key(self, profile_id: str, work: "Callable[[ProvidingService], KeyPlace]") -> None:
        """Do something with a key and say where it is now."""

        def state(service: "ProvidingService") -> _KeyState:
            place = work(service)
            return _KeyState(profile_id=profile_id, place=place, has_keyring=service.has_keyring)

        self._card.clear_result()
        self._ask(state, then=self._show_key)

    def _show_key(self, state: _KeyState) -> None:
        # Meanwhile somebody may have chosen another one.
        if self.chosen is not None and self.chosen.id == state.profile_id:
            self._card.show_key(state.place, has_keyring=state.has_keyring)
        self._changes.providers.emit()

    def _test(self) -> None:
        profile = self.chosen
        if profile is None:
            return
        profile_id = profile.id
        self._card.show_testing()

        def work(progressing: Progressing) -> ConnectionReport:
            return self._providing().test_connection(
                profile_id, cancel=lambda: progressing.is_cancelled
            )

        testing = self._background.run(
            work,
            done=lambda report: self._tested(testing, self._card.show_report, report),
            failed=lambda error: self._tested(testing, self._card.complain, error),
            owner=self,
        )
        self._testing = testing

    def _tested(self, testing: Progressing, show: Callable[[T], None], found: T) -> None:
        """Show what a test found, unless it was stopped."""
        if testing is self._testing:
            self._testing = None
            show(found)

    def _stop_test(self) -> None:
        if self._testing is not None:
            self._testing.cancel()
            self._testing = None
            self._card.clear_result()

    def _ask_for_new(self) -> None:
        self._edit(None)

    def _ask_for_change(self) -> None:
        self._edit(self.chosen)

    def _edit(self, profile: ProviderProfile | None) -> None:
        self._ask(
            lambda service: service.presets(),
            then=lambda presets: self._open_editor(
                ProviderEditDialog(presets, profile=profile, parent=self), profile=profile
            ),
        )

    def _open_editor(self, editor: ProviderEditDialog, *, profile: ProviderProfile | None) -> None:
        def put(wanted: WantedProvider) -> None:
            self._ask(
                lambda service: _put(service, wanted, profile=profile),
                then=stand,
                failed=editor.complain,
            )

        def stand(new: ProviderProfile) -> None:
            editor.accept()
            self._load(chosen=new.id)
            self._changes.providers.emit()

        editor.wanted.connect(put)
        editor.open()

    def _remove_chosen(self) -> None:
        profile = self.chosen
        if profile is None:
            return
        profile_id = profile.id

        def removed(_nothing: None) -> None:
            self._load(chosen=LOCAL)
            self._changes.providers.emit()

        self._ask(lambda service: service.remove(profile_id), then=removed)

    def _ask(
        self,
        work: "Callable[[ProvidingService], T]",
        *,
        then: Callable[[T], None],
        failed: Callable[[EmojiLabelerError], None] | None = None,
    ) -> None:
        """Have a worker ask the service, and show the answer or what went wrong."""
        self._background.run(
            lambda _progressing: work(self._providing()),
            done=then,
            failed=failed or self._card.complain,
            owner=self,
        )


def _put(
    service: "ProvidingService", wanted: WantedProvider, *, profile: ProviderProfile | None
) -> ProviderProfile:
    """Have a provider added or changed."""
    if profile is None:
        return service.add(
            wanted.name,
            base_url=wanted.base_url,
            preset_id=wanted.preset_id,
            allows_plain_http=wanted.allows_plain_http,
        )
    return service.change(
        profile.id,
        name=wanted.name,
        base_url=wanted.base_url,
        allows_plain_http=wanted.allows_plain_http,
    )


def _button(text: str, *, does: Callable[[], object], parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setAutoDefault(False)
    button.clicked.connect(does)
    return button
