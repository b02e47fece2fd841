"""Moving in without a terminal: screens for administrators, and the run behind them."""
