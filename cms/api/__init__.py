"""The machinery of the public read API. It knows no app; each app's api.py stands on it."""
