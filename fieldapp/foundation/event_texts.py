"""What is said when an event of a family, a split, a merge or a duplicate is refused."""

from __future__ import annotations

from fieldapp.foundation.i18n import N_

EVENT_TEXTS: dict[str, tuple[str, str]] = {
    "event_in_future": (
        N_("The day lies in the future."),
        N_("Nothing was changed. Give the day on which it happened."),
    ),
    "event_before_birth": (
        N_("The day lies before the birth of the person."),
        N_("Nothing was changed. Correct the day, or first the birth date."),
    ),
    "event_out_of_order": (
        N_("The day lies before an earlier event of the same person."),
        N_("Nothing was changed. Look at the history of the household and correct the day."),
    ),
    "already_dead": (
        N_("This person's death is recorded already."),
        N_("Nothing was changed. Undo or correct the death first if it is wrong."),
    ),
    "already_left": (
        N_("This person has left already."),
        N_("Nothing was changed. Record the return first."),
    ),
    "already_here": (
        N_("This person lives here already."),
        N_("Nothing was changed. Only who has left can come back."),
    ),
    "already_head": (
        N_("This person is the head already."),
        N_("Nothing was changed. Choose somebody else of the household."),
    ),
    "not_in_household": (
        N_("A person that was named does not live in this household."),
        N_("Nothing was changed. Choose among the people who are counted in it."),
    ),
    "household_ended": (
        N_("Household {number} has ended or was merged into another one."),
        N_("Nothing was changed. Record it at the household that stands."),
    ),
    "household_would_end": (
        N_("Nobody would be left in the household."),
        N_("Nothing was changed. Confirm that the household ends, or merge it into another one."),
    ),
    "new_head_needed": (
        N_("The head goes, and nobody is named to follow."),
        N_("Nothing was changed. Name the new head."),
    ),
    "no_head": (
        N_("Household {number} has no living head."),
        N_("Nothing was changed. Name its new head first."),
    ),
    "relation_needed": (
        N_("The relation to the head is missing."),
        N_("Nothing was changed. Choose the relation to the present head."),
    ),
    "relations_needed": (
        N_("The relation to the head is not certain for {count} people: {ids}"),
        N_("Nothing was changed. Name their relations; they are never guessed."),
    ),
    "bad_relation": (
        N_("A child that was just born cannot have this relation to the head."),
        N_("Nothing was changed. Choose another relation."),
    ),
    "second_head": (
        N_("A household has exactly one head."),
        N_("Nothing was changed. Choose another relation, or record a new head."),
    ),
    "second_spouse": (
        N_("The head would have two spouses."),
        N_("Nothing was changed. Correct the relation, or record the departure first."),
    ),
    "spouse_sex": (
        N_("The spouse would have the same sex as the head."),
        N_("Nothing was changed. Correct the relation or the sex."),
    ),
    "relation_sex": (
        N_("A relation does not fit the sex of the person."),
        N_("Nothing was changed. Correct the relation or the sex."),
    ),
    "same_household": (
        N_("Both are the same household."),
        N_("Nothing was changed. Choose another household."),
    ),
    "other_village": (
        N_("The other household belongs to another village."),
        N_(
            "Nothing was changed. Record the departure there, and the arrival here as somebody "
            "from outside."
        ),
    ),
    "nobody_moves": (
        N_("Nobody was chosen to move."),
        N_("Nothing was changed. Choose who founds the new household."),
    ),
    "split_leaves_nobody": (
        N_("Nobody would stay in the old household."),
        N_("Nothing was changed. Leave at least one person; or change address or head instead."),
    ),
    "land_share_too_large": (
        N_("{field}: the household has only {held} mu."),
        N_("Nothing was changed. Give a smaller share."),
    ),
    "same_record": (
        N_("Both are the same record."),
        N_("Nothing was changed. Choose two different people."),
    ),
    "duplicate_is_head": (
        N_("The record that would go is the head of household {number}, which has other people."),
        N_("Nothing was changed. Keep that household, or name a new head there first."),
    ),
    "duplicate_is_last": (
        N_("The record that would go is the only person of household {number}."),
        N_("Nothing was changed. Keep that household, or merge the two households."),
    ),
}
