"""Pages of any kind: the resource pages/, and the base of the resources of one kind of page."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path
from rest_framework.request import Request
from wagtail.api.v2.utils import BadRequestError, get_object_detail_url
from wagtail.models import Page, PageQuerySet, Site

from cms.api.parameters import FIELDS_OF_TREE, ID, Parameter, language, one_of, refused, several, text
from cms.api.serializers import PageSerializer
from cms.api.viewsets import FIELDS, ReadAPIViewSet
from cms.pages import BasePage
from cms.visibility import visible
