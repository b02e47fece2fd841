"""The page that shows every token, component and block, as readers meet them."""
