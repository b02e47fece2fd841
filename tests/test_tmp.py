from tests.blog.test_translating import *
def test_z(client, post):
    translation, strings = translate(post)
    translation.save_target(publish=True)
    t=post.get_translation(locale("ur"))
    print(t.live, t.get_url(), t.path, t.url_path, [ (p.title,p.live,p.url_path) for p in t.get_ancestors()])
    assert 0
