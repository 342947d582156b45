"""The county's template pack: sheets that it changes, and forms of its own."""
