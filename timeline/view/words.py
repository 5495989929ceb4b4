"""What the picture says in its own words, in the reader's language; months and numbers come from CLDR."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

__all__ = ["KIND_NAMES", "Words", "words"]

KIND_NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "AGREE": "Agreement",
        "CONSULT": "Meeting",
        "SUPPORT": "Support",
        "CONCEDE": "Concession",
        "COOPERATE": "Cooperation",
        "AID": "Aid",
        "RETREAT": "Withdrawal",
        "REQUEST": "Request",
        "ACCUSE": "Accusation",
        "REJECT": "Refusal",
        "THREATEN": "Threat",
        "PROTEST": "Protest",
        "SANCTION": "Sanction",
        "MOBILIZE": "Mobilisation",
        "COERCE": "Coercion",
        "ASSAULT": "Attack",
        "OTHER": "Other",
    },
    "fr": {
        "AGREE": "Accord",
        "CONSULT": "Rencontre",
        "SUPPORT": "Soutien",
        "CONCEDE": "Concession",
        "COOPERATE": "Coopération",
        "AID": "Aide",
        "RETREAT": "Retrait",
        "REQUEST": "Demande",
        "ACCUSE": "Accusation",
        "REJECT": "Refus",
        "THREATEN": "Menace",
        "PROTEST": "Protestation",
        "SANCTION": "Sanction",
        "MOBILIZE": "Mobilisation",
        "COERCE": "Contrainte",
        "ASSAULT": "Attaque",
        "OTHER": "Autre",
    },
}
_SAID: Mapping[str, Mapping[str, str]] = {
    "en": {
        "point": "day known",
        "within": "some day within",
        "about": "about then",
        "duration": "lasted",
        "open": "end open",
        "happened": "happened",
        "ongoing": "ongoing",
        "planned": "planned",
        "alleged": "alleged",
        "hypothetical": "hypothetical",
        "denied": "denied",
        "cooperation": "cooperation",
        "conflict": "conflict",
        "other": "other",
        "sources": "number of independent sources",
        "disputed": "sources disagree",
        "told_by": "{n} sources",
        "published": "article published",
        "today": "today",
        "none": "All events",
        "nobody": "No actor named",
        "nowhere": "No place named",
        "unsourced": "No source named",
        "others": "{n} others",
        "earlier": "{n} earlier, from {day}",
        "later": "{n} later, to {day}",
        "undated": "{n} undated, in the list only",
        "empty": "No event to draw here",
        "silence": "nothing for {span}",
        "months": "{n} months",
        "years": "{n} years",
        "days": "{n} days",
        "dense": "{n} events: too many to draw one by one. Narrow the range to see them.",
        "peak": "The tallest bar counts {n}.",
        "peak_of_others": "The others, paler, have a scale of their own, up to {n}.",
        "area": "area: number of events",
        "filled": "filled as far as told as fact; the rest planned, alleged, denied",
        "coarse": "known to the country or region only",
        "mostly_cooperation": "mostly cooperation",
        "mostly_conflict": "mostly conflict",
        "mixed": "mixed or other",
        "elsewhere": "{n} without a known place, in the list only",
        "beyond": "{n} outside this part of the map",
        "shade": "the stronger the colour, the more events name both",
    },
    "fr": {
        "point": "jour connu",
        "within": "un jour de la période",
        "about": "vers cette date",
        "duration": "a duré",
        "open": "fin ouverte",
        "happened": "a eu lieu",
        "ongoing": "en cours",
        "planned": "prévu",
        "alleged": "allégué",
        "hypothetical": "hypothétique",
        "denied": "démenti",
        "cooperation": "coopération",
        "conflict": "conflit",
        "other": "autre",
        "sources": "nombre de sources indépendantes",
        "disputed": "sources en désaccord",
        "told_by": "{n} sources",
        "published": "parution d’un article",
        "today": "aujourd’hui",
        "none": "Tous les événements",
        "nobody": "Aucun acteur nommé",
        "nowhere": "Aucun lieu nommé",
        "unsourced": "Aucune source nommée",
        "others": "{n} autres",
        "earlier": "{n} plus tôt, à partir de : {day}",
        "later": "{n} plus tard, jusqu’à : {day}",
        "undated": "{n} sans date, dans la liste seulement",
        "empty": "Aucun événement à dessiner ici",
        "silence": "rien pendant {span}",
        "months": "{n} mois",
        "years": "{n} ans",
        "days": "{n} jours",
        "dense": "{n} événements : trop pour être dessinés un à un. Resserrez la période pour les voir.",
        "peak": "La barre la plus haute en compte {n}.",
        "peak_of_others": "Les autres, plus pâles, ont leur propre échelle, jusqu’à {n}.",
        "area": "aire : nombre d’événements",
        "filled": "plein : part donnée comme fait ; le reste prévu, allégué, démenti",
        "coarse": "connu au pays ou à la région près",
        "mostly_cooperation": "surtout coopération",
        "mostly_conflict": "surtout conflit",
        "mixed": "mêlé ou autre",
        "elsewhere": "{n} sans lieu connu, dans la liste seulement",
        "beyond": "{n} hors de cette partie de la carte",
        "shade": "plus la couleur est forte, plus d’événements nomment les deux",
    },
}


class Words:
    """The words of one language; English where a language has none of ours. Dates follow its own custom."""

    def __init__(self, language: str) -> None:
        code = language.replace("_", "-").split("-")[0].lower()
        self._said = _SAID.get(code, _SAID["en"])
        self.kinds = KIND_NAMES.get(code, KIND_NAMES["en"])
        try:
            self.locale = Locale.parse(language.replace("-", "_"))
        except (ValueError, UnknownLocaleError):
            self.locale = Locale("en")

    def say(self, key: str, n: int | None = None, **given: str) -> str:
        return self._said[key].format(n="" if n is None else self.number(n), **given)

    def date(self, day: dt.date, pattern: str) -> str:
        """`day` in a CLDR pattern: `d`, `LLL`, `y`; years without leading zeros."""
        return str(format_date(day, pattern, locale=self.locale))

    def stretch(self, days: int) -> str:
        """A length of time in the unit that suits it."""
        if days < 60:
            return self.say("days", days)
        return self.say("months", round(days / 30.44)) if days < 730 else self.say("years", days // 365)

    def number(self, n: int) -> str:
        return str(format_decimal(n, locale=self.locale))

    def language(self, code: str) -> str:
        """The name of another language in this one."""
        return str(self.locale.languages.get(code, code))

    def full(self, day: dt.date) -> str:
        """A whole day in few letters, the day before its month as everywhere on the page."""
        american = self.locale.date_formats["medium"].pattern.startswith("M")
        return self.date(day, "d MMM y" if american else "medium")


@lru_cache(maxsize=16)
def words(language: str) -> Words:
    """The words of `language`, a code such as `fr` or `fr-CA`."""
    return Words(language)
