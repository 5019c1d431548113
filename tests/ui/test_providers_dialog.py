"""Providers, their keys and their connections, from the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from emoji_labeler.domain.provider import LOCAL, KeyPlace, ProviderProfile
from emoji_labeler.providers.presets import preset_of
from emoji_labeler.ui.dialogs.provider_edit_dialog import ProviderEditDialog
from emoji_labeler.ui.dialogs.providers_dialog import ProvidersDialog
from emoji_labeler.ui.provider_words import key_words
from tests.fakes.keyrings import no_keyring  # noqa: F401 - a fixture that every test here uses.
from tests.fakes.model_server import ModelServer, running_model_server
from tests.fakes.serving import refusal
from tests.ui.conftest import Hand

SECRET = "sk-test-90b1d2"  # noqa: S105 - it opens nothing.


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with running_model_server() as state:
        yield state


@pytest.fixture
def dialog(hand: Hand, qtbot: QtBot) -> ProvidersDialog:
    """The dialog as it opens, with its list filled."""
    hand.window._actions["providers"].trigger()
    dialog = hand.window.findChildren(ProvidersDialog)[-1]
    qtbot.waitUntil(lambda: dialog.chosen is not None)
    return dialog


def add(dialog: ProvidersDialog, qtbot: QtBot, *, name: str, address: str) -> ProviderEditDialog:
    """Write a new provider down and press OK; return the small window that asked."""
    dialog._add.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ProviderEditDialog)))
    editor = dialog.findChildren(ProviderEditDialog)[-1]
    editor._name.setText(name)
    editor._address.setText(address)
    QTest.keyClick(editor._address, Qt.Key.Key_Return)
    return editor


def add_server(dialog: ProvidersDialog, qtbot: QtBot, server: ModelServer) -> None:
    add(dialog, qtbot, name="Mine", address=server.base_url)
    qtbot.waitUntil(lambda: dialog.chosen is not None and dialog.chosen.name == "Mine")


def said(dialog: ProvidersDialog) -> str:
    """What the dialog says about the connection."""
    found = dialog._card._found
    return "" if found.isHidden() else found.text()


def test_this_machine_comes_first_and_needs_no_key(dialog: ProvidersDialog) -> None:
    assert dialog.chosen is not None
    assert dialog.chosen.id == LOCAL
    assert not dialog._card._key.isVisible()
    assert not dialog._remove.isEnabled()


def test_a_key_is_typed_unseen_and_kept_out_of_the_settings(
    dialog: ProvidersDialog, qtbot: QtBot, server: ModelServer, hand: Hand
) -> None:
    add_server(dialog, qtbot, server)
    field = dialog._card._key
    assert field.echoMode() is QLineEdit.EchoMode.Password

    QTest.keyClicks(field, SECRET)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "in memory" in dialog._card._key_place.text())

    assert "no keyring" in dialog._card._key_place.text()
    assert field.text() == ""
    assert dialog.isVisible()
    assert SECRET not in hand.desktop._settings.path.read_text("utf-8")

    dialog._card._forget.click()
    qtbot.waitUntil(lambda: "no key" in dialog._card._key_place.text())


def test_a_test_of_the_connection_tells_models_and_what_does_not_work(
    dialog: ProvidersDialog, qtbot: QtBot, server: ModelServer
) -> None:
    add_server(dialog, qtbot, server)
    server.troubles.append(refusal("/fine_tuning/jobs", 404))

    dialog._card._test.click()
    qtbot.waitUntil(lambda: "list of models" in said(dialog))

    assert "2 models" in said(dialog)
    assert "✗  fine-tuning" in said(dialog)
    assert dialog._card._models.rowCount() == 2


def test_a_test_without_a_key_says_so_in_three_parts(dialog: ProvidersDialog, qtbot: QtBot) -> None:
    dialog._list.setCurrentRow(1)
    assert dialog.chosen is not None
    assert dialog.chosen.id == "openai"

    dialog._card._test.click()
    qtbot.waitUntil(lambda: "There is no key" in said(dialog))

    assert len(said(dialog).splitlines()) == 3


def test_a_variable_is_named_only_where_its_key_would_be_sent() -> None:
    openai = profile_of("https://api.openai.com/v1")
    gateway = profile_of("https://gateway.example/v1")

    assert "OPENAI_API_KEY" in key_words(openai, KeyPlace.NOWHERE, has_keyring=False)
    assert "OPENAI_API_KEY" not in key_words(gateway, KeyPlace.NOWHERE, has_keyring=False)
    assert "set EMOJI_LABELER_KEY_X" in key_words(gateway, KeyPlace.NOWHERE, has_keyring=False)
    assert "no keyring" in key_words(gateway, KeyPlace.NOWHERE, has_keyring=False)


def profile_of(base_url: str) -> ProviderProfile:
    """An OpenAI server at an address."""
    return ProviderProfile(id="x", name="X", preset=preset_of("openai"), base_url=base_url)


def test_plain_http_needs_an_explicit_yes(dialog: ProvidersDialog, qtbot: QtBot) -> None:
    editor = add(dialog, qtbot, name="Lab", address="http://192.0.2.1/v1")
    qtbot.waitUntil(lambda: editor._error.isVisible())
    assert "everybody on the way" in editor._error.text()

    editor._plain.click()
    QTest.keyClick(editor._address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.chosen is not None and dialog.chosen.name == "Lab")

    assert dialog.chosen is not None
    assert dialog.chosen.allows_plain_http


def test_an_added_provider_is_changed_and_removed(
    dialog: ProvidersDialog, qtbot: QtBot, server: ModelServer
) -> None:
    add_server(dialog, qtbot, server)
    count = dialog._list.count()

    dialog._change.click()
    qtbot.waitUntil(lambda: len(dialog.findChildren(ProviderEditDialog)) == 2)
    editor = dialog.findChildren(ProviderEditDialog)[-1]
    editor._name.setText("Ours")
    QTest.keyClick(editor._name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.chosen is not None and dialog.chosen.name == "Ours")
    assert dialog._list.count() == count

    dialog._remove.click()
    qtbot.waitUntil(lambda: dialog._list.count() == count - 1)
    assert dialog.chosen is not None
    assert dialog.chosen.id == LOCAL


def test_the_settings_lead_to_the_providers(hand: Hand, qtbot: QtBot) -> None:
    from emoji_labeler.ui.dialogs.settings_dialog import SettingsDialog

    hand.window._actions["settings"].trigger()
    settings = hand.window.findChildren(SettingsDialog)[-1]
    settings._ask_for_providers()

    dialog = hand.window.findChildren(ProvidersDialog)[-1]
    qtbot.waitUntil(lambda: dialog.chosen is not None)
    assert dialog.isVisible()
    assert not settings.isVisible()


def test_what_was_wrong_is_said_until_it_is_being_corrected(
    dialog: ProvidersDialog, qtbot: QtBot
) -> None:
    editor = add(dialog, qtbot, name="Mine", address="no address")
    qtbot.waitUntil(editor._error.isVisible)

    QTest.keyClick(editor._address, Qt.Key.Key_Backspace)

    assert not editor._error.isVisible()
