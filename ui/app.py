"""Starts the window: the application, its look, its language, and what happens when it crashes.

Only light rooms are imported here, so that the window stands before anything heavy is read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from fieldapp.foundation.i18n import _, language, set_language
from ui.pages.unlock.page import UnlockPage
from ui.pages.unlock.view_model import UnlockViewModel
from ui.shell.main_window import MainWindow
from ui.style.theme import Theme, apply_style

CrashHook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


_QT_WORDS = "qt_words"
_STYLE = "Fusion"


def make_application(
    arguments: Sequence[str], theme: Theme, language_code: str, *, shipped_font: bool = False
) -> QApplication:
    """The application, dressed and speaking; the one that runs already, if one does.

    Raises:
        ValueError: the language is not one of ours.
    """
    set_language(language_code)
    running = QApplication.instance()
    if isinstance(running, QApplication):
        app = running
        app.setStyle(_STYLE)
    else:
        # as an argument: setStyle() hands over a style, whose 700 names take time to make
        app = QApplication([*arguments, "-style", _STYLE])
    app.setApplicationName("fieldapp")
    apply_style(app, theme, shipped_font=shipped_font)
    _speak(app)
    return app


def lock(
    window: MainWindow, model: UnlockViewModel, on_passphrase: Callable[[str], None]
) -> UnlockPage:
    """Cover the window with the unlock page; ``on_passphrase`` is called with each try."""
    page = UnlockPage(model.state)

    def tried(passphrase: str) -> None:
        page.show_state(model.trying())
        on_passphrase(passphrase)

    def other_language() -> None:
        toggle_language(window)
        page.retranslate()
        page.show_state(model.spoken_anew())

    page.unlock_asked.connect(tried)
    page.language_asked.connect(other_language)
    window.cover(page)
    page.passphrase.setFocus()
    return page


def toggle_language(window: MainWindow) -> None:
    """Speak the other language from now on, everywhere."""
    set_language("en" if language() == "zh_CN" else "zh_CN")
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _speak(app)
    window.rebuild()


def install_crash_dialog(window: MainWindow, version: str, log: CrashHook) -> None:
    """From now on a fault of the program is logged by ``log`` and shown with its report.

    The report holds no message of the failure: messages may name people.
    """

    def fault(
        kind: type[BaseException], failure: BaseException, trace: TracebackType | None
    ) -> None:
        from ui.feedback.failures import CrashDialog, crash_report

        log(kind, failure, trace)
        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        CrashDialog(crash_report(kind, trace, version), window).open()

    sys.excepthook = fault


def _speak(app: QApplication) -> None:
    """Let Qt's own words (file dialogs, context menus) follow; without a catalogue: English."""
    app.setApplicationDisplayName(_("Household Visits"))
    QLocale.setDefault(QLocale(language()))
    for old in app.findChildren(QTranslator, _QT_WORDS):
        app.removeTranslator(old)
        old.deleteLater()
    words = QTranslator(app)
    words.setObjectName(_QT_WORDS)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{language()}", folder):
        app.installTranslator(words)
