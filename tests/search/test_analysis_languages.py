"""Which words meet: what a reader types and what a post holds, language by language."""

import re

import pytest

from search.analysis import index_text, query_groups

# language: typed | written
MEET = {
    "en": """
        petition | petitions            petitioning | petition          pétition | petition
        women | woman                   child | children                paid | pay
        organization | organisations    labor | labour                  center | centres
        license | licence               traveling | travelling          officers | officer's
        email | e-mail                  e-mail | emails                 non refoulement | non-refoulement
        non-refoulement | nonrefoulement    right-to-work | right to work   asylum | asylum-seekers
        1500 | HK$1,500                 HK$1,500 | HK$1500              150000 | 1,50,000
        6 pm | 6pm                      covid 19 | COVID-19             cafe | café
        ＨＫ | HK                       lives | living                  families | family
        evicted | eviction              colour | color                  judgment | judgements
    """,
    "zh-hant": """
        难民 | 難民                     券 | 食物券                     着數 | 著數
        裏面 | 裡面                     衞生署 | 衛生署                 啓德 | 啟德
        深圳線 | 深圳綫                 羣組 | 群组                     1500元 | １,５００元
        食物 | 食物券                   台灣 | 臺灣                     乾糧 | 干粮
    """,
    "zh-hans": "難民 | 难民    擔保人 | 担保人    租金津貼 | 租金津贴",
    "fr": """
        refugie | réfugiés              réfugiée | réfugié              réfugiés | refugie
        hôpitaux | hopital              coeur | cœur                    aide | l’aide
        loyers | loyer                  travaux | travail               femmes | femme
        gratuite | gratuitement         rendez vous | rendez-vous       egalite | d’égalité
        étudiantes | étudiant           aujourd'hui | aujourd’hui       expulsé | expulsions
    """,
    "id": """
        makan | makanan                 menjamin | penjamin             bantu | bantuan
        rumah | perumahan               kerja | pekerjaan               mengungsi | pengungsi
        daftar | pendaftaran            anak-anak | anak                anak2 | anak 2
    """,
    "ar": """
        لاجئ | اللاجئين                 للاجئين | لاجئ                  حرية | الحُرِّيَّة
        عريضه | عريضة                   الايجار | إيجار                 مستشفيات | مستشفى
        طفل | أطفال                     مدارس | مدرسة                   قانون | القوانين
        شوارع | شارع                    عرائض | عريضة                   تصاريح | تصريح
        صديق | أصدقاء                   شركاء | شريك                    وثائق | وثيقة
        عوائل | عائلة                   المكاتب | مكتب                  1500 | ١٬٥٠٠
        وطعام | طعام                    مشروع | مشاريع                  وطن | الوطن
    """,
    "ur": """
        بچے | بچوں                      بچہ | بچے                       کرایہ | کرائے
        درخواست | درخواستیں             كرايه | کرایہ                   عورت | عورتوں
        لڑکی | لڑکیاں                   پناہ گزین | پناہ‌گزینوں         ۱۵۰۰ | 1,500
        مہینہ | مہینے                   کمرہ | کمروں                    گھر | گھروں
    """,
    "hi": """
        हिंदी | हिन्दी                  ज़मानत | जमानत                  शरणार्थी | शरणार्थियों
        गये | गए                        किराया | किराए                  किराये | किराए
        संबंध | सम्बन्ध                 डाक्टर | डॉक्टर                 माँग | मांग
        बच्चा | बच्चों                  महिला | महिलाओं                 १५०० | 1,500
    """,
    "ne": "शरणार्थी | शरणार्थीहरूको    संघ | सङ्घ    घर | घरहरू    सरकार | सरकारले",
    "bn": """
        শরণার্থী | শরণার্থীদের          খাবার | খাবারের                 কুপন | কুপনগুলো
        দোকান | দোকানে                  মা | মায়েরা                    চাদ | চাঁদ
        বাড়ি | বাড়িতে                  হাসপাতাল | হাসপাতালের           ১৫০০ | 1500
    """,
    "pa": """
        ਬੱਚਾ | ਬੱਚੇ                     ਬੱਚੇ | ਬੱਚਿਆਂ                   ਔਰਤ | ਔਰਤਾਂ
        ਸ਼ਰਨਾਰਥੀ | ਸ਼ਰਨਾਰਥੀਆਂ             ਕਿਰਾਇਆ | ਕਿਰਾਏ                 ਬਚਾ | ਬੱਚਾ
        ਵਕੀਲ | ਵਕੀਲਾਂ                   ਕੁੜੀ | ਕੁੜੀਆਂ
    """,
    "ta": """
        அகதி | அகதிகள்                  அகதிகள் | அகதிகளுக்கு           குழந்தை | குழந்தைகள்
        வாடகை | வாடகைக்கு              மருத்துவமனை | மருத்துவமனையில்
    """,
    "si": """
        සරණාගතයා | සරණාගතයන්ගේ         ළමයා | ළමයින්ට                  රෝහල | රෝහලට
        නීති | නීතිය                    කාමර | කාමරය
    """,
    "so": """
        qaxooti | qaxootiga             qareen | qareenka               caruur | caruurta
        shaqo | shaqada                 guri | guriga                   dhakhtar | dhakhtarka
    """,
    "fil": """
        tulong | tumulong               tulong | tulungan               nagtatrabaho | trabaho
        kumain | kain                   gutom | nagugutom               bata | batang
        sinulat | sulat                 humingi | hingi                 bahay | bahay-bahay
    """,
}

PASS_BY = {
    "en": """
        petit | petition        police | policy         united | unit       university | universe
        general | generous      1500 | 15               15 | 1,500          six | sex
        hour | horror           meeting | meter
    """,
    "fr": "petition | petite    loyer | loi    pain | peine    cour | court",
    "id": "permit | mitra    tari | menuntut    makam | makan",
    "zh-hant": "民難 | 難民    租金 | 金租",
    "ar": "كتب | كلب    قبل | قبول    هجرة | هجوم    عمل | علم",
    "ur": "بچے | بچت    کام | کامل    ضامن | ضمانت    کل | کلا",
    "hi": "कल | कला    कवि | कविता    दिन | दीन    जल | जाल    काम | कम",
    "ne": "कल | काल    घर | घेरा",
    "bn": "কাল | কল    দিন | দান",
    "pa": "ਕੰਮ | ਕਮੀਜ਼    ਕੱਲ | ਕਾਲ",
    "ta": "கல் | கால்",
    "si": "කල | කාල    ගම | ගාම",
    "so": "shaqo | shaqal    guri | guul",
    "fil": "tulong | tulog    bata | bato",
}


def pairs(table):
    """(language, typed, written) of each pair of a table; wide spaces stand between pairs."""
    return [
        (language, *pair.strip().split(" | "))
        for language, lines in table.items()
        for pair in re.split(r" {3,}|\n", lines)
        if pair.strip()
    ]


def meets(typed, written, language):
    """Whether a text in a language holds each word of a query, or one of the word's alternatives."""
    tokens = index_text(written, language).split()
    groups = query_groups(typed)
    return bool(groups) and all(
        any(
            token in group.alternatives or (group.is_prefix and token.startswith(group.word))
            for token in tokens
        )
        for group in groups
    )


@pytest.mark.parametrize(("language", "typed", "written"), pairs(MEET))
def test_two_forms_of_a_word_meet(language, typed, written):
    assert meets(typed, written, language)


@pytest.mark.parametrize(("language", "typed", "written"), pairs(PASS_BY))
def test_two_words_that_look_alike_pass_by(language, typed, written):
    assert not meets(typed, written, language)


@pytest.mark.parametrize("language", sorted(MEET))
def test_every_word_meets_itself(language):
    words = {word for code, *pair in pairs(MEET) if code == language for word in pair}
    assert [word for word in words if not meets(word, word, language)] == []


def test_a_post_in_one_language_meets_the_words_of_another_script():
    assert meets("coupons", "खाने के coupon", "hi")


def test_every_language_of_the_site_is_known():
    from cms.settings.languages import CONTENT_LANGUAGES
    from search.analysis.languages import KNOWN

    assert {code for code, _ in CONTENT_LANGUAGES} == KNOWN
