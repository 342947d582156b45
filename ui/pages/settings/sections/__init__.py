"""The parts of the settings page that decide something themselves."""
