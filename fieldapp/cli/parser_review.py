"""The arguments of questions and reviews."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, TypeAlias

from fieldapp.foundation.i18n import _

_Ways: TypeAlias = Any
"""What subparsers are added to; argparse has no name for it that one may use."""
_Adding = Callable[[_Ways, str, str], argparse.ArgumentParser]


def asking(ways: _Ways, add: _Adding) -> None:
    """``conflicts ask``."""
    ask = add(ways, "ask", _("ask the team; the question travels with the next bundle"))
    ask.add_argument("id", help=_("the id of a conflict, or ENTITY/UID or ENTITY/UID/FIELD"))
    ask.add_argument("--text", required=True)
    ask.add_argument("--laptop", metavar="DEVICE", help=_("who is asked; else whoever wrote it"))


def questions_and_reviews(commands: _Ways, add: _Adding) -> None:
    """``questions`` and ``review`` with what can be done to each."""
    questions = add(commands, "questions", _("what the county asks its teams"))
    ways = questions.add_subparsers(dest="way", required=True, metavar=_("COMMAND"))
    add(ways, "list", _("list questions with their answers"))
    answer = add(ways, "answer", _("answer one"))
    answer.add_argument("id")
    answer.add_argument("--text", default="")
    answer.add_argument("--value", default="", help=_("the value that is right"))
    add(ways, "close", _("close one")).add_argument("id")
    review = add(commands, "review", _("the county's review of visits"))
    acts = review.add_subparsers(dest="way", required=True, metavar=_("COMMAND"))
    inbox = add(acts, "list", _("county: visits to review; laptop: visits that were returned"))
    inbox.add_argument("--village")
    inbox.add_argument("--all", action="store_true", help=_("also those that do not wait"))
    accept = add(acts, "accept", _("county: accept a visit as it stands"))
    accept.add_argument("visit")
    accept.add_argument("--comment", default="")
    back = add(acts, "return", _("county: return a visit with a comment"))
    back.add_argument("visit")
    back.add_argument("--comment", required=True)
    correct = add(acts, "correct", _("laptop: put a returned visit right, and send it again"))
    correct.add_argument("visit")
    correct.add_argument("--set", action="append", metavar="FIELD=VALUE")
    correct.add_argument("--reply", default="")
