"""What the API has of this app: posts, categories, partners."""
