"""What an answer looks like when something was wrong: {"message": "..."}, with a fitting status."""

from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError


def answer_for(error: Exception) -> Response | None:
    """The answer to an error that the caller made; None where it is ours."""
    if isinstance(error, BadRequestError):
        return Response({"message": str(error)}, status=400)
    if isinstance(error, Http404):
        return Response({"message": str(error)}, status=404)
    if isinstance(error, SuspiciousOperation):
        return Response({"message": "This request cannot be read."}, status=400)
    if isinstance(error, APIException):
        return Response({"message": str(error.detail)}, status=error.status_code)
    return None
