"""What the checks found, and the declared figures against one another."""
