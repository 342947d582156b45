"""Rules for the entry of one record: what cannot be, what is missing, what to look at again."""
