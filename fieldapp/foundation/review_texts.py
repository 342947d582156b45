"""What is said when a question or a review is refused: the sentence and the next step, by code."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_

REVIEW_TEXTS: dict[str, tuple[str, str]] = {
    "question_empty": (
        N_("There are no words in it yet."),
        N_("Nothing was changed. Write it in a sentence."),
    ),
    "question_closed": (
        N_("This question has been closed already."),
        N_("Nothing was changed. Ask anew if something is still unclear."),
    ),
    "question_without_household": (
        N_("Only what belongs to a household can be asked about."),
        N_("Nothing was changed. Call the team, and decide the conflict with the reason."),
    ),
    "comment_missing": (
        N_("What is to be put right is missing."),
        N_("Nothing was changed. Write it in a sentence; the team reads it with the visit."),
    ),
    "not_returned": (
        N_("The county has not returned this visit."),
        N_("Nothing was changed. Only a visit that was returned can be corrected."),
    ),
    "nothing_corrected": (
        N_("Nothing was corrected, and nothing was replied."),
        N_("Nothing was changed. Correct a field, or write why the visit is right as it is."),
    ),
}
