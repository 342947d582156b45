"""The sentences of problems found while reading a roster, in the reader's language."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_, translator
from fieldapp.rules.checks.findings import all_rules
from fieldapp.spreadsheets.roster import RowProblem

SENTENCES: dict[str, str] = {
    "V-ID1": N_("The ID number does not have 18 characters."),
    "V-ID3": N_("The birth date inside the ID number is not possible."),
    "V-ID4": N_("Sex or birth date does not agree with the ID number."),
    "V-ID5": N_("The same ID number already stands in row {first}."),
    "V-ID6": N_(
        "The spreadsheet damaged this ID number; it was left blank. Type it again from the card."
    ),
    "V-REL": N_("The relation to the head does not agree with the sex."),
    "V-HH1": N_("The household must have exactly one head; the list gives {heads}."),
    "age_differs": N_("The age does not agree with the birth date."),
    "birth_ahead": N_("The birth date lies in the future; it was left blank."),
    "birth_from_id": N_("The day of birth was not written; it was taken from the ID number."),
    "card_parted": N_(
        "This is a disability card number; the ID number was taken from its first 18 places."
    ),
    "cell_error": N_("The spreadsheet shows the error {error} here; the field stays as it is."),
    "code_unknown": N_("This answer is not in the list of the field; it was left blank."),
    "column_twice": N_("Another column means the same; this one was not read."),
    "column_unkept": N_("The register has no field for this column; it was not taken."),
    "date_incomplete": N_("The date has no day; it was left blank."),
    "date_unreadable": N_("This cannot be read as a date; it was left blank."),
    "formulas_unworked": N_(
        "Formulas whose result the file does not hold were read as blank. Open it in Excel or WPS, "
        "save it, and read it again."
    ),
    "head_differs": N_("The head is named differently in the two columns."),
    "household_ended": N_(
        "The register says that this household has ended; its row was not taken. If it is back, "
        "record its return there; a new household needs a number of its own."
    ),
    "income_by_person": N_(
        "The rows of one household give different amounts; each was taken as that person's own."
    ),
    "income_held_in_one": N_(
        "The register keeps this item in one amount for the household; the amounts of single "
        "people were not taken."
    ),
    "income_held_in_lines": N_(
        "The register keeps this item in {count} lines; it is not clear which of them this amount "
        "means, and it was not taken."
    ),
    "income_once": N_(
        "The same amount stands in {rows} of the household's {of} rows; it was taken once, for the "
        "household."
    ),
    "no_id_number": N_("This is not an ID number; it was left blank."),
    "number_approximate": N_(
        "This is an approximate figure; it was left blank. Enter the exact one once it is known."
    ),
    "number_damaged": N_("The spreadsheet damaged this number; it was left blank."),
    "number_in_words": N_("Written in Chinese numerals; read as {value}."),
    "number_not_whole": N_("A whole number is expected; it was left blank."),
    "number_of_another": N_(
        "In the register this number belongs to another household; this one keeps or gets its own."
    ),
    "number_rounded": N_("Rounded to {places} decimal places."),
    "number_twice": N_("The household number already stands in row {first}."),
    "number_unreadable": N_(
        "This cannot be read as a number in the allowed range; it was left blank."
    ),
    "other_sheet": N_("The sheet “{sheet}” also holds a list; it was not read."),
    "other_village": N_("This household belongs to another village; it was not taken."),
    "person_ended": N_(
        "The register says that this person died or left; the row was not taken. If the person is "
        "back, record the return there."
    ),
    "row_nameless": N_("This row names nobody; it was not read."),
    "row_note": N_("A note; it was not read."),
    "row_total": N_("A row of totals; it was not read."),
    "rows_differ": N_("The rows of one household differ: “{kept}” was kept, also found: {others}."),
    "rows_differ_hidden": N_(
        "The rows of one household differ; the value of the head's row was kept."
    ),
    "size_differs": N_("The stated number of people is {size}, the list names {listed}."),
    "taken_from_id": N_(
        "Taken from the ID numbers of {count} people, because the list leaves it blank."
    ),
    "text_too_long": N_("The text is longer than {most} characters; it was left blank."),
    "turned_into_date": N_("The spreadsheet turned this into a date; it was left blank."),
    "unit_unknown": N_("The unit does not fit; {unit} is expected. It was left blank."),
    "yes_no_unknown": N_("Yes or no is expected; it was left blank."),
}


OF_RULES = {"V-ID2": "V-ID2/checksum", "V-DC": "V-DC/number", "V-PH": "V-PH/member"}
"""Problems that a rule of the data check tells in its own words."""

NOT_TAKEN = frozenset((
    "V-ID6", "birth_ahead", "cell_error", "code_unknown", "column_twice", "column_unkept",
    "date_incomplete", "date_unreadable", "formulas_unworked", "household_ended",
    "income_held_in_lines", "income_held_in_one", "no_id_number", "number_approximate",
    "number_damaged", "number_not_whole", "number_unreadable", "other_sheet", "other_village",
    "person_ended", "row_nameless", "text_too_long", "turned_into_date",
    "unit_unknown", "yes_no_unknown",
))  # fmt: skip
"""Problems for which a cell, a row or a column of the sheet does not come into the register."""


def problem_sentence(problem: RowProblem, language: str) -> str:
    """The message of a problem in ``language``; it names no person and no number."""
    if problem.code in OF_RULES:
        return _of_rule(OF_RULES[problem.code], language)
    message = translator(language).gettext(SENTENCES.get(problem.code, problem.code))
    return message.format_map({name: str(value) for name, value in problem.facts.items()})


def _of_rule(key: str, language: str) -> str:
    """The sentence of a rule as one that stands by itself."""
    said = next(rule for rule in all_rules() if rule.key == key).sentence(language, {})
    return f"{said[0].upper()}{said[1:]}{'.' if language == 'en' else '。'}"
