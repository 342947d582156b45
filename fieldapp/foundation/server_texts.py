"""Errors of a store on a database server with their next steps; the Chinese is in the catalogue."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_

SERVER_TEXTS: dict[str, tuple[str, str]] = {
    "store_unreachable": (
        N_("The database server of this workspace cannot be reached."),
        N_(
            "Everything saved before is safe on the server; this step was not saved. Check the network and that the server runs, then try again."
        ),
    ),
    "store_login_refused": (
        N_("The database server does not let this workspace in."),
        N_(
            "Nothing was changed. Set FIELDAPP_STORE_PASSWORD or a pass file (PGPASSFILE) for the user that the address names."
        ),
    ),
    "store_address_wrong": (
        N_("This is not the address of a store on a PostgreSQL server."),
        N_(
            "Nothing was changed. Write it as postgresql://user@host/database, and for one county among several add ?schema=name."
        ),
    ),
    "store_password_in_address": (
        N_("A password must not stand in the address: others on this computer could read it."),
        N_("Nothing was changed. Leave it out and set FIELDAPP_STORE_PASSWORD or a pass file."),
    ),
    "store_taken": (
        N_("A store lies at this address already."),
        N_("Nothing was changed. Name an empty database, or another ?schema=name in it."),
    ),
    "store_address_damaged": (
        N_("The file that says where the store lies (store.json) is damaged or was altered."),
        N_(
            "Nothing was changed. Put back the copy of the workspace folder; the store on the server is not touched."
        ),
    ),
}
