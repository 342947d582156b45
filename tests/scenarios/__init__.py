"""What may happen to many laptops and a stick, each case a test that begins with its number."""
