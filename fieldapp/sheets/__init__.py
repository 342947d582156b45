"""The workshop of the printed sheets: frozen values go in, PDF bytes come out."""
