"""Words that say nothing of what a question is about: left out where any word of a query will do.

A strict search keeps them: on the judged collection it finds less without them.
"""

from search.analysis.folding import fold

WORDS = {
    "en": """a about after all also am an and any are as at be been but by can could did do does for from get
        had has have he her here him his how i if in into is it its just me more most must my no not now
        of on or our out shall she should so some than that the their them then there these they this
        those to up us was we were what when where which who whom whose why will with would you your""",
    "fr": """a ai alors au aussi aux avec avez avoir avons c ce ces cette comment d dans de des dois doit
        donc du elle elles en est et etre faire fait faut il ils j je l la le les leur lui m ma mais me
        mes moi mon n ne nos notre nous on ont ou par pas peut peux plus pour pourquoi puis qu quand que
        quel quelle qui quoi s sa se ses si son sont suis sur t ta te tu un une va vos votre vous y""",
    "id": """ada adalah agar akan aku anda apa apakah atau bagaimana bagi bahwa bisa boleh dalam dan dapat
        dari dengan di dia harus ini itu jika juga kami kamu kapan karena kalau ke kenapa kita mana
        mengapa mereka oleh pada saja saya sebagai siapa sudah tidak untuk yang""",
    "fil": """ako ang ano at ay ba bakit dahil din gusto ito kami kapag kay kung ko mga mo na nang ng ni nila
        nito o pa paano para po sa saan sila sino tayo""",
    "ar": """ان انا او اي اين الى التي الذي اذا بعد كل كم كيف كان لا لان لم لماذا لي ما ماذا متى مع من هذا
        هذه هل هم هو هي نحن و في على عن عند قد يجب""",
    "ur": """اپنا اپنی اپنے اس ان اور ایک بھی پر تک تو تھا تھی تھے جب جو سے کا کب کر کرنا کریں کس کو کون کہ
        کہاں کی کیا کیسے کیوں کے گا گے لئے لیے مجھے میرا میری میرے میں نہیں نے ہم ہو ہوں ہیں ہے یا یہ وہ""",
    "hi": """अगर अपना अपनी अपने इस उस एक और कब कर करना करें कहाँ का कि किस की के को कैसे कौन क्या क्यों जब जो
        तक तो था थी थे नहीं ने पर भी मुझे मेरा मेरी मेरे में मैं यह या ये लिए वह वे से हम है हैं हो""",
}
STOP_WORDS = frozenset(fold(word) for words in WORDS.values() for word in words.split())
