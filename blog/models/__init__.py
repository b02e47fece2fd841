from blog.models.authors import Author
from blog.models.cards import PostCard
from blog.models.categories import Category
from blog.models.index import BlogIndexPage
from blog.models.partners import Partner
from blog.models.posts import BlogPage, RelatedPost
from blog.models.reusable import ReusableText

__all__ = [
    "Author",
    "BlogIndexPage",
    "BlogPage",
    "Category",
    "Partner",
    "PostCard",
    "RelatedPost",
    "ReusableText",
]
