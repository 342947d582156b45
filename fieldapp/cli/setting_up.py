"""Commands that make workspaces: init, invite, demo."""

from __future__ import annotations

from pathlib import Path

from fieldapp.cli.context import Context, Result
from fieldapp.foundation.errors import Refused, WrongUsage
from fieldapp.foundation.i18n import LANGUAGES, language
from fieldapp.foundation.recovery_words import new_entropy, words_of
from fieldapp.services.demonstration import make_demonstration
from fieldapp.services.lookup import the_village
from fieldapp.services.profile import load_profile
from fieldapp.services.recovery_paper import print_recovery, require_outside
from fieldapp.services.workspace import invite


def init(context: Context) -> Result:
    """A county's workspace, or a laptop's from a starting file."""
    given = context.arguments
    _check_init(context)
    founding = context.opener.founding(given.store)
    folder = Path(given.dir)
    words: dict[str, str] = {}
    if given.role == "county":
        entropy = new_entropy()
        sheet = Path(given.recovery_sheet) if given.recovery_sheet else None
        if sheet is not None:
            require_outside(sheet, folder)
        store = founding.county(folder, given.name, context.new_passphrase(), words=entropy)
        if sheet is not None:
            print_recovery(store, context.opener.clock, entropy, sheet, given.lang or language())
        words = {language: " ".join(words_of(entropy, language)) for language in LANGUAGES}
    else:
        store = founding.team(
            folder, Path(given.starting_file), context.invite_passphrase(), context.new_passphrase()
        )
    profile = load_profile(store)
    villages = [village.name for village in store.questions.villages()]
    store.close()
    made = {"workspace": str(folder), "device": profile.device, "villages": villages}
    return {**made, "recovery_words": words} if words else made


def _check_init(context: Context) -> None:
    """Refuse what does not fit the role before any server is asked."""
    given = context.arguments
    county = given.role == "county"
    needed, value = ("--name", given.name) if county else ("--from", given.starting_file)
    problem = None if value else needed
    if given.store and not county:
        problem = "--store"
    if problem:
        raise WrongUsage("wrong_usage", problem=problem, command="fieldapp init")


def make_invite(context: Context) -> Result:
    """A starting file for one laptop."""
    given = context.arguments
    context.desk.require_writer()
    for name in given.village:
        the_village(context.desk.store, name)
    written = invite(
        context.desk.exchange,
        given.village,
        Path(given.output),
        context.invite_passphrase(),
        given.name,
    )
    return {"file": str(written.file), "invite": written.invite, "device": written.device}


def demo(context: Context) -> Result:
    """A demonstration workspace, with its county beside it."""
    given = context.arguments
    if given.households < 1:
        raise Refused("demo_too_small")
    made = make_demonstration(
        context.opener.founding(),
        Path(given.dir),
        households=given.households,
        role=given.role,
        passphrase=context.given_passphrase(),
    )
    return {
        "workspace": str(made.folder),
        "households": made.households,
        "persons": made.persons,
        "visits": made.visits,
    }
