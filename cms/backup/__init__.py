"""Database and uploads in one archive, made while the site runs, and put back into an empty place."""
