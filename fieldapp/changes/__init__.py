"""What the change log is made of: operations, the ranges held, and the merge of one field."""
