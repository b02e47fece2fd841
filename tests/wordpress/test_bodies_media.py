"""Old bodies: pictures, galleries, documents, embeds, and links."""

import pytest

from tests.wordpress.old_site import SITE, UPLOADS, blocks, converted, html_of, kinds, reasons, value_of

PICTURE = f'<img src="{UPLOADS}/centre-300x200.jpg" class="wp-image-99" alt="The centre">'


@pytest.mark.parametrize(
    "html",
    [
        f'<img src="{UPLOADS}/centre.jpg">',
        PICTURE,
        f'<img src="{UPLOADS}/centre-e1488888888888.jpg?w=604">',
        f'<img src="https://i0.wp.com/{UPLOADS.removeprefix("https://")}/centre.jpg?resize=1">',
        '<img src="/wp-content/uploads/2017/centre.jpg">',
        '<img src="https://elsewhere.example.com/x.jpg" class="size-full wp-image-11">',
        f'<img src="data:image/gif;base64,R0" data-src="{UPLOADS}/centre.jpg"><noscript>{PICTURE}</noscript>',
        f'<a href="{UPLOADS}/centre.jpg">{PICTURE}</a>',
        f'<a href="{SITE}/a-post/centre/" rel="attachment wp-att-11">{PICTURE}</a>',
        f'<!-- wp:cover {{"url":"{UPLOADS}/centre.jpg","id":5}} --><div></div><!-- /wp:cover -->',
        '[vc_single_image image="11"]',
    ],
)
def test_a_picture_is_found_whatever_its_size_and_place(html):
    assert blocks(html) == [("picture", {"picture": 11, "caption": "", "alt": "", "decorative": False})]


@pytest.mark.parametrize(
    "html",
    [
        f'[caption id="a" width="3"]{PICTURE} Our centre[/caption]',
        f'[caption width="3" caption="Our centre"]{PICTURE}[/caption]',
        f'[wp_caption]<a href="{UPLOADS}/centre.jpg">{PICTURE}</a>Our <b>centre</b>[/wp_caption]',
        f"<figure>{PICTURE}<figcaption>Our centre</figcaption></figure>",
        f'<!-- wp:image {{"id":1}} --><figure class="wp-block-image">{PICTURE}'
        "<figcaption>Our centre</figcaption></figure><!-- /wp:image -->",
    ],
)
def test_a_caption_stays_with_its_picture(html):
    assert value_of(html)["caption"] == "Our centre"


def test_a_caption_that_is_too_long_follows_as_words():
    assert kinds(f"<figure>{PICTURE}<figcaption>{'word ' * 70}</figcaption></figure>") == ["picture", "text"]


def test_an_alternative_text_is_kept_where_it_says_something_else():
    assert value_of(PICTURE.replace('alt="The centre"', 'alt="Us"'))["alt"] == "Us"


def test_a_picture_inside_of_a_sentence_waits_for_its_end():
    assert kinds(f"<p>One {PICTURE} two</p><p>{PICTURE} three<br>{PICTURE}<br>four</p>") == [
        "text",
        "picture",
        "picture",
        "text",
        "picture",
        "text",
    ]


def test_a_picture_in_a_list_follows_the_list():
    assert kinds(f"<ul><li>One {PICTURE}</li><li>Two</li></ul>Three") == ["text", "picture", "text"]


def test_a_picture_that_leads_elsewhere_is_followed_by_the_link():
    _picture, text = blocks(f'<a href="https://example.com/">{PICTURE}</a>')
    assert text[1]["text"] == '<p><a href="https://example.com/">The centre</a></p>'


def test_a_missing_picture_is_listed_with_its_caption():
    found = converted(f'<figure><img src="{UPLOADS}/gone.jpg"><figcaption>Words</figcaption></figure>')
    assert found.body == []
    assert found.missing_media == [f"{UPLOADS}/gone.jpg"]
    assert [(part.reason, "Words" in part.original) for part in found.unplaced] == [("picture-missing", True)]


def test_a_picture_on_another_site_becomes_a_link():
    html = '<img src="https://example.com/a.jpg" alt="A view">'
    assert html_of(html) == '<p><a href="https://example.com/a.jpg">A view</a></p>'
    assert reasons(html) == ["picture-elsewhere"]


@pytest.mark.parametrize(
    ("html", "pictures"),
    [
        ("[gallery]", [11, 12, 13]),
        ('[gallery ids="12,11" columns=2]', [12, 11]),
        ("[gallery exclude=&#8221;12&#8221;]", [11, 13]),
        ('<!-- wp:gallery {"ids":[11,13]} /-->', [11, 13]),
        (
            f'<!-- wp:gallery --><figure class="wp-block-gallery"><!-- wp:image --><figure>{PICTURE}'
            f'</figure><!-- /wp:image --><figure><img src="{UPLOADS}/march.png"></figure></figure>'
            "<!-- /wp:gallery -->",
            [11, 12],
        ),
        (f'<div class="gallery"><dl><dt>{PICTURE}</dt><dd>a</dd></dl>{PICTURE}</div>', [11, 11]),
    ],
)
def test_galleries_of_all_times_hold_their_pictures(html, pictures):
    assert [item["value"]["picture"] for item in value_of(html)["pictures"]] == pictures


def test_pictures_of_a_gallery_keep_their_captions_and_its_own_follows_it():
    (_gallery, value), (_text, after) = blocks(
        f"<figure class='wp-block-gallery'><ul><li><figure>{PICTURE}<figcaption>One</figcaption></figure>"
        f"<li>{PICTURE}</li></ul><figcaption>A day</figcaption></figure>"
    )
    assert [item["value"]["caption"] for item in value["pictures"]] == ["One", ""]
    assert after["text"] == "<p>A day</p>"


def test_a_gallery_of_one_is_a_picture_and_one_of_many_several_galleries():
    assert kinds('[gallery ids="11"]') == ["picture"]
    assert kinds(f'[gallery ids="{",".join(["11"] * 25)}"]') == ["gallery", "picture"]


@pytest.mark.parametrize(
    "html",
    [
        f'<p><a href="{UPLOADS}/letter.pdf">Letter to the Department.pdf</a></p>',
        f'<p><strong><a href="{UPLOADS}/letter.pdf">letter</a></strong>&nbsp;</p>',
        f'<!-- wp:file --><div><a href="{UPLOADS}/letter.pdf">Letter to the department</a><a '
        f'class="wp-block-file__button" href="{UPLOADS}/letter.pdf">Download</a></div><!-- /wp:file -->',
        f'[pdf-embedder url="{UPLOADS}/letter.pdf"]',
        f'<iframe src="https://docs.google.com/viewer?url={UPLOADS}/letter.pdf&embedded=true"></iframe>',
        f"{UPLOADS}/letter.pdf",
    ],
)
def test_a_letter_that_stands_alone_becomes_a_document(html):
    assert blocks(html) == [("document", {"document": 21, "summary": ""})]


def test_words_that_say_what_a_document_is_become_its_summary():
    assert value_of(f'<a href="{UPLOADS}/letter.pdf">We ask for rent</a>')["summary"] == "We ask for rent"


def test_a_letter_inside_of_a_sentence_stays_a_link():
    html = f'<p>Read <a href="{UPLOADS}/letter.pdf">this</a></p>'
    assert html_of(html) == '<p>Read <a linktype="document" id="21">this</a></p>'


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk"),
        ("[embed width=3]https://vimeo.com/123[/embed]", "https://vimeo.com/123"),
        ("[youtube https://youtu.be/abcdefghijk]", "https://youtu.be/abcdefghijk"),
        (
            '<iframe src="//www.youtube.com/embed/abcdefghijk?rel=0"></iframe>',
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        (
            '<!-- wp:core-embed/twitter {"url":"https://twitter.com/a/status/1"} --><figure><div>'
            "https://twitter.com/a/status/1</div></figure><!-- /wp:core-embed/twitter -->",
            "https://twitter.com/a/status/1",
        ),
    ],
)
def test_what_stood_on_other_sites_leads_there(html, url):
    assert value_of(html)["url"] == url
    assert value_of(html)["title"]


def test_an_address_on_a_line_of_its_own_that_nobody_shows_is_a_link():
    assert html_of("https://example.com/") == '<p><a href="https://example.com/">https://example.com/</a></p>'


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ('<iframe src="https://example.com/x"></iframe>', "frame"),
        ("<script>words()</script>", "script"),
        ("<form><p>words</p><input></form>", "form"),
        ("<svg><text>words</text></svg>", "drawing"),
        ("<!-- wp:latest-posts /-->", "widget"),
        ("<!-- wp:plugin/thing /-->", "plugin-block"),
        ('[contact-form-7 id="1"]', "shortcode"),
        ("<p style='display: none'>words</p>", "hidden"),
        ("<!-- words -->", "hidden"),
        ("<p><del>words</del></p>", "struck-out"),
        ("<figure><img src='/a.jpg'></figure>", "picture-missing"),
        ("<img src='https://ours.files.wordpress.com/2017/a.jpg'>", "picture-missing"),
        ("<img src='https://theirs.example.com/wp-content/uploads/2017/a.jpg'>", "picture-elsewhere"),
    ],
)
def test_what_has_no_place_is_listed_with_its_reason(html, reason):
    assert reasons(html) == [reason]


def test_the_name_of_an_unknown_shortcode_stands_in_the_text():
    assert html_of('<p>a [plugin-thing id="1"] b</p>') == "<p>a [plugin-thing] b</p>"


@pytest.mark.parametrize(
    ("href", "tag", "found"),
    [
        ("/about/", '<a linktype="page" id="31">', "page"),
        (f"{SITE}/about/#team", '<a linktype="page" id="31">', "page"),
        (f"{UPLOADS}/gone.pdf", f'<a href="{UPLOADS}/gone.pdf">', "missing"),
        ("https://old.example.org/gone/", '<a href="https://old.example.org/gone/">', "missing"),
        (f"{UPLOADS}/march.png", f'<a href="{UPLOADS}/march.png">', "upload"),
        ("www.example.com/a&amp;b", '<a href="http://www.example.com/a&amp;b">', "elsewhere"),
        ("mailto:us@example.org", '<a href="mailto:us@example.org">', "elsewhere"),
        ("#food", '<a href="#s-food">', "heading"),
        (f"{SITE}/a-post/#rent", '<a href="#s-rent">', "heading"),
        ("#nowhere", "", "lost"),
        ("javascript:alert(1)", "", "unsafe"),
        (" java\tscript:alert(1)", "", "unsafe"),
        ("&#106;avascript&colon;alert(1)", "", "unsafe"),
        ("data:text/html,x", "", "unsafe"),
        ("http://[broken", "", "unsafe"),
    ],
)
def test_links_lead_where_their_pages_are_now(href, tag, found):
    headings = '<h2 id="food">Food</h2>a<a name="rent"></a><h2>Rent</h2>'
    result = converted(f'<p>x <a href="{href}" onclick="y">words</a></p>{headings}')
    assert result.body[0]["value"]["text"] == f"<p>x {tag}words{'</a>' if tag else ''}</p>"
    assert [link.found for link in result.links] == [found]


def titled(title, alt="The centre", file="march.png"):
    return f'<figure><img src="{UPLOADS}/{file}" alt="{alt}" title="{title}"></figure>'


@pytest.mark.parametrize("title", ["on the way", "The centre", "A march", "march"])
def test_a_title_of_a_picture_that_says_nothing_more_is_left_out(title):
    assert reasons(titled(title)) == []


def test_a_title_of_a_picture_that_says_more_is_listed():
    found = converted(titled("In 2016, before the rain"))
    assert [(part.reason, "before the rain" in part.original) for part in found.unplaced] == [
        ("picture-title", True)
    ]


def test_a_title_is_the_alternative_text_of_a_picture_that_has_none():
    html = '<img src="https://old.example.org/x.jpg" class="wp-image-13" title="We cook" alt="">'
    assert (value_of(html)["alt"], reasons(html)) == ("We cook", [])
