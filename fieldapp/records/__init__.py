"""What is recorded: the data dictionary as typed, frozen declarations."""

# The code lists come first: the fields of every entity name them.
from fieldapp.records import lists_household, lists_people, lists_work  # isort: split

__all__ = ["lists_household", "lists_people", "lists_work"]
