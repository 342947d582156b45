"""Puts columns and changes of a roster into the words of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fieldapp.foundation.i18n import _, _n, language
from fieldapp.services.roster_changes import change_lines, field_labels, problem_lines
from fieldapp.services.roster_plan import RosterPlan
from fieldapp.services.rosters import ColumnView
from ui.forms.code_options import spellings
from ui.models.wording import NOTHING, dotted, english
from ui.pages.roster.state import ChosenColumn, ColumnLine, ListKey, TrialFigure, TrialLine
from ui.widgets.code_field import CodeOption
from ui.widgets.text import Tone

_WEIGHTS: Mapping[str, Tone] = {"E": "error", "W": "warning", "I": "quiet"}


def column_line(column: ColumnView, labels: Mapping[str, str]) -> ColumnLine:
    """A column as the list shows it."""
    standing, tone = _standing(column, labels)
    comma = ", " if english() else "、"
    return ColumnLine(
        column.heading,
        comma.join(sample.cell for sample in column.samples),
        labels.get(column.target, NOTHING),
        standing,
        tone,
    )


def _standing(column: ColumnView, labels: Mapping[str, str]) -> tuple[str, Tone]:
    if column.proposal is not None:
        label = labels.get(column.proposal.target, "")
        return _("Is it “{field}”?").format(field=label), "warning"
    if column.source == "doubled":
        return _("another column means the same"), "quiet"
    words: Mapping[str, tuple[str, Tone]] = {
        "recognised": (_("recognised"), "ok"),
        "decided": (_("as you chose"), "accent"),
        "left_out": (_("left out, as you chose"), "quiet"),
        "unknown": (_("not known; not read"), "quiet"),
    }
    return words[column.source]


def chosen_column(column: ColumnView, decided: Mapping[str, str]) -> ChosenColumn:
    """A column as the panel beside the list shows it."""
    question = ""
    if column.proposal is not None:
        question = _("“{heading}” resembles “{field}” ({likeness} of 100). Is it that?").format(
            heading=column.heading,
            field=field_labels(language()).get(column.proposal.target, ""),
            likeness=column.proposal.likeness,
        )
    samples = tuple(
        (s.cell, s.read or (_("cannot be read") if column.target or question else NOTHING))
        for s in column.samples
    )
    return ChosenColumn(column.heading, column.target, samples, question, column.heading in decided)


def asking_words(count: int) -> str:
    """How many columns wait for an answer."""
    if not count:
        return ""
    words = _n(
        "{count} column waits for your answer", "{count} columns wait for your answer", count
    )
    return words.format(count=count)


def field_options() -> list[CodeOption]:
    """Everything that a column can fill, found by its words, its pinyin or the field's name."""
    chinese = field_labels("zh_CN")
    return [
        CodeOption(name, "", label, f"{spellings(chinese[name])} {name.partition('.')[2]}")
        for name, label in field_labels(language()).items()
    ]


def trial_figures(plan: RosterPlan) -> tuple[TrialFigure, ...]:
    """What would happen, in four figures."""
    refused = sum(not line.taken for line in problem_lines(plan.problems, language()))
    noted = len(plan.problems) - refused
    fields = sum(len(one.values) for one in plan.differences)
    homes, people = plan.households, plan.persons
    return (
        TrialFigure(
            "created", f"{homes.created:,}", _n("household", "households", homes.created),
            _n("with {count} new person", "with {count} new people", people.created).format(
                count=f"{people.created:,}"
            ),
            "accent" if homes.created or people.created else "quiet",
        ),
        TrialFigure(
            "changed", f"{fields:,}", _n("value", "values", fields),
            _("{same} of {all} households stay as they are").format(
                same=f"{homes.unchanged:,}",
                all=f"{homes.created + homes.updated + homes.unchanged:,}",
            ),
            "accent" if fields else "quiet",
        ),
        TrialFigure(
            "refused", f"{refused:,}", _n("place", "places", refused),
            _("Cells and rows that cannot be read stay out"), "warning" if refused else "ok",
        ),
        TrialFigure(
            "noted", f"{noted:,}", _n("place", "places", noted),
            _("Taken as written; look at them again"), "warning" if noted else "ok",
        ),
    )  # fmt: skip


def trial_lines(plan: RosterPlan, key: ListKey) -> list[TrialLine]:
    """The list behind a figure."""
    if key == "created":
        kinds = {
            "household": _("new household"), "member": _("new person"),
            "helper": _("new helper"),
        }  # fmt: skip
        return [TrialLine(one.row, one.name, kinds[one.kind], "") for one in plan.creations]
    if key == "changed":
        return [
            TrialLine(
                line.row, line.name, line.label,
                f"{line.before or NOTHING} → {line.after}",
            )
            for line in change_lines(plan.differences, language())
        ]  # fmt: skip
    found = problem_lines(plan.problems, language())
    return [
        TrialLine(line.row, line.column or _("whole row"), "", line.sentence, _WEIGHTS[line.weight])
        for line in found
        if line.taken == (key == "noted")
    ]


def result_words(plan: RosterPlan) -> str:
    """What was written."""
    homes, people = plan.households, plan.persons
    parts: Iterable[str] = (
        _n("{count} new household", "{count} new households", homes.created).format(
            count=f"{homes.created:,}"
        ),
        _n("{count} new person", "{count} new people", people.created).format(
            count=f"{people.created:,}"
        ),
        _n("{count} household changed", "{count} households changed", homes.updated).format(
            count=f"{homes.updated:,}"
        ),
        _n("{count} person changed", "{count} people changed", people.updated).format(
            count=f"{people.updated:,}"
        ),
    )
    return dotted(*parts)
