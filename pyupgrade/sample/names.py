"""Names, departments and places of a company in seven languages, and how they are spelled in plain letters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Locale:
    """A country's people and places; `given` and `family` hold (as written, in Latin letters) where the two differ."""

    code: str
    country: str
    cities: tuple[str, ...]
    departments: tuple[str, ...]
    titles: tuple[str, ...]
    given: tuple[tuple[str, str], ...]
    family: tuple[tuple[str, str], ...]
    family_first: bool = False


def _same(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((word, word) for word in text.split())


LOCALES: Final = (
    Locale(
        "DE", "Deutschland", ("München", "Köln", "Düsseldorf", "Görlitz", "Frankfurt (Oder)"),
        ("Vertrieb", "Einkauf", "Personal", "Buchhaltung", "Qualitätssicherung", "Forschung & Entwicklung",
        "IT-Betrieb"),
        ("Sachbearbeiterin", "Teamleiter", "Geschäftsführerin", "Werkstudent", "Außendienst"),
        _same("Jürgen Käthe Björn Anna Sören Ümit Lieselotte Günther Zoë Matthias Heike Friedrich Öykü Beate"),
        _same("Müller Schröder Weiß Großmann Jäger Köhler Bäcker Löwenthal Schäfer Vogt Hübner Krüger Böhm Fuß"),
        family_first=True,
    ),
    Locale(
        "FR", "France", ("Orléans", "Saint-Étienne", "Nîmes", "Lyon"),
        ("Ventes", "Achats", "Ressources humaines", "Comptabilité", "Qualité", "Développement"),
        ("Chargée de clientèle", "Directeur", "Ingénieur", "Stagiaire"),
        _same("Zoé Élodie François Benoît Hélène Noël Anaïs Jérôme Maëlle Gaëtan Océane"),
        _same("Lefèvre D'Aubigné Gonçalves Béranger Duchêne Castañet L'Hôpital Mérimée Saint-Exupère Faÿ"),
    ),
    Locale(
        "PL", "Polska", ("Łódź", "Kraków", "Gdańsk", "Poznań"),
        ("Sprzedaż", "Zakupy", "Kadry", "Księgowość", "Jakość", "Rozwój"),
        ("Specjalistka", "Kierownik", "Inżynier", "Stażysta"),
        _same("Łukasz Małgorzata Żaneta Stanisław Bożena Grażyna Wojciech Zbigniew Ścibor Agnieszka"),
        _same("Wiśniewska Dąbrowski Zieliński Wójcik Święcicka Źrebiec Gałązka Łapińska Żółkiewski Ćwikła"),
    ),
    Locale(
        "AE", "الإمارات", ("دبي", "أبوظبي", "الشارقة"),
        ("المبيعات", "المشتريات", "الموارد البشرية", "المحاسبة"),
        ("مدير", "مهندسة", "محاسب"),
        (("محمد", "Mohammed"), ("فاطمة", "Fatima"), ("عبد الله", "Abdullah"), ("ليلى", "Layla"), ("خالد", "Khalid"),
        ("نورة", "Noura")),
        (("الحسن", "Alhassan"), ("المنصوري", "Almansoori"), ("النجار", "Alnajjar"), ("السويدي", "Alsuwaidi"), ("حداد",
        "Haddad")),
    ),
    Locale(
        "JP", "日本", ("東京", "大阪", "横浜"),
        ("営業部", "購買部", "人事部", "経理部", "開発部"),
        ("課長", "エンジニア", "部長"),
        (("太郎", "Taro"), ("花子", "Hanako"), ("健一", "Kenichi"), ("美咲", "Misaki"),
         ("翔", "Sho"), ("さくら", "Sakura")),
        (("山田", "Yamada"), ("佐藤", "Sato"), ("髙橋", "Takahashi"), ("渡邊", "Watanabe"), ("小野寺", "Onodera"),
         ("斎藤", "Saito")),
        family_first=True,
    ),
    Locale(
        "GB", "United Kingdom", ("London", "Stoke-on-Trent", "Leeds", "Belfast"),
        ("Sales", "Purchasing", "Human Resources", "Finance", "Quality", "Engineering", "Operations"),
        ("Account Manager", "Director", "Engineer", "Trainee", "VP, Sales"),
        _same("Siobhán Oliver Priya Amelia Niamh Rhys Chloe Ewan Zainab Harriet George"),
        _same("O'Brien MacDonald Smith-Jones Patel Okonkwo Hughes D'Souza Llewellyn Wright Taylor Adeyemi"),
    ),
    Locale(
        "TR", "Türkiye", ("İstanbul", "Iğdır", "Muğla"),
        ("Satış", "Satın Alma", "İnsan Kaynakları", "Muhasebe"),
        ("Müdür", "Mühendis", "Uzman"),
        _same("İbrahim Işıl Çağla Ömer Gülşen Doğan Şebnem"),
        _same("Yılmaz Çelik Öztürk Şahin Kılıç Aydın Güneş"),
    ),
)  # fmt: skip
WEIGHTS: Final = (34, 12, 12, 6, 6, 24, 6)  # shares of the locales among people and groups, in percent

_LETTERS: Final = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "ł": "l",
        "Ł": "L",
        "ı": "i",
        "İ": "I",
        "ø": "o",
    }
)


def plain(text: str) -> str:
    """The text in ASCII letters, digits, points and hyphens, as account and file names want it."""
    folded = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode("ascii")
    return "".join(c if c.isalnum() or c in ".-" else "-" if c in " _/&" else "" for c in folded).strip("-.")
