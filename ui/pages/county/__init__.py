"""The county's rules: thresholds of models, conditions of cards, how incomes are added up."""
