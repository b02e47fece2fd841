"""The WSGI application that gunicorn serves."""

import gc
import logging
import os

import django
from django.core.checks import run_checks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.base")

django.setup(set_prefix=False)

from cms.requests import CarefulHandler  # noqa: E402  # after the setup, as Django does it

application = CarefulHandler()

# What an operator must do after an update, and would not notice otherwise.
for message in run_checks(tags=["start"], databases=["default"]):
    logging.getLogger(__name__).warning("%s %s", message.msg, message.hint)

# What is loaded by now stays: to look through it for rubbish again and again would hold up requests.
gc.collect()
gc.freeze()
