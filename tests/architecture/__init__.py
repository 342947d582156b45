"""The laws of the house, each a test with a sentence for a name."""
