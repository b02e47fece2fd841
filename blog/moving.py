"""What of posts goes along when the site moves. Codes of comments stay: this site's secret made them."""

from cms.moving import ANEW, Kind, leave, register

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
leave(ANEW, "blog.PostCard")
leave("what the spam filter learned", "comments.WordCount")
leave("which forms were sent, and when moderators were told", "comments.SpentToken", "comments.DigestDay")
