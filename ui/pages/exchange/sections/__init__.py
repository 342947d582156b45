"""The parts of the exchange page: cards, ledger, devices, the import and the starting file."""
