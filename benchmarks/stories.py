"""How well reports of one event are recognised as one: pairwise F1 and B³ against stories made by hand.

python benchmarks/stories.py [--errors] [CORPORA]

The demo's stories (tests/stories.toml), by which the weights were chosen; a second set, written down before
the merge had seen it (tests/more_stories.toml), and a third in other languages (tests/third_stories.toml);
and with the folder of corpora (or TIMELINE_CORPORA) the timelines of SemEval-2015 Task 4 (trial): mentions
that stand on one line are one event. There only pairs of mentions count that stand in different articles and
were both extracted; their number is printed, and how many such pairs there are at all.
"""

from __future__ import annotations

import argparse
import json
import os
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from timeline import frame, merge, pipeline, read, resources
from timeline.model import Article

ROOT = Path(__file__).parents[1]
TRIAL = "corpora/semeval2015-task4/trial.jsonl"
Row = dict[str, Any]


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--errors", action="store_true", help="list each wrong and each missed pair")
    options.add_argument("corpora", nargs="?", default=os.environ.get("TIMELINE_CORPORA"))
    chosen = options.parse_args()
    print("demo:", *score(*gold("stories", samples()), errors=chosen.errors), sep="\n  ")
    print("second set:", *score(*gold("more_stories", ()), errors=chosen.errors), sep="\n  ")
    print("third set:", *score(*gold("third_stories", ()), errors=chosen.errors), sep="\n  ")
    if chosen.corpora:
        told = trial(Path(chosen.corpora) / TRIAL)
        print("", *score(*told, errors=chosen.errors, across=True), sep="\n  ")
    else:
        print("SemEval trial: left out, no folder of corpora was given")


def samples() -> list[Article]:
    """The demo's articles."""
    names = resources.names("samples", ".json")
    return list(read.read([str(resources.path(f"samples/{name}.json")) for name in names]))


def gold(name: str, articles: Sequence[Article]) -> tuple[list[Row], dict[str, str], int]:
    """Rows of some articles, or of those that stand with the stories; which of them tell which story, and how
    many reports these have."""
    file = tomllib.loads((ROOT / "tests" / f"{name}.toml").read_text(encoding="utf-8"))
    articles = articles or [
        Article(line["id"], line["text"].strip(), None, line["language"], line["published"], "given")
        for line in file["article"]
    ]
    rows = merged(articles)
    texts = {article.id: article.text for article in articles}
    told: dict[str, str] = {}
    for story in file["story"]:
        for article, words in story["reports"]:
            start = texts[article].index(words)

            def shared(row: Row, start: int = start, end: int = start + len(words)) -> int:
                return int(min(row["quote_end"], end) - max(row["quote_start"], start))

            def fits(row: Row, dated: str = story["date"]) -> tuple[int, bool]:
                return shared(row), str(row["date_edtf"]).startswith(dated)

            best = max((row for row in rows if row["article_id"] == article), key=fits, default=None)
            if best and shared(best) >= len(words) / 2 and best["event_id"] not in told:
                told[best["event_id"]] = story["key"]
    return rows, told, sum(len(story["reports"]) for story in file["story"])


def trial(path: Path) -> tuple[list[Row], dict[str, str], int]:
    """The same of the trial timelines. A mention is a row whose trigger is the gold's word."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    documents = {document["id"]: document for line in lines for document in line["documents"]}
    articles = [
        Article(name, document["text"], document["title"], "en", document["dct"], "given", source=name)
        for name, document in documents.items()
    ]
    rows = merged(articles)
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[row["article_id"]].append(row)
    event: dict[tuple[str, int, str], str] = {}
    for line in lines:
        for told_line in line["timeline"]:
            mentions = [(e["doc"], e["sentence"], e["text"]) for e in told_line["events"]]
            known = {event[mention] for mention in mentions if mention in event}
            key = min(known, default=f"{line['target entity']} {told_line['order']} {mentions[0]}")
            event |= {mention: key for mention, other in event.items() if other in known}
            event |= dict.fromkeys(mentions, key)
    among = sum(
        key == other and one[0] != two[0] for (one, key), (two, other) in combinations(event.items(), 2)
    )
    print(f"SemEval trial, {among} pairs of mentions in different articles that tell one event:", end="")
    told: dict[str, str] = {}
    for (article, sentence, word), key in event.items():
        sentences = documents.get(article, {"sentences": []})["sentences"]  # some articles were withdrawn
        bounds = next(((s["start"], s["end"]) for s in sentences if s["id"] == sentence), (0, 0))
        for row in by_article[article]:
            inside = bounds[0] <= row["trigger_start"] < bounds[1]
            if inside and word.replace("_", " ") in row["trigger"] and row["event_id"] not in told:
                told[row["event_id"]] = key
                break
    return rows, told, len(event)


def merged(articles: Sequence[Article]) -> list[Row]:
    """The rows of some articles, each with its story."""
    pairs = [(article, pipeline.extract(article)) for article in articles]
    states = {
        actor.actor_id: actor.state for _, events in pairs for event in events for actor in event.actors
    }
    known = {actor: state for actor, state in states.items() if state}
    return list(frame.rows(merge.merged(frame.events_frame(pairs), states=known)))


def score(
    rows: Iterable[Row], told: Mapping[str, str], count: int, *, errors: bool, across: bool = False
) -> list[str]:
    """Lines with the measures over rows of `told`; with `across` only pairs of different articles count."""
    known = {row["event_id"]: row for row in rows if row["event_id"] in told}
    guess = {event: row["story_id"] for event, row in known.items()}
    found: Counter[str] = Counter()
    for one, other in combinations(sorted(told), 2):
        if across and known[one]["article_id"] == known[other]["article_id"]:
            continue
        same, joined = told[one] == told[other], guess[one] == guess[other]
        what = ("right" if joined else "missed") if same else "wrong" if joined else "apart"
        found[what] += 1
        if errors and what in ("wrong", "missed"):
            print(
                what.upper(),
                told[one],
                "|",
                told[other],
                *map(seen, (known[one], known[other])),
                sep="\n     ",
            )
    right, wrong, missed = found["right"], found["wrong"], found["missed"]
    precision, recall = b_cubed(guess, told), b_cubed(told, guess)
    return [
        f"reports {len(told)} of {count} extracted",
        f"pairs that tell one event: n {right + missed}, joined {right}; joined wrongly {wrong}",
        f"pairwise P {share(right, wrong)} R {share(right, missed)} F1 {share(2 * right, wrong + missed)}",
        f"B3 P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}",
    ]


def b_cubed(clusters: Mapping[str, str], others: Mapping[str, str]) -> float:
    """The share of an item's cluster that is with it in the other clustering too, on average."""
    total = 0.0
    for item in clusters:
        own = [other for other in clusters if clusters[other] == clusters[item]]
        total += sum(others[other] == others[item] for other in own) / len(own)
    return total / len(clusters)


def share(part: int, rest: int) -> str:
    return f"{part / max(part + rest, 1):.3f}"


def seen(row: Row) -> str:
    columns = ("date_edtf", "kind", "actors", "things", "place")
    return " ".join(str(row[name]) for name in columns) + f" | {row['quote'][:110]}"


if __name__ == "__main__":
    main()
