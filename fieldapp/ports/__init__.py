"""What the inside asks of the outside: the store, the questions and their rows."""
