"""The main window as a frame with slots, the page register and the table of actions."""
