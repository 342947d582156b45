"""Results as short text for people, in the language of the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fieldapp.foundation.i18n import N_, _
from fieldapp.foundation.i18n import language as screen_language
from fieldapp.records.codes import code_list

_CODED = {"card": "card_colour", "cards": "card_colour", "main_cause": "C06", "causes": "C06",
          "measures": "measure_state", "state": "measure_state", "hh_class": "C14",
          "severity": "rule_severity", "result": "audit_result"}  # fmt: skip
_HIDDEN = frozenset({"id", "uid", "hh_class", "household", "ids", "columns"})

MARKDOWN = "markdown"
"""Under this name lies a text that is said as it stands."""

_LABELS: dict[str, str] = {
    "workspace": N_("workspace"), "device": N_("device"), "villages": N_("villages"),
    "file": N_("file"), "invite": N_("invitation"), "households": N_("households"),
    "persons": N_("people"), "people": N_("people"), "visits": N_("visits"), "rows": N_("rows"),
    "created": N_("created"), "updated": N_("changed"), "unchanged": N_("unchanged"),
    "made_at": N_("made"), "recovery_words": N_("recovery words"),
    "one_time_passphrase": N_("passphrase for one use"),
    "problems": N_("problems"), "clock": N_("clock"), "unmapped": N_("columns not used"),
    "proposed": N_("columns to confirm"), "applied": N_("applied"), "cards": N_("by card"),
    "causes": N_("main causes"), "groups": N_("by group"), "measures": N_("measures"),
    "households_visited": N_("households visited"), "pages": N_("pages"),
    "sheets": N_("sheets"), "changes": N_("changes"), "attachments": N_("attachments"),
    "attachments_missing": N_("attachments of other computers not here yet"),
    "check_code": N_("check code"), "bytes": N_("bytes"), "ok": N_("sound"),
    "state_digest": N_("state digest"), "records": N_("records"), "bundles": N_("bundles"),
    "status": N_("status"), "changes_applied": N_("changes merged"),
    "conflicts": N_("conflicts"), "quarantined": N_("held"), "waiting": N_("waiting"),
    "sender": N_("from"), "local_no": N_("number"), "head_name": N_("head"),
    "village": N_("village"), "group": N_("group"), "card": N_("card"),
    "main_cause": N_("main cause"), "per_head": N_("income per head"),
    "last_visit": N_("last visit"), "next_visit": N_("next visit"), "name": N_("name"),
    "row": N_("row"), "column": N_("column"), "code": N_("code"), "message": N_("message"),
    "severity": N_("weight"), "steps": N_("steps"), "step": N_("step"), "seconds": N_("seconds"),
    "dry_run": N_("trial only"), "layout": N_("layout"), "sheet": N_("sheet"),
    "role": N_("role"), "number": N_("number"), "at": N_("time"), "way": N_("way"),
    "peer": N_("with"), "state": N_("state"), "open": N_("open"),
    "missing": N_("characters missing"),
    "findings": N_("findings"), "explained": N_("explained findings"), "audit": N_("audit"),
    "rule": N_("rule"), "part": N_("part"), "result": N_("result"),
    "explanation": N_("explanation"), "by": N_("by"),
    "to_pack": N_("to be packed"), "packed_now": N_("packed now"), "packed": N_("packed"),
    "bytes_before": N_("bytes before"), "bytes_after": N_("bytes after"),
    "stays": N_("stays as it is"), "reason": N_("reason"),
    "forms": N_("forms"), "examples": N_("examples"), "title": N_("title"),
    "print": N_("to be printed as"), "chinese_only": N_("lines without English"),
    "advice": N_("what to do"), "rebuilt": N_("rebuilt"),
    "digest_before": N_("digest before"), "digest_after": N_("digest after"),
    "differences": N_("differences"), "entity": N_("record"), "kind": N_("kind"),
    "fields": N_("fields"), "lines": N_("lines"), "copy": N_("set aside as"),
    "files": N_("files"), "removed": N_("removed"),
    "count": N_("count"), "contents": N_("contents"), "problem": N_("problem"), "hint": N_("hint"),
}  # fmt: skip


def as_text(result: object) -> str:
    """The result as lines: a table for rows, ``label: value`` for the rest."""
    if isinstance(result, Mapping):
        if MARKDOWN in result:
            return str(result[MARKDOWN]).rstrip()
        return "\n".join(_fields(result, 0))
    if isinstance(result, Sequence) and not isinstance(result, str):
        return _table([row for row in result if isinstance(row, Mapping)])
    return str(result)


def _label(name: str) -> str:
    return _(_LABELS[name]) if name in _LABELS else name


def _fields(values: Mapping[str, object], depth: int, under: str = "") -> list[str]:
    lines: list[str] = []
    for name, value in values.items():
        if (name in _HIDDEN and not under) or value in (None, [], {}):
            continue
        label = _coded(under, name) if under in _CODED else _label(name)
        if isinstance(value, Mapping):
            lines += ["  " * depth + f"{label}:", *_fields(value, depth + 1, name)]
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            lines += ["  " * depth + f"{label}:", _table(value)]
        else:
            lines.append("  " * depth + f"{label}: {_word(name, value)}")
    return lines


def _word(name: str, value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return " · ".join(map(str, value))
    return _coded(name, str(value)) if name in _CODED else str(value)


def _coded(name: str, value: str) -> str:
    return code_list(_CODED[name]).label(value, screen_language())


def _table(rows: Sequence[Mapping[str, object]]) -> str:
    if not rows:
        return _("nothing")
    names = [name for name in rows[0] if name not in _HIDDEN]
    body = [["" if r.get(n) is None else _word(n, r[n]) for n in names] for r in rows]
    columns = [[_label(n), *(line[i] for line in body)] for i, n in enumerate(names)]
    widths = [max(map(_width, column)) for column in columns]
    lines = ([_label(n) for n in names], *body)
    return "\n".join(
        "  ".join(t + " " * (w - _width(t)) for t, w in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _width(text: str) -> int:
    """Columns on a terminal: a Chinese character takes two."""
    first_wide = 0x1100
    return sum(2 if ord(char) >= first_wide else 1 for char in text)
