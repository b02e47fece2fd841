"""The WSGI application that gunicorn serves."""

import gc
import logging
import os

from django.core.checks import run_checks
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.base")

application = get_wsgi_application()

# What an operator must do after an update, and would not notice otherwise.
for message in run_checks(tags=["start"], databases=["default"]):
    logging.getLogger(__name__).warning("%s %s", message.msg, message.hint)

# What is loaded by now stays: to look through it for rubbish again and again would hold up requests.
gc.collect()
gc.freeze()
