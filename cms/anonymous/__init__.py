"""What forms have in common that ask nobody who they are: comments, requests to take something down."""
