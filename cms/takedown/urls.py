"""The addresses of takedown requests, below /takedown/ of each language."""

from django.urls import path

from cms.takedown import views

urlpatterns = [
    path("", views.takedown_form, name="takedown"),
    path("yours/", views.yours, name="your_takedown"),
]
