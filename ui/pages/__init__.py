"""One folder a screen: a page that renders, a frozen state, a view model without widgets."""
