"""Documents for measuring how many go through: made here, 500 to 1,500 characters, in eight languages.

One in twenty is word for word another one told before, one in ten tells another one's news in other words;
dates and names vary over ten years. The same documents for the same numbers.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

__all__ = ["document", "written"]

FIRST = date(2014, 1, 1)
DAYS = 3650
GIVEN = (
    "Lena", "Ivo", "Ana", "Paul", "Irina", "Marta", "Jan", "Tomas", "Clara", "Hugo", "Nadia", "Omar", "Sofia",
    "Erik", "Lucia", "Viktor",
)  # fmt: skip
# A hundred thousand family names, so that what remembers words meets new ones to the end.
FAMILY = (
    ("Bran", "Ko", "Ru", "Mei", "Pet", "Sil", "No", "Lind", "Oka", "Had", "Ros", "Du", "Han", "Mor", "Gal"),
    ("da", "ve", "li", "no", "mi", "ra", "so", "tu", "ke", "ba", "lo", "ne", "ri", "ga", "wa", "ste", "pu"),
    ("da", "ve", "li", "no", "mi", "ra", "so", "tu", "ke", "ba", "lo", "ne", "ri", "ga", "wa", "ste", "pu"),
    ("nov", "berg", "mann", "dotti", "ssen", "vic", "ski", "las", "eau", "ner", "quist", "son", "lli", "tova",
     "ras", "escu", "len", "tti", "dez", "ova", "wara", "kis", "tz"),
)  # fmt: skip
TOWNS = ("Madrid", "Oslo", "Ankara", "Nairobi", "Lima", "Hanoi", "Paris", "Berlin", "Bratislava", "Tallinn")
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}
DAY = {
    "de": "{d}. {m} {y}",
    "es": "{d} de {m} de {y}",
    "pt": "{d} de {m} de {y}",
    "ru": "{d} {m} {y} года",
    "uk": "{d} {m} {y} року",
}
LINES = {
    "en": """{a} met {b} in {t} on {day} to talk about the harbour.
On {day} the government of France signed an agreement with Spain in {t}.
{a} said in {t} that Germany would send {n} trucks by {day}.
Thousands protested in {t} on {day} against the budget, the police said.
The company of {a} opened its {n}th office in {t} last week.
Observers counted {n} ships in the port; no one had expected so many in a week of storms.
The road to {t} is long, and the letters that {b} wrote about it are still read today.
Two days later {b} rejected the offer and called for new talks in {t}.
Prices rose by {n} per cent between {day} and the end of the year, according to the central bank.""",
    "fr": """{a} a rencontré {b} à {t} le {day} pour parler du port.
Le {day}, le gouvernement espagnol a signé un accord avec la Norvège à {t}.
{a} a déclaré à {t} que l'Allemagne enverrait {n} camions avant le {day}.
Des milliers de personnes ont manifesté à {t} le {day} contre le budget, selon la police.
Le marché couvert de {t} compte {n} étals, et chacun y connaît son voisin.
Deux jours plus tard, {b} a rejeté l'offre et demandé de nouvelles négociations.
La semaine dernière, {a} s'est rendue au chantier avec {n} ouvriers.""",
    "de": """{a} traf {b} am {day} in {t}, um über den Hafen zu sprechen.
Am {day} unterzeichnete die französische Regierung in {t} ein Abkommen mit Spanien.
{a} sagte in {t}, Norwegen werde bis zum {day} {n} Lastwagen schicken.
Tausende protestierten am {day} in {t} gegen den Haushalt, wie die Polizei mitteilte.
Der Weg nach {t} ist lang, und wer ihn kennt, nimmt sich {n} Stunden Zeit.
Zwei Tage später lehnte {b} das Angebot ab.
In der vergangenen Woche eröffnete {a} ein Museum mit {n} Bildern.""",
    "es": """{a} se reunió con {b} en {t} el {day} para hablar del puerto.
El {day}, el Gobierno de Francia firmó un acuerdo con Noruega en {t}.
{a} dijo en {t} que Alemania enviaría {n} camiones antes del {day}.
Miles de personas protestaron en {t} el {day} contra el presupuesto, según la policía.
El camino a {t} es largo, y las cartas de {b} todavía se leen.
Dos días después, {b} rechazó la oferta.
La semana pasada, {a} inauguró una escuela para {n} alumnos.""",
    "it": """{a} ha incontrato {b} a {t} il {day} per parlare del porto.
Il {day} il governo francese ha firmato un accordo con la Spagna a {t}.
{a} ha detto a {t} che la Germania avrebbe inviato {n} camion entro il {day}.
Migliaia di persone hanno protestato a {t} il {day} contro il bilancio.
La strada per {t} è lunga, e le lettere di {b} si leggono ancora.
Due giorni dopo {b} ha respinto l'offerta.""",
    "pt": """{a} reuniu-se com {b} em {t} em {day} para falar do porto.
Em {day}, o governo francês assinou um acordo com a Espanha em {t}.
{a} disse em {t} que a Alemanha enviaria {n} camiões até {day}.
Milhares de pessoas protestaram em {t} em {day} contra o orçamento.
O caminho para {t} é longo, e as cartas de {b} ainda são lidas.
Dois dias depois, {b} rejeitou a oferta.""",
    "ru": """{day} правительство Франции подписало соглашение с Испанией.
Глава МИД Норвегии встретился с послом Турции {day}, чтобы обсудить порт.
Тысячи людей вышли на улицы {day}, сообщила полиция.
На прошлой неделе в порт пришли {n} кораблей, и никто не ждал так много.
Через два дня Германия отвергла предложение.
Дорога туда длинная, и {n} писем о ней читают до сих пор.""",
    "uk": """{day} уряд Франції підписав угоду з Іспанією.
Глава МЗС Норвегії зустрівся з послом Туреччини {day}, щоб обговорити порт.
Тисячі людей вийшли на вулиці {day}, повідомила поліція.
Минулого тижня до порту прийшли {n} кораблів, і ніхто не чекав так багато.
Через два дні Німеччина відхилила пропозицію.
Дорога туди довга, і {n} листів про неї читають досі.""",
}
LANGUAGES = sorted(LINES)


def document(number: int) -> dict[str, str]:
    """The document of a number, as a line of JSON Lines has it."""
    draw = random.Random(number)
    kind = draw.random()
    if kind < 0.05 and number:
        return document(draw.randrange(number)) | {"id": f"d{number}", "source": _source(draw)}
    told = draw.randrange(number) if kind < 0.15 and number else number  # whose news it is
    news = random.Random(-1 - told)
    published = FIRST + timedelta(days=news.randrange(DAYS))
    code = draw.choice(LANGUAGES)
    lines, left = [], draw.randrange(500, 1450)
    while left > 0:
        line = _line(code, draw.choice(LINES[code].split("\n")), news, published)
        lines.append(line)
        left -= len(line) + 1
    text = "\n\n".join(" ".join(lines[k : k + 3]) for k in range(0, len(lines), 3))
    return {
        "id": f"d{number}",
        "lang": code,
        "published": published.isoformat(),
        "title": lines[0].partition(",")[0][:80],
        "source": _source(draw),
        "text": text,
    }


def written(path: Path, count: int, make: Callable[[int], dict[str, str]] = document) -> Path:
    """`count` documents as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(json.dumps(make(number), ensure_ascii=False) + "\n")
    return path


def _line(code: str, pattern: str, news: random.Random, published: date) -> str:
    day = published - timedelta(days=news.randrange(1, 60))
    month = MONTHS[code].split()[day.month - 1]
    one, other = _person(news), _person(news)
    said = DAY.get(code, "{d} {m} {y}").format(d=day.day, m=month, y=day.year)
    return pattern.format(a=one, b=other, t=news.choice(TOWNS), n=news.randrange(10, 900), day=said)


def _person(draw: random.Random) -> str:
    return f"{draw.choice(GIVEN)} {''.join(draw.choice(part) for part in FAMILY)}"


def _source(draw: random.Random) -> str:
    return f"Paper {draw.randrange(60)}"
