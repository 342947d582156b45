"""The parts of the list of households."""
