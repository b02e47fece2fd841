"""What stands in the style guide: words in every language, and uploads that everybody may see."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model
from django.db.models.functions import Cast
from wagtail.blocks import Block, CharBlock, ChooserBlock, ListBlock, RichTextBlock, StructBlock, TextBlock
from wagtail.models import Page, ReferenceIndex, TranslatableMixin
from wagtail.rich_text import RichText

from cms.visibility import visible

# The first article of the Universal Declaration of Human Rights.
WORDS = {
    "en": "All human beings are born free and equal in dignity and rights.",
    "zh-hant": "人人生而自由，在尊嚴和權利上一律平等。",
    "zh-hans": "人人生而自由，在尊严和权利上一律平等。",
    "ur": "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔",
    "pa": "ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ ਆਪਣੀ ਮਹਿਮਾ, ਸ਼ਾਨ ਅਤੇ ਹੱਕਾਂ ਦੇ ਪੱਖੋਂ ਜਨਮ ਤੋਂ ਹੀ ਆਜ਼ਾਦ ਹੈ।",
    "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
    "bn": "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে।",
    "ta": "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்; அவர்கள் மதிப்பிலும், உரிமைகளிலும் சமமானவர்கள்.",
    "si": "සියලු මනුෂ්‍යයෝ නිදහස්ව උපත ලබා ඇත. ගරුත්වයෙන් හා අයිතිවාසිකම්වලින් සමාන වෙති.",
    "ne": "सबै व्यक्तिहरू जन्मजात स्वतन्त्र हुन् ती सबैको समान अधिकार र महत्व छ।",
    "id": "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama.",
    "fil": "Ang lahat ng tao'y isinilang na malaya at pantay-pantay sa karangalan at mga karapatan.",
    "fr": "Tous les êtres humains naissent libres et égaux en dignité et en droits.",
    "ar": "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.",
    "so": "Aadanaha dhammaantiis wuxuu dhashaa isagoo xor ah kana siman xagga sharafta iyo xuquuqada.",
}
SHORT = 40


class NothingPublicError(Exception):
    """No visible page shows an upload of the kind that is needed."""


def preview(block: Block, language_code: str) -> Any:
    """A block's own preview value, in words of the language, with uploads that are public.

    Raises NothingPublicError where it needs an upload and none is public yet.
    """
    return _shown(block, block.get_preview_value(), language_code)


def _shown(block: Block, value: Any, language_code: str) -> Any:
    if isinstance(block, StructBlock):
        given = {name: child for name, child in block.child_blocks.items() if name in value}
        shown = {name: _shown(child, value[name], language_code) for name, child in given.items()}
        return block.normalize(shown)
    if isinstance(block, ListBlock):
        return block.normalize([_shown(block.child_block, item, language_code) for item in value])
    if isinstance(block, ChooserBlock):
        if value is None and block.required:
            raise NothingPublicError(block.name)
        return public_one(value, language_code) if isinstance(value, Model) else value
    return _words(block, value, language_code)


def _words(block: Block, value: Any, language_code: str) -> Any:
    """The words of another language in place of the preview's, which are English."""
    words = WORDS.get(language_code)
    if language_code == "en" or words is None or not value:
        return value
    if isinstance(block, RichTextBlock):
        return RichText(f"<p>{words}</p>")
    if isinstance(block, TextBlock):
        return words
    if isinstance(block, CharBlock) and not str(value)[:1].isdigit():
        return words if len(value) > SHORT else _first_words(words)
    return value


def _first_words(words: str) -> str:
    return " ".join(words.split()[:4])[:SHORT]


def public_one(like: Model, language_code: str) -> Model:
    """A picture, document or snippet that a visible page shows, of the same kind.

    An upload that no visible page shows may be part of a draft, and its title may say too much.
    What has a language is taken in the language asked for. Raises NothingPublicError where there
    is none.
    """
    pages = visible(Page.objects.all()).annotate(key=Cast("pk", CharField())).values("key")
    shown = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(like),
        object_id__in=pages,
    )
    found = type(like)._default_manager.filter(pk__in=set(shown.values_list("to_object_id", flat=True)))
    if isinstance(like, TranslatableMixin):
        found = found.filter(locale__language_code=language_code)
    things = list(found.order_by("pk"))
    if not things:
        raise NothingPublicError(like._meta.label)
    # Neighbours stay neighbours: a gallery of three has three pictures.
    return things[like.pk % len(things)]
