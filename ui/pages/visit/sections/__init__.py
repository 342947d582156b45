"""The parts of the visit page, from last time down to the signature."""
