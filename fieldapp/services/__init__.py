"""What a person can do: one file a subject, a few verbs each."""
