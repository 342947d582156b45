"""The subjects of the county's rules, one file each."""
