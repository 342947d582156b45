"""Taking a roster in: its columns, what it would change, the act, and back."""
