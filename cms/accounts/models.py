from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who signs in to the admin. A byline is never a user: see blog.Author."""
