"""Two laptops and their county: a conflict, a question and a returned visit, through windows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fieldapp.foundation.i18n import _, language
from fieldapp.records import Household
from fieldapp.records.declare import fields_of
from ui.app import toggle_language
from ui.dialogs.form_dialog import FormDialog
from ui.pages.merge.state import SideState
from ui.pages.merge.view_model import MergeViewModel
from ui.pages.questions.view_model import QuestionsViewModel
from ui.program import Program
from ui.tour.laptop import LaptopTour
from ui.tour.walker import Act, Album, StuckError, Walker
from ui.wiring import Wiring

CONTROL = Qt.KeyboardModifier.ControlModifier
_MOST_FIELDS = 30
_QUESTION = "哪个电话能打通？"
_VISIT_QUESTION = "当天谁在家？"
_VISIT_ANSWER = "户主和他老婆"
_ANSWER = "打过了，这个能通"
_COMMENT = "次日安排写清楚"
_REPLY = "已补上"


class Seat:
    """Somebody at the window of one workspace, from unlocking to closing."""

    def __init__(self, open_program: Callable[[], Program], album: Album, name: str) -> None:
        self.program = open_program()
        self.album = album
        self.walker = Walker(self.program, album)
        self._name = name
        self.walker.unlock(f"{name}-unlock")
        self.walker.answered()

    @property
    def wiring(self) -> Wiring:
        """The unlocked workspace."""
        return self.walker.wiring

    def close(self) -> None:
        """Close the window."""
        self.program.window.close()
        self.program.stop()

    def see(self, name: str) -> list[Path]:
        """The window in both languages."""
        first = self.walker.picture(f"{self._name}-{name}-{language()}")
        toggle_language(self.program.window)
        second = self.walker.picture(f"{self._name}-{name}-{language()}")
        toggle_language(self.program.window)
        self.walker.answered()
        return [first, second]

    def look_at(self, *files: Path) -> None:
        """Look at bundles on the exchange page before they are merged."""
        self.walker.go("exchange")
        imports = self.wiring.models.exchange.imports
        imports.preview(files)
        self.walker.until(lambda: imports.bringing is not None, "the bundles to be read")
        self.walker.answered()

    def merge(self) -> None:
        """Merge what was looked at."""
        imports = self.wiring.models.exchange.imports
        self.walker.key(Qt.Key.Key_Return, CONTROL)
        self.walker.until(
            lambda: imports.bringing is not None and imports.bringing.outcomes, "the merge"
        )

    def import_files(self, *files: Path) -> None:
        """Bring bundles in through the exchange page, and go back to the ledger."""
        self.look_at(*files)
        self.merge()
        self.leave_import()
        self.walker.answered()

    def leave_import(self) -> None:
        """Back to the ledger."""
        self.wiring.models.exchange.imports.dismiss()

    def export(self, stick: Path, receiver: str = "") -> Path:
        """Make a bundle and write it to a stick."""
        self.walker.go("exchange")
        exchange = self.wiring.models.exchange
        if receiver:
            exchange.choose_receiver(receiver)
            self.walker.answered()
        made: list[object] = []
        exchange.said.connect(made.append)
        exchange.make()
        self.walker.until(lambda: made, "the bundle")
        stick.mkdir(parents=True, exist_ok=True)
        exchange.targets.add_folder(stick)
        self.walker.answered()
        before = set(stick.glob("*.fsync"))
        exchange.carry()
        self.walker.until(lambda: len(made) > 1, "the bundle on the stick")
        self.walker.answered()
        (fresh,) = set(stick.glob("*.fsync")) - before
        return fresh

    def fill(self, label: str, words: str) -> None:
        """Type into the field of that label in the form in front, and save the form."""
        window = self.program.window
        self.walker.until(lambda: window.findChildren(FormDialog), "the form")
        self.walker.answered()
        for _field in range(_MOST_FIELDS):
            if self._at().startswith(label):
                break
            self.walker.key(Qt.Key.Key_Return)
        self.walker.key(Qt.Key.Key_A, CONTROL)
        self.walker.type(words)
        self.save_form()

    def press(self, key: Qt.Key, field: str) -> None:
        """Press a key that leads into the field of that name."""
        self.key(key)
        self.walker.until(lambda: self._at() == field, f"the cursor in {field}")

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key once the page has settled in front."""
        self.walker.answered()
        self.walker.come_forward()
        self.walker.key(key, held)

    def _at(self) -> str:
        """The name of the field at the cursor."""
        field = QApplication.focusWidget()
        return field.accessibleName() if field is not None else ""

    def save_form(self) -> None:
        """Save the form in front."""
        window = self.program.window
        self.walker.key(Qt.Key.Key_Return, CONTROL)
        self.walker.until(lambda: not window.findChildren(FormDialog), "the form to be saved")
        self.walker.come_forward()
        self.walker.answered()


class ExchangeTour:
    """The walk from two edits that meet to one value on three computers.

    ``open_county``, ``open_one`` and ``open_two`` open each window anew; ``out`` takes the
    pictures and the sticks.
    """

    def __init__(
        self,
        county: Callable[[], Program],
        one: Callable[[], Program],
        two: Callable[[], Program],
        out: Path,
        album: Album,
    ) -> None:
        self._county, self._one, self._two = county, one, two
        self._stick = out / "stick"
        self._out = out
        self._album = album
        self._files: list[Path] = []
        self._meant: dict[str, Path] = {}
        self._visited = ""

    def acts(self) -> Iterator[tuple[str, Act]]:
        """What is done, in order, each with its name in the language of the screen."""
        yield _("the first laptop records a visit and a telephone number"), self._first_laptop
        yield _("the second laptop writes another number"), self._second_laptop
        yield _("the county merges both and sees the conflict side by side"), self._county_asks
        yield _("the first laptop answers, and puts its visit right"), self._first_answers
        yield _("the county decides, and accepts the visit"), self._county_decides
        yield _("both laptops take the decision in"), self._both_take_in

    def _first_laptop(self) -> list[Path]:
        seat = Seat(self._one, self._album, "one")
        tour = LaptopTour(seat.program, self._out, self._album)
        self._visited = tour.record_visit()
        self._write_phone(seat, "13900000001")
        self._files = [seat.export(self._stick / "one")]
        seat.walker.go("visits")
        pictures = seat.see("visits")
        seat.close()
        return pictures

    def _second_laptop(self) -> list[Path]:
        seat = Seat(self._two, self._album, "two")
        self._write_phone(seat, "13900000002")
        self._files.append(seat.export(self._stick / "two"))
        seat.close()
        return []

    def _write_phone(self, seat: Seat, phone: str) -> None:
        seat.wiring.routes.open_household(self._visited)
        seat.walker.answered()
        seat.wiring.models.household.ask_form("household")
        seat.fill(fields_of(Household)["phone"].label(language()), phone)

    def _county_asks(self) -> list[Path]:
        seat = Seat(self._county, self._album, "county")
        seat.look_at(*self._files)
        pictures = seat.see("preview")
        seat.merge()
        seat.leave_import()
        pictures += self._could_go_back(seat)
        seat.walker.go("home")
        pictures += seat.see("home")
        for page in ("households", "village"):
            seat.walker.go(page)
            pictures += seat.see(page)
        seat.walker.go("merge")
        pictures += seat.see("conflict")
        seat.press(Qt.Key.Key_A, _("Question"))
        seat.walker.fields(_QUESTION)
        questions = seat.wiring.models.merge
        seat.walker.until(lambda: questions.state.case and questions.state.case.questions, "asked")
        pictures += seat.see("asked")
        seat.walker.go("review")
        review = seat.wiring.models.review
        seat.walker.until(lambda: review.state.case, "the visit to review")
        pictures += seat.see("review")
        seat.walker.until(lambda: review.state.case, "the visit to review")
        seat.press(Qt.Key.Key_R, _("Comment"))
        seat.walker.type(_VISIT_QUESTION)
        seat.walker.key(Qt.Key.Key_Q, Qt.KeyboardModifier.AltModifier)
        seat.walker.until(lambda: review.state.case and review.state.case.said, "asked")
        pictures += seat.see("visit-asked")
        seat.walker.until(lambda: review.state.case, "the visit to review")
        seat.press(Qt.Key.Key_R, _("Comment"))
        seat.walker.fields(_COMMENT)
        seat.walker.until(lambda: not review.state.lines, "the visit to be returned")
        self._send_out(seat)
        seat.close()
        return pictures

    def _could_go_back(self, seat: Seat) -> list[Path]:
        """What taking the newest merge back would change; it stands."""
        exchange = seat.wiring.models.exchange
        seat.walker.answered()
        newest = next(line for line in exchange.state.ledger if line.can_go_back)
        exchange.back.ask(newest.key.partition("/")[2])
        seat.walker.until(lambda: exchange.back.going, "what would go back")
        pictures = seat.see("going-back")
        exchange.back.leave()
        return pictures

    def _send_out(self, seat: Seat) -> None:
        peers = [peer for peer in seat.wiring.desk.exchange.devices() if not peer.revoked]
        self._meant = {
            peer.device: seat.export(self._stick / f"to-{place}", peer.device)
            for place, peer in enumerate(peers, 1)
        }

    def _first_answers(self) -> list[Path]:
        seat = Seat(self._one, self._album, "one")
        self._take_in(seat)
        seat.walker.go("home")
        pictures = seat.see("home")
        seat.wiring.routes.matters.open_matter("asked")
        questions = seat.wiring.models.questions
        seat.walker.until(lambda: questions.state.reading, "the question")
        pictures += seat.see("question")
        for line in questions.state.lines:
            self._answer(seat, line.key)
        seat.wiring.routes.record_visit(self._visited)
        seat.walker.answered()
        pictures += seat.see("returned-above")
        seat.wiring.routes.matters.open_matter("returned")
        visits = seat.wiring.models.visits
        seat.walker.until(lambda: visits.state.reading and visits.state.reading.returned, "visit")
        pictures += seat.see("returned")
        seat.key(Qt.Key.Key_E, CONTROL)
        window = seat.program.window
        seat.walker.until(lambda: window.findChildren(FormDialog), "the form")
        seat.walker.answered()
        seat.walker.type(_REPLY)
        pictures.append(seat.walker.picture("one-correcting"))
        seat.save_form()
        self._files = [seat.export(self._stick / "one")]
        seat.close()
        return pictures

    def _answer(self, seat: Seat, key: str) -> None:
        questions = seat.wiring.models.questions
        questions.look_at(key)
        seat.key(Qt.Key.Key_Return)
        if questions.state.reading and questions.state.reading.has_value:
            seat.walker.type(_ANSWER)
            seat.walker.key(Qt.Key.Key_Tab)
            seat.walker.type("13900000001")
        else:
            seat.walker.type(_VISIT_ANSWER)
        seat.walker.key(Qt.Key.Key_Return, CONTROL)
        seat.walker.until(lambda: not _listed(questions, key), "the answer")

    def _county_decides(self) -> list[Path]:
        seat = Seat(self._county, self._album, "county")
        seat.import_files(*self._files)
        seat.walker.go("merge")
        merge = seat.wiring.models.merge
        seat.walker.until(lambda: merge.state.case, "the conflict")
        pictures = seat.see("answered")
        place = 1 + [side.value for side in _sides(merge)].index("13900000001")
        seat.key(Qt.Key(Qt.Key.Key_0 + place))
        seat.walker.until(lambda: not merge.state.lines, "the decision")
        pictures += seat.see("settled")
        seat.walker.go("review")
        review = seat.wiring.models.review
        seat.walker.until(lambda: review.state.case, "the visit that was put right")
        pictures += seat.see("corrected")
        seat.walker.until(lambda: review.state.case, "the visit")
        seat.key(Qt.Key.Key_A)
        seat.walker.until(lambda: not review.state.lines, "the visit to be accepted")
        self._send_out(seat)
        seat.close()
        return pictures

    def _both_take_in(self) -> list[Path]:
        pictures: list[Path] = []
        for name, opened in (("one", self._one), ("two", self._two)):
            seat = Seat(opened, self._album, name)
            self._take_in(seat)
            seat.wiring.routes.open_household(self._visited)
            seat.walker.answered()
            pictures += seat.see("decided")
            seat.walker.go("visits")
            pictures += seat.see("reviewed")
            seat.close()
        return pictures

    def _take_in(self, seat: Seat) -> None:
        """Import what the county made for this laptop."""
        seat.import_files(self._meant[seat.wiring.desk.profile.device])


def _sides(merge: MergeViewModel) -> tuple[SideState, ...]:
    if merge.state.case is None:
        raise StuckError("the conflict")
    return merge.state.case.sides


def _listed(questions: QuestionsViewModel, key: str) -> bool:
    return any(line.key == key for line in questions.state.lines)
