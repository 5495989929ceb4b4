"""How well reports of one event are recognised as one: B³ and pairwise F1 on the demo's hand-made stories.

python benchmarks/stories.py [--errors]
"""

from __future__ import annotations

import argparse
import tomllib
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from timeline import frame, merge, pipeline, read, resources

ROOT = Path(__file__).parents[1]


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--errors", action="store_true", help="list each wrong and each missed pair")
    chosen = options.parse_args()
    gold = tomllib.loads((ROOT / "tests" / "stories.toml").read_text(encoding="utf-8"))["story"]
    sources = [
        str(resources.folder().joinpath(f"samples/{name}.json"))
        for name in resources.names("samples", ".json")
    ]
    articles = list(read.read(sources))
    extracted = frame.events_frame([(article, pipeline.extract(article)) for article in articles])
    states = {
        a.actor_id: a.state
        for article in articles
        for e in pipeline.extract(article)
        for a in e.actors
        if a.state
    }
    rows = list(frame.rows(merge.merged(extracted, states=states)))
    texts = {article.id: article.text for article in articles}
    told: dict[str, str] = {}
    missed = 0
    for story in gold:
        for article, words in story["reports"]:
            at = texts[article].index(words)
            best = max(
                (row for row in rows if row["article_id"] == article),
                key=lambda row: min(row["quote_end"], at + len(words)) - max(row["quote_start"], at),
                default=None,
            )
            if best is None:
                missed += 1
                continue
            overlap = min(best["quote_end"], at + len(words)) - max(best["quote_start"], at)
            if overlap < len(words) / 2 or best["event_id"] in told:
                missed += 1
                continue
            told[best["event_id"]] = story["key"]
    guess = {row["event_id"]: row["story_id"] for row in rows if row["event_id"] in told}
    by_id = {row["event_id"]: row for row in rows}
    right = wrong = lost = 0
    for one, other in combinations(sorted(told), 2):
        same, joined = told[one] == told[other], guess[one] == guess[other]
        right, wrong, lost = (
            right + (same and joined),
            wrong + (joined and not same),
            lost + (same and not joined),
        )
        if chosen.errors and same != joined:
            print("WRONG" if joined else "MISSED", told[one], "|", told[other])
            for event in (one, other):
                row = by_id[event]
                print(
                    "    ",
                    row["date_edtf"],
                    row["kind"],
                    row["actors"],
                    row["place"],
                    "|",
                    row["quote"][:110],
                )
    clusters, golds = defaultdict(set), defaultdict(set)
    for event in told:
        clusters[guess[event]].add(event)
        golds[told[event]].add(event)
    precision = sum(len(clusters[guess[e]] & golds[told[e]]) / len(clusters[guess[e]]) for e in told) / len(
        told
    )
    recall = sum(len(clusters[guess[e]] & golds[told[e]]) / len(golds[told[e]]) for e in told) / len(told)
    print(
        f"reports {len(told)} of {len(told) + missed} extracted; "
        f"pairs right {right}, wrong {wrong}, missed {lost}"
    )
    print(
        f"pairwise P {right / max(right + wrong, 1):.3f} R {right / max(right + lost, 1):.3f}"
        f" F1 {2 * right / max(2 * right + wrong + lost, 1):.3f}"
    )
    print(f"B3 P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}")


if __name__ == "__main__":
    main()
