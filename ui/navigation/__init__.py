"""Where the window stands, where it was, and how it goes elsewhere."""
