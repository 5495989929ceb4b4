"""Rows for tests and for work on the page: true, widely known events in sentences written for this project.

`sample_pairs()` gives articles with their events, `sample_frame()` the frame of them. They span every
precision, status and basis, open intervals, several actors, no actor, no place, attribution, three languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

import pandas as pd

from timeline.frame import events_frame
from timeline.model import Actor, Article, Event, Mention, Place

ACTORS = {
    actor.actor_id: actor
    for actor in (
        Actor("russia", "Russia", "state", "RUS", "Q159"),
        Actor("ukraine", "Ukraine", "state", "UKR", "Q212"),
        Actor("turkey", "Turkey", "state", "TUR", "Q43"),
        Actor("united-states", "United States", "state", "USA", "Q30"),
        Actor("china", "China", "state", "CHN", "Q148"),
        Actor("saudi-arabia", "Saudi Arabia", "state", "SAU", "Q851"),
        Actor("united-nations", "United Nations", "organisation", None, "Q1065"),
        Actor("european-union", "European Union", "organisation", None, "Q458"),
        Actor("nato", "NATO", "organisation", None, "Q7184"),
        Actor("cia", "CIA", "body", "USA", "Q37230"),
        Actor("kremlin", "Kremlin", "body", "RUS", None),
        Actor("wagner-group", "Wagner Group", "group", "RUS", "Q18968889"),
        Actor("vladimir-putin", "Vladimir Putin", "person", "RUS", "Q7747"),
        Actor("volodymyr-zelenskyy", "Volodymyr Zelenskyy", "person", "UKR", "Q3874799"),
        Actor("sergey-lavrov", "Sergey Lavrov", "person", "RUS", "Q58217"),
        Actor("antonio-guterres", "António Guterres", "person", "PRT", "Q311440"),
        Actor("recep-tayyip-erdogan", "Recep Tayyip Erdoğan", "person", "TUR", "Q39259"),
        Actor("william-burns", "William Burns", "person", "USA", "Q2580382"),
        Actor("joe-biden", "Joe Biden", "person", "USA", "Q6279"),
        Actor("xi-jinping", "Xi Jinping", "person", "CHN", "Q15031"),
        Actor("yevgeny-prigozhin", "Yevgeny Prigozhin", "person", "RUS", None),
        Actor("brittney-griner", "Brittney Griner", "person", "USA", None),
        Actor("viktor-bout", "Viktor Bout", "person", "RUS", None),
    )
}
PLACES = {
    place.name: place
    for place in (
        Place("Istanbul", "TUR", 41.014, 28.95, "city"),
        Place("Kyiv", "UKR", 50.45, 30.523, "city"),
        Place("Moscow", "RUS", 55.752, 37.616, "city"),
        Place("New York", "USA", 40.714, -74.006, "city"),
        Place("Geneva", "CHE", 46.202, 6.146, "city"),
        Place("Ankara", "TUR", 39.92, 32.854, "city"),
        Place("Jeddah", "SAU", 21.49, 39.186, "city"),
        Place("Abu Dhabi", "ARE", 24.451, 54.397, "city"),
        Place("Rostov-on-Don", "RUS", 47.231, 39.723, "city"),
        Place("Vilnius", "LTU", 54.689, 25.28, "city"),
        Place("Budapest", "HUN", 47.498, 19.04, "city"),
        Place("Ukraine", "UKR", 49.0, 32.0, "country"),
    )
}
ARTICLES = {
    "grain": ("en", "2023-07-18", "The grain deal, from signature to end", "Sample Gazette"),
    "war": ("en", "2023-07-28", "Seventeen months of war", "Sample Observer"),
    "canaux": ("fr", "2023-07-28", "Ces canaux discrets entre les capitales", "Gazette témoin"),
    "history": ("en", None, "Older agreements, and what became of them", "Sample Observer"),
    "обмін": ("uk", "2022-09-22", "Найбільший обмін полоненими", "Зразкова газета"),
}

# One event a line: article, kind, EDTF, first and last day, precision, words of the date (None: the article's
# date), basis, status, who says so, the actors' words → actor, place, trigger, and the sentence itself.
Row = tuple[str, str, str | None, str | None, str | None, str, str | None, str, str, str | None,
            dict[str, str], str | None, str, str]  # fmt: skip
EVENTS: tuple[Row, ...] = (
    ("grain", "AGREE", "2022-07-22", "2022-07-22", "2022-07-22", "day", "22 July 2022", "explicit",
     "happened", None,
     {"Russia": "russia", "Ukraine": "ukraine", "Turkey": "turkey", "United Nations": "united-nations"},
     "Istanbul", "signed",
     "On 22 July 2022 Russia and Ukraine signed, each with Turkey and the United Nations, the Black "
     "Sea grain agreement in Istanbul."),
    ("grain", "AID", "2022-08-01", "2022-08-01", "2022-08-01", "day", "ten days later", "relative",
     "happened", None, {"Ukraine": "ukraine"}, None, "left",
     "The first ship with maize left Ukraine ten days later."),
    ("grain", "COERCE", "2022-10-29", "2022-10-29", "2022-10-29", "day", "29 October", "context",
     "happened", None, {"Moscow": "russia"}, None, "suspended",
     "On 29 October Moscow suspended its part in the deal."),
    ("grain", "AGREE", "2022-11-02", "2022-11-02", "2022-11-02", "day", "four days later", "relative",
     "happened", None, {"it": "russia"}, None, "returned", "It was back: it returned four days later."),
    ("grain", "AGREE", "2022-11", "2022-11-01", "2022-11-30", "month", "November", "context", "happened",
     None, {"The parties": "ukraine"}, None, "extended",
     "The parties extended the deal by 120 days in November."),
    ("grain", "REJECT", "2023-07-17", "2023-07-17", "2023-07-17", "day", "on Monday", "relative",
     "happened", None, {"the Kremlin": "kremlin"}, None, "ended",
     "The agreement ended on Monday, the Kremlin announced."),
    ("grain", "ACCUSE", "2023-07-18", "2023-07-18", "2023-07-18", "day", None, "published", "alleged",
     "Kremlin", {"the Kremlin": "kremlin", "Ukraine": "ukraine"}, None, "used",
     "According to the Kremlin, Ukraine used the corridor for military purposes."),
    ("grain", "SUPPORT", "2022-08/2023-07-17", "2022-08-01", "2023-07-17", "interval",
     "from August 2022 to Monday", "relative", "happened", None, {"Ukrainian": "ukraine"}, None,
     "exported", "Nearly 33 million tonnes of Ukrainian grain were exported from August 2022 to Monday."),
    ("grain", "REQUEST", "2023-07-11", "2023-07-11", "2023-07-11", "day", "last Tuesday", "relative",
     "happened", None, {"António Guterres": "antonio-guterres", "Vladimir Putin": "vladimir-putin"}, None,
     "letter", "António Guterres sent Vladimir Putin a letter with a last proposal last Tuesday."),
    ("grain", "CONSULT", "2023-08", "2023-08-01", "2023-08-31", "month", "next month", "relative",
     "planned", None, {"Recep Tayyip Erdoğan": "recep-tayyip-erdogan", "Vladimir Putin": "vladimir-putin"},
     None, "meet", "Recep Tayyip Erdoğan said that he expected to meet Vladimir Putin next month."),
    ("war", "ASSAULT", "2022-02-24", "2022-02-24", "2022-02-24", "day", "24 February 2022", "explicit",
     "happened", None, {"Russia": "russia", "Ukraine": "ukraine"}, "Ukraine", "invaded",
     "Russia invaded Ukraine on 24 February 2022."),
    ("war", "ASSAULT", "2022-02-24/..", "2022-02-24", None, "interval", "since then", "context", "ongoing",
     None, {}, "Ukraine", "fighting", "The fighting has not stopped since then."),
    ("war", "CONSULT", "2022-03-29", "2022-03-29", "2022-03-29", "day", "29 March 2022", "explicit",
     "happened", None, {"Russian": "russia", "Ukrainian": "ukraine"}, "Istanbul", "talks",
     "Russian and Ukrainian delegations held talks in Istanbul on 29 March 2022."),
    ("war", "RETREAT", "2022-04-01/2022-04-10", "2022-04-01", "2022-04-10", "interval",
     "in early April 2022", "explicit", "happened", None, {"Russian": "russia"}, "Kyiv", "withdrew",
     "The last Russian troops withdrew from the region around Kyiv in early April 2022."),
    ("war", "COOPERATE", "2022-09-21", "2022-09-21", "2022-09-21", "day", "21 September 2022", "explicit",
     "happened", None, {"Russia": "russia", "Ukraine": "ukraine", "Saudi Arabia": "saudi-arabia"}, None,
     "exchanged",
     "Russia and Ukraine exchanged almost 300 prisoners on 21 September 2022, with the help of "
     "Turkey and Saudi Arabia."),
    ("war", "MOBILIZE", "2022-09-21", "2022-09-21", "2022-09-21", "day", "the same day", "context",
     "happened", None, {"Vladimir Putin": "vladimir-putin"}, None, "mobilisation",
     "Vladimir Putin ordered a partial mobilisation the same day."),
    ("war", "CONSULT", "2022-11-14", "2022-11-14", "2022-11-14", "day", "14 November", "context",
     "happened", None, {"William Burns": "william-burns"}, "Ankara", "met",
     "William Burns met the head of Russian foreign intelligence in Ankara on 14 November."),
    ("war", "COOPERATE", "2022-12-08", "2022-12-08", "2022-12-08", "day", "8 December 2022", "explicit",
     "happened", None,
     {"Brittney Griner": "brittney-griner", "Viktor Bout": "viktor-bout",
     "Washington": "united-states", "Moscow": "russia"}, "Abu Dhabi", "exchanged",
     "Washington and Moscow exchanged Brittney Griner for Viktor Bout in Abu Dhabi on 8 December 2022."),
    ("war", "CONSULT", "2023-02-20", "2023-02-20", "2023-02-20", "day", "20 February 2023", "explicit",
     "happened", None, {"Joe Biden": "joe-biden", "Volodymyr Zelenskyy": "volodymyr-zelenskyy"}, "Kyiv",
     "visited", "Joe Biden visited Kyiv on 20 February 2023 and met Volodymyr Zelenskyy."),
    ("war", "CONSULT", "2023-03-20/2023-03-22", "2023-03-20", "2023-03-22", "interval",
     "from 20 to 22 March 2023", "explicit", "happened", None,
     {"Xi Jinping": "xi-jinping", "Vladimir Putin": "vladimir-putin"}, "Moscow", "visit",
     "Xi Jinping paid a state visit to Moscow from 20 to 22 March 2023, where he met Vladimir Putin."),
    ("war", "MOBILIZE", "2023-06", "2023-06-01", "2023-06-30", "month", "In June", "relative", "happened",
     None, {"Ukraine": "ukraine"}, "Ukraine", "counter-offensive",
     "In June Ukraine began its counter-offensive."),
    ("war", "PROTEST", "2023-06-24", "2023-06-24", "2023-06-24", "day", "24 June", "relative", "happened",
     None, {"Yevgeny Prigozhin": "yevgeny-prigozhin", "Wagner": "wagner-group"}, "Rostov-on-Don", "mutiny",
     "In their mutiny of 24 June, Yevgeny Prigozhin and Wagner took the headquarters in Rostov-on-Don."),
    ("war", "AGREE", "2023-07-11/2023-07-12", "2023-07-11", "2023-07-12", "interval", "on 11 and 12 July",
     "relative", "happened", None, {"NATO": "nato"}, "Vilnius", "summit",
     "NATO held its summit in Vilnius on 11 and 12 July."),
    ("war", "REJECT", "2023-07-28", "2023-07-28", "2023-07-28", "day", None, "published", "denied",
     "Kremlin", {"The Kremlin": "kremlin"}, None, "denied",
     "The Kremlin denied that peace talks were under way."),
    ("war", "CONSULT", "2023-08-05/2023-08-06", "2023-08-05", "2023-08-06", "interval",
     "on 5 and 6 August", "relative", "planned", None,
     {"Ukraine": "ukraine", "Saudi Arabia": "saudi-arabia"}, "Jeddah", "talks",
     "Ukraine and Saudi Arabia plan talks of national advisers in Jeddah on 5 and 6 August."),
    ("war", "COOPERATE", None, None, None, "undated", "one day", "relative", "hypothetical", None,
     {"Ukraine": "ukraine", "NATO": "nato"}, None, "join",
     "If the war ended one day, Ukraine could join NATO."),
    ("canaux", "CONSULT", "2023-04-21/2023-04-30", "2023-04-21", "2023-04-30", "interval", "fin avril",
     "relative", "happened", None, {"Sergueï Lavrov": "sergey-lavrov"}, "New York", "rencontre",
     "Sergueï Lavrov était à New York fin avril ; une rencontre avec d'anciens diplomates y eut lieu."),
    ("canaux", "CONSULT", "2023-06", "2023-06-01", "2023-06-30", "month", "en juin", "relative",
     "happened", None, {"Le directeur de la CIA": "william-burns", "CIA": "cia"}, "Kyiv", "s'est rendu",
     "Le directeur de la CIA s'est rendu à Kiev en juin."),
    ("canaux", "CONSULT", "2023-04-28~/2023-07-28~", "2023-04-28", "2023-07-28", "interval",
     "ces derniers mois", "relative", "ongoing", None, {"Moscou": "russia", "Washington": "united-states"},
     None, "contacts", "Moscou et Washington ont gardé des contacts discrets ces derniers mois."),
    ("canaux", "SANCTION", "2023-06-23", "2023-06-23", "2023-06-23", "day", "le 23 juin", "relative",
     "happened", None, {"L'Union européenne": "european-union", "Russie": "russia"}, None, "sanctions",
     "L'Union européenne a adopté le 23 juin un onzième paquet de sanctions contre la Russie."),
    ("canaux", "CONSULT", "2023-07-24/2023-07-30", "2023-07-24", "2023-07-30", "week", "cette semaine",
     "relative", "happened", None, {"Vladimir Poutine": "vladimir-putin"}, None, "sommet",
     "Vladimir Poutine a reçu cette semaine des chefs d'État africains lors d'un sommet."),
    ("history", "AGREE", "1994-12-05", "1994-12-05", "1994-12-05", "day", "5 December 1994", "explicit",
     "happened", None, {"Ukraine": "ukraine", "Russia": "russia", "United States": "united-states"},
     "Budapest", "signed",
     "Ukraine, Russia and the United States signed the memorandum in Budapest on 5 December 1994."),
    ("history", "ASSAULT", "2014", "2014-01-01", "2014-12-31", "year", "in 2014", "explicit", "happened",
     None, {"Russia": "russia"}, None, "annexed", "Russia annexed Crimea in 2014."),
    ("history", "CONSULT", "1985-11", "1985-11-01", "1985-11-30", "month", "November 1985", "explicit",
     "happened", None, {}, "Geneva", "summit",
     "The two superpowers returned to the table at the Geneva summit in November 1985."),
    ("history", "AGREE", "199X", "1990-01-01", "1999-12-31", "decade", "in the 1990s", "explicit",
     "happened", None, {}, None, "signed",
     "START I, START II and other treaties on arms control were signed in the 1990s."),
    ("history", "OTHER", "1801/1900", "1801-01-01", "1900-12-31", "century", "in the nineteenth century",
     "explicit", "happened", None, {}, None, "trade",
     "Odesa lived on the grain trade already in the nineteenth century."),
    ("history", "OTHER", "2021-09-01/2021-11-30", "2021-09-01", "2021-11-30", "season",
     "in the autumn of 2021", "explicit", "happened", None, {"Russia": "russia"}, None, "massed",
     "Russia massed troops at the border once more in the autumn of 2021."),
    ("history", "OTHER", "2022-04-01/2022-06-30", "2022-04-01", "2022-06-30", "quarter",
     "in the second quarter of 2022", "explicit", "happened", None, {"Ukraine": "ukraine"}, None, "fell",
     "The economy of Ukraine fell by 37 per cent in the second quarter of 2022."),
    ("history", "OTHER", "2022-01-01/2022-06-30", "2022-01-01", "2022-06-30", "half",
     "in the first half of 2022", "explicit", "happened", None, {}, None, "rose",
     "Food prices rose sharply in the first half of 2022."),
    ("history", "CONSULT", None, None, None, "undated", "last winter", "relative", "happened", None, {},
     None, "met", "Diplomats met last winter, but this article does not say which."),
    ("history", "AGREE", "../1991", None, "1991-12-31", "interval", "until 1991", "explicit", "happened",
     None, {"Ukraine": "ukraine"}, None, "belonged", "Ukraine belonged to the Soviet Union until 1991."),
    ("обмін", "COOPERATE", "2022-09-21", "2022-09-21", "2022-09-21", "day", "учора", "relative",
     "happened", None, {"Україна": "ukraine", "Росія": "russia"}, None, "обмінялися",
     "Україна і Росія обмінялися полоненими учора."),
)  # fmt: skip


def sample_pairs() -> list[tuple[Article, list[Event]]]:
    """Articles and the events in them; every offset holds in the article's text."""
    return [_pair(key, [row for row in EVENTS if row[0] == key]) for key in ARTICLES]


def sample_frame() -> pd.DataFrame:
    """The frame of `sample_pairs`."""
    return events_frame(sample_pairs())


def _pair(key: str, told: Sequence[Row]) -> tuple[Article, list[Event]]:
    language, published, title, source = ARTICLES[key]
    text = "\n\n".join([title, *(row[-1] for row in told)])
    article = Article(
        f"sample:{key}", text, title=title, language=language, published=published, source=source,
        published_from="given" if published else "unknown", url=f"https://example.org/{language}/{len(told)}",
    )  # fmt: skip
    return article, [_event(article, row) for row in told]


def _event(article: Article, row: Row) -> Event:
    (_, kind, edtf, first, last, precision, when, basis, status, by, who, where, trigger, quote) = row
    start = article.text.index(quote)

    def at(words: str) -> int:
        return start + quote.lower().index(words.lower())

    mentions = tuple(
        Mention(
            ACTORS[actor], at(words), at(words) + len(words), quote[at(words) - start :][: len(words)], "name"
        )
        for words, actor in who.items()
    )
    place = PLACES[where] if where else None
    names = ", ".join(mention.actor.name for mention in mentions)
    relative = basis in ("relative", "context") and first is not None
    return Event(
        event_id=sha256(f"{article.id}|{trigger}|{when}|{quote}".encode()).hexdigest()[:16],
        title=quote.rstrip(".")[:90], label=f"{kind.title()}: {names}" + (f" · {where}" if where else ""),
        kind=kind, date_edtf=edtf, start=_day(first), end=_day(last), precision=precision, date_text=when,
        date_start=at(when) if when else None, date_end=at(when) + len(when) if when else None,
        date_basis=basis, anchor=article.anchor if relative else None, time=None,
        rule=None if when is None else f"{basis}_sample", mentions=mentions, things=(), place=place,
        status=status, attributed_to=by, trigger=trigger, trigger_start=at(trigger),
        trigger_end=at(trigger) + len(trigger), quote=quote, quote_start=start, quote_end=start + len(quote),
        confidence=0.9 if basis == "explicit" else 0.6,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
