"""What is said when an act on the records is refused: the sentence and the next step, by code."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_

RECORD_TEXTS: dict[str, tuple[str, str]] = {
    # --- checks
    "limits_unreadable": (
        N_("The limits of records cannot be read."),
        N_("Nothing was changed. Whole numbers from 1 on are expected for: {known}."),
    ),
    "check_setting_unreadable": (
        N_("A setting of the checks cannot be read: {part}."),
        N_("Nothing was changed. The county office corrects the setting; then check again."),
    ),
    "explanation_missing": (
        N_("Why this is no fault is missing."),
        N_("Nothing was changed. Write the reason in a few words."),
    ),
    "finding_gone": (
        N_("The facts have changed; this finding no longer stands."),
        N_("Nothing was changed. Run the checks again."),
    ),
    # --- records and commands
    "unknown_household": (
        N_("There is no household {number}."),
        N_("Nothing was changed. Look the number up with “fieldapp search”."),
    ),
    "ambiguous_household": (
        N_("The household number {number} exists in more than one village."),
        N_("Nothing was changed. Name the village as well."),
    ),
    "unknown_village": (
        N_("There is no village {village}."),
        N_("Nothing was changed. “fieldapp list villages” names them."),
    ),
    "several_villages": (
        N_("The workspace holds several villages."),
        N_("Nothing was changed. Name the village with --village."),
    ),
    "unknown_record": (
        N_("There is no {entity} with the id {uid}."),
        N_("Nothing was changed. Check the id."),
    ),
    "unknown_field": (
        N_("{entity} has no field “{field}”."),
        N_("Nothing was changed. The data dictionary names the fields."),
    ),
    "unknown_person": (
        N_("There is no team member of that name in this workspace."),
        N_("Nothing was changed. Add the team member first, or correct the name."),
    ),
    "bad_value": (
        N_("“{field}” cannot be read: {expected} is expected."),
        N_("Nothing was changed. Correct the value and try again."),
    ),
    "unknown_code": (
        N_("“{field}” has no code “{value}”."),
        N_("Nothing was changed. Allowed: {allowed}."),
    ),
    "rule_broken": (
        N_("Not saved: {problem}"),
        N_("Nothing was changed. Correct it and save again."),
    ),
    "field_missing": (
        N_("“{field}” is missing."),
        N_("Nothing was changed. Give a value; the record cannot stand without it."),
    ),
    "income_line_unclear": (
        N_(
            "The register keeps several lines of “{item}” in that year; which of them is meant is not clear."
        ),
        N_("Nothing was changed. Name the person of each line, or give all lines of the item."),
    ),
    "script_line": (
        N_("Line {line}: {problem}"),
        N_("Nothing of the file was applied. Correct the line and run it again."),
    ),
    "unknown_entity": (
        N_("There are no records of the kind “{entity}” to change here."),
        N_("Nothing was changed. Take a name of the data dictionary, such as benefit."),
    ),
    "value_refused": (
        N_("{field}: {problem}"),
        N_("Nothing was changed. Correct the value and save again."),
    ),
    "health_closed": (
        N_("Health records are open to the village doctor and the county office only."),
        N_("Nothing was shown or changed. The village doctor takes the keyboard with F9."),
    ),
    "unknown_kind": (
        N_("“{kind}” is not known here."),
        N_("Nothing was changed. Known: {known}."),
    ),
    "condition_unreadable": (
        N_("A condition cannot be understood: {part}"),
        N_("Nothing was changed. Facts, tests and thresholds must be among the known ones."),
    ),
    "county_only": (
        N_("Only the county office sets this."),
        N_("Nothing was changed. What the county sets comes with its next bundle."),
    ),
    "code_unnamed": (
        N_("It needs its name in Chinese and in English."),
        N_("Nothing was added. Write both names."),
    ),
    "code_known": (
        N_("“{name}” is in the list already."),
        N_("Nothing was added. Choose it where it is recorded."),
    ),
    "not_a_photo": (
        N_("This file is not a photo that can be read."),
        N_("Nothing was kept. Choose a JPEG or PNG, or keep it as a document."),
    ),
    "attachment_too_large": (
        N_("The file is larger than {most} MB."),
        N_("Nothing was kept. Scan it at a lower resolution, or in parts."),
    ),
    "attachment_missing": (
        N_("The file of this attachment is not on this computer."),
        N_("Its record is safe. Ask the laptop on which it was taken for a bundle with photos."),
    ),
    "attachment_damaged": (
        N_("The file of this attachment is damaged."),
        N_("Its record is safe. Put the file back from a backup, or keep the paper again."),
    ),
    "formula_unreadable": (
        N_("The income formula cannot be understood: {part}"),
        N_(
            "Nothing was changed. Items are those of the income list; shares lie between 0 and 100."
        ),
    ),
    "unknown_setting": (
        N_("There is no county setting “{name}”."),
        N_("Nothing was changed. Known settings: {known}"),
    ),
    "unknown_card": (
        N_("There is no card “{card}”."),
        N_("Nothing was changed. Choose one of the cards of the scheme."),
    ),
    "unknown_threshold": (
        N_("There is no threshold “{name}”."),
        N_("Nothing was changed. Choose one of the thresholds of the models."),
    ),
    "threshold_village": (
        N_("The threshold “{name}” is set for each village."),
        N_("Nothing was changed. Say for which village."),
    ),
    "unknown_model": (
        N_("There is no model “{model}”."),
        N_("Nothing was changed. The models are M51 to M57."),
    ),
    "model_not_empty": (
        N_("The model {model} is written out in the study and cannot be replaced."),
        N_("Nothing was changed. Write your own model into an empty slot, M54 to M57."),
    ),
    "nothing_assigned": (
        N_("No measure was chosen."),
        N_("Nothing was changed. Choose at least one measure of the model."),
    ),
    "number_taken": (
        N_("The household number {number} is already in use in this village."),
        N_("Nothing was changed. Leave the number empty to get the next free one."),
    ),
    "name_missing": (
        N_("The name is missing."),
        N_("Nothing was changed. Give the person's name."),
    ),
    "card_reason_missing": (
        N_("A card needs its reason."),
        N_("Nothing was changed. Say in one sentence why."),
    ),
    "card_overlap": (
        N_("The present card holds from {since}; a new one cannot begin before that."),
        N_("Nothing was changed. Choose a later day."),
    ),
    "scheme_missing": (
        N_("This workspace has no card scheme yet."),
        N_("Nothing was changed. The county office enters the scheme first."),
    ),
    "village_needed": (
        N_("The roster names no village and this workspace holds none."),
        N_("Nothing was changed. Name the village with --village."),
    ),
}
