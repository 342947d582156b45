"""Commands of questions and of the county's review: ask, answer, close; accept, return, correct."""

from __future__ import annotations

from fieldapp.cli import rows
from fieldapp.cli.context import Context, Result
from fieldapp.foundation.errors import Refused, WrongUsage
from fieldapp.foundation.i18n import language
from fieldapp.ports.store import Store
from fieldapp.records import Question
from fieldapp.services.asking import Asking, laptop_to_ask, state_of
from fieldapp.services.lookup import the_village
from fieldapp.services.reviewing import WAITING, Reviewed, Reviewing
from fieldapp.services.visit_custody import VisitCustody, Whereabouts


def conflicts_ask(context: Context) -> Result:
    """Ask about a conflict, or about any field or record of a household."""
    given, desk = context.arguments, context.desk
    laptop = given.laptop
    if laptop is None:
        found = desk.store.questions.conflict(given.id)
        laptop = laptop_to_ask(found) if found else ""
    uid, _done = Asking(desk.registers).ask(given.id, given.text, laptop)
    return {"id": uid}


def questions(store: Store, village: str | None) -> list[dict[str, object]]:
    """Every question held, the newest first."""
    homes = {row.uid: row for row in store.questions.households(village)}
    return [
        _question(question, homes[question.household].local_no)
        for question in sorted(store.find(Question), key=lambda q: str(q.asked_at), reverse=True)
        if question.household in homes
    ]


def _question(question: Question, number: str) -> dict[str, object]:
    return {"state": state_of(question), "local_no": number, **rows.record(question)}


def questions_list(context: Context) -> Result:
    """The same as ``list questions``."""
    return questions(context.desk.store, None)


def questions_answer(context: Context) -> Result:
    """Answer a question."""
    given = context.arguments
    Asking(context.desk.registers).answer(given.id, given.text, given.value)
    return {"id": given.id, "state": "answered"}


def questions_close(context: Context) -> Result:
    """Close a question."""
    given = context.arguments
    Asking(context.desk.registers).close(given.id)
    return {"id": given.id, "state": "closed"}


def review_list(context: Context) -> Result:
    """Visits that wait for a review; at a laptop those that were returned to it."""
    given, desk = context.arguments, context.desk
    village = the_village(desk.store, given.village).uid if given.village else None
    found = Reviewing(desk.registers).inbox(village, received=desk.profile.role == "county")
    wanted = WAITING if desk.profile.role == "county" else {"returned"}
    lines = [line for line in found if given.all or line.state in wanted]
    at = VisitCustody(desk.store, desk.exchange).of([line.row.uid for line in lines])
    return [_line(line, at[line.row.uid]) for line in lines]


def _line(line: Reviewed, at: Whereabouts) -> dict[str, object]:
    last = line.last
    return {
        "id": line.row.uid,
        "state": line.state,
        "local_no": line.row.local_no,
        "head_name": line.row.head_name,
        "start_at": rows.plain(line.row.start_at),
        "visitors": list(line.row.visitors),
        "laptop": line.laptop,
        "stage": at.stage,
        "bundle": at.bundle,
        "comment": last.comment if last else None,
        "reviewer": last.reviewer if last else None,
        "reply": last.reply if last else None,
        "findings": [found.sentence(language()) for found in line.problems],
    }


def review_accept(context: Context) -> Result:
    """Accept a visit as it stands."""
    given = context.arguments
    _at_the_county(context).accept(given.visit, given.comment)
    return {"id": given.visit, "state": "accepted"}


def review_return(context: Context) -> Result:
    """Return a visit to its team with a comment."""
    given = context.arguments
    _at_the_county(context).send_back(given.visit, given.comment)
    return {"id": given.visit, "state": "returned"}


def review_correct(context: Context) -> Result:
    """The team puts a returned visit right."""
    given = context.arguments
    values = dict(_pair(words) for words in given.set or ())
    Reviewing(context.desk.registers).correct(given.visit, values, given.reply)
    return {"id": given.visit, "state": "corrected"}


def _pair(words: str) -> tuple[str, object]:
    name, sign, value = words.partition("=")
    if not sign:
        raise WrongUsage("wrong_usage", problem=words, command="review correct")
    return name.strip(), value.strip() or None


def _at_the_county(context: Context) -> Reviewing:
    if context.desk.profile.role != "county":
        raise Refused("not_a_county")
    return Reviewing(context.desk.registers)
