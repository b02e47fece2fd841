"""What of posts goes along when the site moves. Codes of comments stay: this site's secret made them."""

from cms.moving import Kind, register

register(
    Kind("authors", "blog.Author"),
    Kind("categories", "blog.Category"),
    Kind("partners", "blog.Partner"),
    Kind("reusable_texts", "blog.ReusableText"),
    Kind("related_posts", "blog.RelatedPost"),
    Kind("comments", "comments.Comment", without=("code_hash", "learned")),
    Kind("comment_reports", "comments.CommentReport"),
    Kind("ready_answers", "comments.CannedAnswer"),
    Kind("comment_settings", "comments.CommentSettings"),
)
