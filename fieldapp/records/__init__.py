"""What is recorded: the data dictionary as typed, frozen declarations."""
