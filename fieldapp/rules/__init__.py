"""What is right: pure functions, a value goes in, problems come out."""
