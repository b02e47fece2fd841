"""Where addresses of the old site lead: rules over what the import remembers."""
