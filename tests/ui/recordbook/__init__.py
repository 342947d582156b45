"""Lists, forms and subjects of any declared record."""
