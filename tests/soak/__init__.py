"""Random histories of a county and its laptops on real stores, judged by an oracle of their own."""
