"""Writes the examples of the API's calls anew, from the sample site: make api-examples.

It works on a copy of the sample site that is thrown away: tests/samples.py makes it.
"""

import copy
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SITE = "https://union.example.org"
HERE = "/api/v2"
# A list is told by its first two.
MOST = 2
LIMITS = {"limit": 1, "offset": 10, "fields": "_,id"}
LISTED = {"locale": ["en"], **LIMITS, "order": "-id"}
TOKEN = "80c0d1e2f3.1xVRe9.SjGEhC5ZpOqXb3mW7tLd"  # it opens nothing
# What each parameter may hold, and those that the example is asked with.
QUESTIONS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "listPosts": (
        {
            "category": ["housing"],
            "author": ["amina"],
            "year": [2017],
            "month": [11],
            "date_from": "2017-01-01",
            "date_to": "2019-12-31",
            "petition": "1",
            "q": "rent",
            "fallback": "1",
            "slug": ["petition-swd-rent-guarantors"],
            **LISTED,
            "order": "date",
            "include": ["body", "related"],
        },
        ["category", "locale", "limit"],
    ),
    "getPost": ({"id": "posts/?slug=petition-swd-rent-guarantors", "fields": "-body,-related"}, ["id"]),
    "listPages": (
        {
            "type": ["home.StandardPage"],
            "child_of": "root",
            "descendant_of": "root",
            "ancestor_of": "7",
            "translation_of": "7",
            "fallback": "1",
            "slug": ["about"],
            **LISTED,
            "order": "title",
        },
        ["type", "locale", "limit"],
    ),
    "getPage": ({"id": "pages/?type=home.StandardPage&locale=en", "fields": "_,id,title,body"}, ["id"]),
    "findPage": ({"html_path": "/about/", "id": 7, "fields": "_,id,title,body"}, ["html_path"]),
    "listCategories": ({**LISTED, "order": "-name"}, ["locale", "limit"]),
    "getCategory": ({"id": "categories/?locale=en", "fields": "_,id"}, ["id"]),
    "listAuthors": ({**LISTED, "order": "name"}, ["locale", "limit"]),
    "getAuthor": ({"id": "authors/?locale=en", "fields": "_,id"}, ["id"]),
    "listPartners": ({**LISTED, "order": "name"}, ["locale", "limit"]),
    "getPartner": ({"id": "partners/?locale=en", "fields": "_,id"}, ["id"]),
    "listYears": ({**LISTED, "fields": "_,year"}, ["locale", "limit"]),
    "listComments": ({"post": 44, **LIMITS, "order": "-id"}, ["post", "limit"]),
    "sendComment": ({}, []),
    "getCommentToken": ({"post": 44}, ["post"]),
    "search": (
        {
            "q": "guarantar",
            "category": "housing",
            "year": 2017,
            "locale": "en",
            "kind": "petition",
            "order": "newest",
            "exact": "1",
            "language": "en",
            **LIMITS,
            "fields": "_,title",
        },
        ["q", "limit"],
    ),
    "suggest": ({"q": "guar", "language": "en"}, ["q", "language"]),
    "getSite": ({"fields": "_,name,languages"}, []),
    "listUrls": ({"type": ["blog.BlogPage"], **LISTED, "order": "id", "fields": "_,path"}, ["type", "limit"]),
    "getRedirect": ({"path": "/our-old-letter/", "fields": "_,target"}, ["path"]),
    "getPreview": ({"token": TOKEN, "path": "/about/", "fields": "_,id,title"}, ["token", "path"]),
    "getPreviewUserbar": ({"token": TOKEN, "in_preview_panel": "1"}, ["token"]),
}


def short(value: Any) -> Any:
    """The value with at most two of each list: an example shows the shape, not the content."""
    if isinstance(value, dict):
        return {key: short(part) for key, part in value.items()}
    return [short(part) for part in value[:MOST]] if isinstance(value, list) else value


def examples() -> Iterator[tuple[Path, dict[str, Any]]]:
    """The file of each example and what it shall hold."""
    from django.test import Client

    from blog.comments.models import Comment
    from blog.comments.states import State
    from cms.api.schema.examples import file_of
    from cms.api.schema.operations import operations
    from cms.preview.tokens import token_for
    from cms.urls import api
    from tests.comments.writing import token_of

    client = Client(SERVER_NAME="union.example.org")
    post, about = _prepared()
    Comment.objects.create(post=post, name="Amina", text="Is there another day?", state=State.APPROVED)

    def ask(path: str, /, **query: Any) -> Any:
        answer = client.get(f"{HERE}/{path}", query, follow=True)
        assert answer.status_code == 200, answer.content
        return answer.json() if "json" in answer["Content-Type"] else None

    for operation in operations(api.resources):
        known, asked = copy.deepcopy(QUESTIONS[operation.name])
        if isinstance(known.get("id"), str):
            known["id"] = ask(known["id"], limit=1)["items"][0]["id"]
        if "post" in known:
            known["post"] = post.pk
        path = operation.path[1:].format(**known)
        query = {name: known[name] for name in asked if name != "id"}
        made: dict[str, Any] = {"parameters": known, "asked": asked}
        if "token" in query:
            query["token"] = token_for(about, _somebody())
        if operation.answer.takes:
            sent = {"post": post.pk, "text": "We waited four hours.", "name": "Amina", "language": "en"}
            sent["token"] = token_of(post)
            made["sent"] = {**sent, "token": f"{post.pk}.{TOKEN[11:]}"}
            answer = client.post(f"{HERE}/{path}", json.dumps(sent), "application/json")
            made["answer"] = {**answer.json(), "code": "7KQ2-M9TX-W3HF-8NPA"}
        elif (answer := ask(path, **query)) is not None:
            made["answer"] = short(answer)
        if "token" in made.get("answer", {}):
            made["answer"]["token"] = f"{post.pk}.{TOKEN[11:]}"
        yield file_of(operation.viewset, operation.name), made


def _prepared() -> tuple[Any, Any]:
    """What the sample has not: a post with comments, and a redirect to it; and the page of a draft."""
    from django.utils import timezone
    from wagtail.contrib.redirects.models import Redirect
    from wagtail.models import Page

    from blog.models import BlogPage

    post = BlogPage.objects.get(slug="petition-swd-rent-guarantors", locale__language_code="en")
    BlogPage.objects.filter(pk=post.pk).update(has_comments=True, first_published_at=timezone.now())
    post.refresh_from_db()
    Redirect.add_redirect("/our-old-letter/", post)
    return post, Page.objects.get(slug="about", locale__language_code="en").specific


def _somebody() -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.first()


def main() -> None:
    for file, made in examples():
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    if os.environ.get("SITE_URL") == SITE:
        import django

        django.setup()
        main()
    else:
        from tests.samples import copy_to, environment

        with tempfile.TemporaryDirectory() as folder:
            copy_to(Path(folder))
            own = {"SITE_URL": SITE, "ALLOWED_HOSTS": "union.example.org"}
            command = [sys.executable, "-m", "tests.api_examples"]
            subprocess.run(command, env=environment(Path(folder)) | own, check=True)
