"""The whole public site as files, for a stick or any static host."""
