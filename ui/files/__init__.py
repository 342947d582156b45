"""Photos and papers of a household: listed, looked at, added, copied out."""
