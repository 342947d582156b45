"""The look: tokens, sheet, fonts, icons and the grid; knows no page."""
