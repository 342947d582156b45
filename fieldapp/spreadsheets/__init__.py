"""The workshop of the spreadsheets: rosters come in and go out as Excel or CSV."""
