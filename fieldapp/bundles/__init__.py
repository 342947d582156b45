"""The workshop of the exchange file: writing, sealing, reading and planning a merge."""
