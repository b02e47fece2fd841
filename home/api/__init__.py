"""What the API has of this app: its kinds of pages, the site itself, redirects and all addresses."""
