"""The languages that the union's members read, each under its own name."""

CONTENT_LANGUAGES = [
    ("en", "English"),
    ("zh-hant", "繁體中文"),
    ("zh-hans", "简体中文"),
    ("ur", "اردو"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("hi", "हिन्दी"),
    ("bn", "বাংলা"),
    ("ta", "தமிழ்"),
    ("si", "සිංහල"),
    ("ne", "नेपाली"),
    ("id", "Bahasa Indonesia"),
    ("fil", "Filipino"),
    ("fr", "Français"),
    ("ar", "العربية"),
    ("so", "Soomaali"),
]

# Django 5.2 does not know these three.
EXTRA_LANG_INFO = {
    code: {"bidi": False, "code": code, "name": name, "name_local": name_local}
    for code, name, name_local in (
        ("si", "Sinhala", "සිංහල"),
        ("fil", "Filipino", "Filipino"),
        ("so", "Somali", "Soomaali"),
    )
}
