"""What happens to a workspace when the machine fails: ``python -m tests.faults`` prints a table."""
