"""What people note beside the rows is kept: grades of sources and events, views, what they know of
an article; and which documents were done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sample_rows import sample_pairs
from sqlalchemy.exc import IntegrityError

from timeline.errors import ConflictError, StoreError, UsageError
from timeline.model import Article
from timeline.store import Store
from timeline.store.ledger import Done


def test_a_source_that_nobody_graded_cannot_be_judged(store: Store) -> None:
    assert store.grades() == {}
    store.set_grade("Example Times", "B", who="ada")
    store.set_grade("Пример", "E", who="ada", why="made things up")
    store.set_grade("Example Times", "C", who="bob")
    assert store.grades() == {"Example Times": "C", "Пример": "E"}
    store.set_grade("Example Times", "F", who="bob")
    assert store.grades() == {"Пример": "E"}
    with pytest.raises(UsageError, match="A to F"):
        store.set_grade("Example Times", "G", who="ada")


def test_how_credible_an_event_is_is_said_by_people_and_stays_with_its_passage(store: Store) -> None:
    article, events = sample_pairs()[0]
    event = events[0].event_id
    assert store.credibility() == {}
    store.set_credibility([event], 4, who="ada")
    second = store.set_credibility([event], 2, who="bob", why="two more say so")
    assert store.credibility() == {event: 2}
    assert set(store.events()["review"]) == {"extracted"}, "to grade is not to confirm"
    store.add(article, [replace(one, event_id=f"new-{one.event_id}") for one in events])
    assert store.credibility() == {f"new-{event}": 2}
    store.undo(second, who="ada")
    assert store.credibility() == {f"new-{event}": 4}
    for wrong in (0, 7):
        with pytest.raises(UsageError, match="1 to 6"):
            store.set_credibility([f"new-{event}"], wrong, who="ada")


def test_two_grades_of_one_event_are_a_conflict_and_a_grade_is_none_for_an_edit(store: Store) -> None:
    event = str(store.events()["event_id"].iloc[0])
    seen = store.last_correction()
    store.set_credibility([event], 2, who="ada", seen=seen)
    with pytest.raises(ConflictError, match="ada"):
        store.set_credibility([event], 5, who="bob", seen=seen)
    store.correct([event], "edit", who="bob", values={"title": "Another"}, seen=seen)
    store.set_credibility([event], 5, who="bob", seen=store.last_correction())


def test_a_saved_view_has_nobody_read_the_collection_again(store: Store) -> None:
    before = store.revision()
    store.save_view("Talks", "v=1")
    store.rename_view("Talks", "Meetings")
    store.remove_view("Meetings")
    assert store.revision() == before


def test_views_are_kept_under_their_names(store: Store) -> None:
    store.save_view("Talks", "v=1&a=cia", who="ada")
    store.save_view("talks, all", "v=1")
    store.save_view("Talks", "v=1&a=russia", who="bob")
    assert [(view.name, view.query, view.who) for view in store.views()] == [
        ("Talks", "v=1&a=russia", "bob"),
        ("talks, all", "v=1", ""),
    ]
    store.rename_view("Talks", "Переговори")
    store.rename_view("Переговори", "Переговори")
    with pytest.raises(UsageError, match="one of that name"):
        store.rename_view("talks, all", "Переговори")
    with pytest.raises(StoreError, match="not in this collection"):
        store.rename_view("Talks", "Other")
    with pytest.raises(UsageError, match="needs a name"):
        store.save_view("  ", "v=1")
    store.remove_view("talks, all")
    store.remove_view("talks, all")
    assert [view.name for view in store.views()] == ["Переговори"]


def test_what_a_user_knows_of_an_article_holds_when_it_is_read_again(store: Store) -> None:
    article, events = sample_pairs()[0]
    seen: list[Article] = []

    def extract(given: Article) -> Any:
        seen.append(given)
        return events

    said = store.describe(article.id, {"language": "fr", "source": "Le Monde"}, extract, who="ada")
    assert (said.language, said.source, said.published) == ("fr", "Le Monde", article.published)
    assert seen == [said]
    assert set(store.events().query("article_id == @article.id")["source"]) == {"Le Monde"}
    assert store.recall(article) == said
    assert not store.add(store.recall(article), events), "reading it again changes nothing"
    lines = store.overrides().to_dict("records")
    assert [(line["field"], line["value"], line["read_value"], line["who"]) for line in lines] == [
        ("language", "fr", article.language, "ada"),
        ("source", "Le Monde", article.source, "ada"),
    ]
    assert store.describe(article.id, {"source": None}, extract).source == article.source
    assert store.article(article.id).language == "fr", "what was not named stays"
    assert store.describe(article.id, {"language": None}, extract) == article
    with pytest.raises(UsageError, match="text"):
        store.describe(article.id, {"text": "Other words."}, extract)


def test_settings_of_one_kind_are_found_by_their_beginning(store: Store) -> None:
    for name, value in (("look:a", 1), ("look:b_%", "x"), ("lookout", 2)):
        store.set_setting(name, value)
    assert store.settings("look:") == {"a": 1, "b_%": "x"}


def _done(document: str, status: str = "ok", configuration: str = "c") -> Done:
    return Done(document, "timeline 1", configuration, f"{document}.txt", status, document, None)


def test_a_batch_and_the_lines_that_say_it_was_done_are_kept_together_or_not_at_all(store: Store) -> None:
    def batch(number: int) -> list[tuple[Article, tuple[()]]]:
        return [(Article(f"{number}-{n}", f"Text {number} {n}."), ()) for n in range(3)]

    assert store.keep(batch(1), [_done("a"), _done("b", "timeout")]) == [True] * 3
    assert store.done("timeline 1", "c") == {"a", "b"}
    assert store.done("timeline 2", "c") == store.done("timeline 1", "other") == set()
    assert store.keep(batch(1), [_done("a"), _done("b")]) == [False] * 3, "twice is once"
    assert [(line.document, line.status) for line in store.ledger()] == [("a", "ok"), ("b", "ok")]
    assert all(line.at for line in store.ledger())
    broken = replace(_done("d"), status=None)  # type: ignore[arg-type]
    with pytest.raises(StoreError) as failure:
        store.keep(batch(2), [broken])
    assert isinstance(failure.value.__cause__, IntegrityError)
    assert "2-0" not in set(store.articles()["id"])
    assert store.done("timeline 1", "c") == {"a", "b"}
