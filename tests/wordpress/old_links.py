"""An old site as an export, and where each of its addresses leads."""

from urllib.parse import unquote

from tests.wordpress.exports import attachment, author, category, filed, item

CHINESE = "may-roundup-%E4%BA%94%E6%9C%88%E5%9B%9E%E9%A1%A7"
SITE = "https://old.example.org"
DATED = {"post_date": "2016-01-25 10:00:00", "post_date_gmt": "2016-01-25 02:00:00"}


def parts() -> list[str]:
    shown = f'<img src="{SITE}/wp-content/uploads/2016/01/rally-300x200.jpg" class="wp-image-51">'
    waits = f'<img src="{SITE}/wp-content/uploads/2016/01/face.jpg" class="wp-image-52">'
    never = f'<a href="{SITE}/wp-content/uploads/2018/never.pdf">Never</a>'
    letter = f'<a href="{SITE}/wp-content/uploads/2016/01/letter.pdf">Letter</a>'
    return [
        author("admin", "admin", 1),
        author("j.doe", "Jane of the Union", 2),
        category("Opinion", "opinion", 7),
        category("RU Opinion", "ru-opinion", 130, "opinion"),
        category("Food", "food", 8),
        "<wp:tag><wp:term_id>9</wp:term_id><wp:tag_slug>rice</wp:tag_slug><wp:tag_name>Rice</wp:tag_name></wp:tag>",
        item(
            1,
            "October roundup",
            shown + never,
            filed("ru-opinion", "RU Opinion"),
            filed("opinion", "Opinion"),
            filed("of-a-post", "Only here", "post_tag"),
            post_name="october-roundup-3",
            **DATED,
        ),
        item(
            *(10675, "February roundup", letter, filed("rice", "Rice", "post_tag")),
            post_name="february-roundup-3",
            link=f"{SITE}/10675/february-roundup-3/",
            creator="j.doe",
            **DATED,
        ),
        item(10042, "", "Words alone", filed("food", "Food"), post_name="10042", **DATED),
        item(44, "May roundup", waits, post_name=CHINESE.lower(), link=f"{SITE}/{CHINESE.lower()}/", **DATED),
        item(45, "A dated one", "x", post_name="dated", link=f"{SITE}/2016/01/25/dated/", **DATED),
        item(60, "Food", "About food", post_type="page", post_name="food", link=f"{SITE}/about/food/"),
        item(61, "Both", "Page", post_type="page", post_name="both", link=f"{SITE}/pages/both/"),
        item(62, "Both", "Post", post_name="both", link=f"{SITE}/posts/both/", **DATED),
        attachment(51, "2016/01/rally.jpg", "Rally", "1", post_name="rally"),
        attachment(52, "2016/01/face-e1454000000000.jpg", "Face", "44", post_name="face"),
        attachment(53, "2016/01/letter.pdf", "Letter", "10675", post_name="letter"),
        attachment(54, "2016/01/large-scaled.jpg", "Large", "1", post_name="large"),
        attachment(55, "2016/01/song.mp3", "Song", "1", post_name="song"),
        item(70, "Draft", "x", status="draft", post_name="a-draft"),
        item(71, "Private", "x", status="private", post_name="a-private", **DATED),
        item(72, "Bin", "x", status="trash", post_name="in-the-bin"),
        item(73, "Gone", "x", post_name="deleted-here", **DATED),
        item(74, "Over", "x", post_name="over", **DATED),
    ]


OCTOBER, FEBRUARY = "/news/october-roundup-3/", "/news/february-roundup-3/"
MAY, FEED = unquote(f"/news/{CHINESE}/"), "/news/feed.atom"
RU = "/news/category/ru-opinion/"
TABLE = {
    "/?p=1": OCTOBER,
    "/?p=60": "/food/",
    "/?p=10042": "/news/10042/",
    "/?page_id=60": "/food/",
    "/index.php?p=1": OCTOBER,
    "/?cat=130": RU,
    "/?cat=130&paged=2": f"{RU}?page=2",
    "/?category_name=opinion/ru-opinion": RU,
    "/?tag=rice": "/search/?q=Rice",
    "/?author=1": "/news/",
    "/?author=2": "/news/author/jane-of-the-union/",
    "/?m=201601": "/news/2016/",
    "/?s=rice": "/search/?q=rice",
    "/?feed=rss2": FEED,
    "/?paged=3": "/news/?page=3",
    "/?filterYear=-1&filterCategory=130&filterKeyword=": RU,
    "/?filterYear=2016&filterCategory=130&filterKeyword=": "/news/?year=2016&category=ru-opinion",
    "/?filterYear=2016&filterCategory=-1&filterKeyword=": "/news/2016/",
    "/?filterYear=-1&filterCategory=-1&filterKeyword=rice": "/search/?q=rice",
    "/?filterYear=2016&filterCategory=-1&filterKeyword=rice": "/news/?year=2016&keyword=rice",
    "/?filterYear=-1&filterCategory=-1&filterKeyword=": "/news/",
    "/page/12/": "/news/?page=12",
    "/category/opinion/page/2/": "/news/category/opinion/?page=2",
    "/category/opinion/ru-opinion/": RU,
    "/category/opinion/": "/news/category/opinion/",
    "/category/food/": "/news/category/food/",
    "/category/ru-opinion/feed/": f"{RU}feed.atom",
    "/tag/rice/": "/search/?q=Rice",
    "/tag/rice/feed/": FEED,
    "/author/admin/page/19/": "/news/",
    "/author/admin/": "/news/",
    "/author/j-doe/": "/news/author/jane-of-the-union/",
    "/author/j-doe/feed/": "/news/author/jane-of-the-union/feed.atom",
    "/search/rice/": "/search/?q=rice",
    "/2016/": "/news/2016/",
    "/2016/01/": "/news/2016/",
    "/2016/01/25/": "/news/2016/",
    "/2016/01/25/dated/": "/news/dated/",
    "/2016/01/page/2/": "/news/2016/?page=2",
    "/2016/feed/": FEED,
    "/2015/12/31/october-roundup-3/": OCTOBER,
    "/october-roundup-3/": OCTOBER,
    "/october-roundup-3": OCTOBER,
    "/index.php/october-roundup-3/": OCTOBER,
    "/october-roundup-3/?replytocom=9": OCTOBER,
    "/10675/february-roundup-3/": FEBRUARY,
    "/10675/renamed-since/": FEBRUARY,
    "/archives/10675": FEBRUARY,
    "/10042/": "/news/10042/",
    f"/{CHINESE}/": MAY,
    f"/{CHINESE.lower()}": MAY,
    f"/{CHINESE[:-1]}/": "404",
    "/october-roundup-3/feed/": OCTOBER,
    "/october-roundup-3/feed/atom/": OCTOBER,
    "/october-roundup-3/2/": OCTOBER,
    "/october-roundup-3/comment-page-1/": OCTOBER,
    "/october-roundup-3/trackback/": OCTOBER,
    "/october-roundup-3/amp/": OCTOBER,
    "/october-roundup-3/embed/": OCTOBER,
    "/october-roundup-3/rally/": OCTOBER,
    "/may-roundup/face/": MAY,
    "/?attachment_id=52": MAY,
    "/february-roundup-3/letter/": FEBRUARY,
    "/feed/": FEED,
    "/feed/rss2/": FEED,
    "/comments/feed/": FEED,
    "/about/food/": "/food/",
    "/both/": "/both/",
    "/posts/both/": "/news/both/",
    "/wp-content/uploads/2016/01/song.mp3": OCTOBER,
    "/?attachment_id=55": OCTOBER,
    "/october-roundup-3/song/": OCTOBER,
    "/wp-content/uploads/2016/01/large.jpg": OCTOBER,
    "/wp-content/uploads/2016/01/large-300x200.jpg": OCTOBER,
    "/wp-content/uploads/2016/01/face.jpg": MAY,
    "/wp-content/uploads/2016/01/face-300x200.jpg": MAY,
    "/wp-content/uploads/2016/01/face-e1454000000000-300x200.jpg": MAY,
}


HIDDEN = [
    *("/?p=70", "/a-draft/", "/?p=71", "/a-private/", "/71/a-private/", "/?p=72", "/in-the-bin/"),
    *("/?p=73", "/deleted-here/", "/deleted-here/feed/", "/?p=74", "/over/", "/2016/02/25/over/"),
]
UNKNOWN = [
    *("/?p=99", "/never-there/", "/category/none/", "/tag/none/", "/1999/", "/9999/"),
    *("/xx/yy/october-roundup-3/", "/xx/october-roundup-3/", "/news/rally/", "/ur/rally/"),
    *("/?cat=99", "/wp-content/uploads/2016/01/none.jpg", "/?attachment_id=1234"),
]


HOSTILE = [
    *(
        "/%00",
        "/%00october-roundup-3%00x/",
        f"/{'a' * 10_000}/",
        f"/{'a/' * 900}",
        "/?p[]=1",
        "/?p=" + "9" * 20,
    ),
    *("/?p=1%27%20OR%201", "/?p=-1", "/?p=", "/?p=%00", "/?cat=%F0%28", f"/?s={'x' * 5000}", "/?m=99999999"),
    *("//evil.example/october-roundup-3/", "/%5C%5Cevil.example/", "/?author=../..", "/%E4%BA/", "/page/0/"),
    *(
        "/wp-content/uploads/../../etc/passwd",
        "/?" + "&".join(f"p={n}" for n in range(200)),
        "/page/" + "9" * 50,
    ),
    *("/?filterYear=²&filterCategory=②", "/²/x/", "/٢٠١٦/", "/?paged=" + "9" * 30),
]
