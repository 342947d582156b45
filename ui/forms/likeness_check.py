"""While a person is typed: whether it is somebody who is in the register already."""

from __future__ import annotations

from collections.abc import Callable

from fieldapp.foundation.i18n import _, language
from fieldapp.services.desk import Desk
from fieldapp.services.duplicates import Duplicates, Resemblance
from ui.forms.answers import FormAnswers
from ui.forms.request import Values
from ui.workers.runner import Runner

_COMPARED = frozenset({"name", "sex", "birth_date", "id_number"})
_LEAST_LETTERS = 2


def look_for_likeness(
    desk: Desk,
    runner: Runner,
    village: Callable[[], str],
    typed: tuple[str, Values],
    but: str | None,
    answers: FormAnswers,
) -> None:
    """Ask the register about a person being typed; ``typed`` is the edited field and all values.

    The answer goes to ``answers.resembled``. ``village`` runs on the database lane; ``but`` is the
    person's own record.
    """
    key, values = typed
    name = str(values.get("name") or "")
    told = values.get("birth_date") or values.get("id_number")
    if key not in _COMPARED or len(name) < _LEAST_LETTERS or not told:
        return
    duplicates = Duplicates(desk.registers)

    def found(people: tuple[Resemblance, ...]) -> None:
        first = people[0] if people else None
        answers.resembled.emit(likeness_words(first), first.home.uid if first else "")

    def failed(_failure: BaseException) -> None:
        """What cannot be read yet is compared with nobody."""

    runner.ask(lambda: duplicates.like(village(), values, but=but), found, failed)


def likeness_words(found: Resemblance | None) -> str:
    """Who it may be and why; nothing when nobody was found."""
    if found is None:
        return ""
    where = found.home.head_name or found.home.local_no
    person = _("{name} of {head}'s household, number {number}").format(
        name=found.person.name, head=where, number=found.home.local_no
    )
    return f"{person}\n{found.likeness.sentence(language())}"
