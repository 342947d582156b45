"""The field-survey application: what is recorded, what is right, and what a person can do."""

VERSION = "0.2.0"
