"""What is due: promises, decisions, and for those who may see it the health records."""
