"""The page on which work is carried between the laptops and the county."""
