"""The addresses of comments, below /comments/ of each language."""

from django.urls import path

from blog.comments import views

urlpatterns = [
    path("yours/", views.yours, name="your_comment"),
    path("<int:pk>/", views.comment_form, name="comment_form"),
    path("<int:pk>/all/", views.comments_of_post, name="comments_of_post"),
    path("report/<int:pk>/", views.report, name="report_comment"),
]
