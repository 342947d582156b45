"""Lists and forms of any declared record: columns and sections are named, the rest is derived."""
