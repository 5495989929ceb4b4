"""A collection is backed up, restored and checked: whole or not at all, in either database."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sql
from sample_rows import sample_pairs
from storing import emptied, filled
from test_store import writer

from timeline import cli
from timeline.errors import StoreError, UsageError
from timeline.model import Article
from timeline.store import Store
from timeline.store.backup import backup, restore
from timeline.store.check import check
from timeline.store.tables import ARTICLES, EVENTS, META, SCHEMA, SETTINGS

SCHEMAS = Path(__file__).parent / "schemas"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "talks ?#%20;.sqlite"


@pytest.fixture(autouse=True)
def _folder(file: Path) -> None:
    file.parent.mkdir()


def said_of(kept: Store) -> Store:
    """Something in every table."""
    event = str(kept.events()["event_id"].iloc[0])
    kept.undo(kept.correct([event], "confirm", who="ada"), who="bob")
    kept.set_credibility([event], 2, who="ada")
    kept.rename_actor("kremlin", "Кремль", who="ada")
    kept.describe("sample:grain", {"source": "Another"}, lambda _: sample_pairs()[0][1][1:], who="ada")
    kept.set_grade("Another", "B", who="ada")
    kept.save_view("Talks", "v=1")
    kept.save_state("monday")
    kept.remove(["sample:war"])
    from timeline.store.ledger import Done

    kept.keep([], [Done("hash", "timeline 1", "c", "a.txt", "ok")])
    return kept


def contents(where: str | Path) -> dict[str, list[str]]:
    """Every table but the count of changes."""
    with Store(where) as kept, kept._reading() as connection:
        return {
            name: sorted(map(repr, connection.execute(sql.select(table))))
            for name, table in META.tables.items()
            if table is not SETTINGS
        }


def test_a_backup_holds_everything_and_restores_everything(store: Store, where: str, file: Path) -> None:
    said_of(store)
    before = contents(where)
    assert all(before.values()), "something is in every table"
    count = backup(where, file)
    assert (count.articles, count.corrections) == (len(sample_pairs()), 3)
    assert contents(file) == before
    store.remove(["sample:grain"])
    store.set_grade("Later", "E", who="bob")
    revision = store.revision()
    restored = restore(file, where, replace=True)
    assert restored.aside is not None
    assert contents(where) == before
    assert store.revision() > revision, "whoever has it open sees that it has changed"
    assert contents(restored.aside) != before
    assert store.save_state("tuesday").at > store.states()[0].at
    store.rename_actor("cia", "Agency", who="ada")
    assert [one.number for one in store.actor_changes()] == [1, 2], "numbers go on"


def test_a_collection_moves_from_one_database_to_the_other_and_back(
    path: Path, server: str, file: Path, tmp_path: Path
) -> None:
    with said_of(filled(path)):
        before = contents(path)
    backup(path, file)
    emptied(server)
    assert restore(file, server).aside is None
    assert contents(server) == before
    back = tmp_path / "back.sqlite"
    backup(server, back)
    assert contents(back) == before


def test_what_holds_anything_is_replaced_only_when_asked(store: Store, where: str, file: Path) -> None:
    backup(where, file)
    store.remove(["sample:grain"])
    before = contents(where)
    with pytest.raises(UsageError, match=r"holds 5 articles, .*--replace keeps it aside"):
        restore(file, where)
    assert contents(where) == before


def test_a_backup_of_an_older_timeline_is_brought_up_to_date_and_stays_as_it_is(
    where: str, file: Path
) -> None:
    with sqlite3.connect(file) as database:
        database.executescript((SCHEMAS / "1.sqlite.sql").read_text(encoding="utf-8"))
    database.close()
    before = file.read_bytes()
    restore(file, where)
    with Store(where) as kept:
        assert list(kept.articles()["id"]) == ["sample:canaux", "sample:обмін"]
        assert not [finding for finding in check(where) if finding.fault]
    assert file.read_bytes() == before


def test_a_backup_of_a_newer_timeline_is_refused(where: str, file: Path, tmp_path: Path) -> None:
    with filled(file) as kept:
        kept.set_setting("schema", SCHEMA + 1)
    with pytest.raises(StoreError, match="newer Timeline"):
        restore(file, where)


def test_a_backup_taken_while_others_write_is_the_state_of_one_moment(where: str, file: Path) -> None:
    filled(where).close()
    writers = [writer(where, f"w{number}", 6) for number in range(2)]
    taken = []
    while any(process.poll() is None for process in writers) or not taken:
        copy = file.with_name(f"{len(taken)}.sqlite")
        taken.append(backup(where, copy).articles)
        assert list(check(copy)) == []
    assert [process.communicate()[1] for process in writers] == [None, None]
    assert taken == sorted(taken)
    with Store(where) as kept:
        assert len(kept.articles()) == len(sample_pairs()) + 24


KILLED = """
import sys, time
from timeline.store import backup
step = sys.argv[1]
original = getattr(backup, step)
def slow(*given):
    result = original(*given)
    print("there", flush=True)
    time.sleep(60)
    return result
setattr(backup, step, slow)
getattr(backup, sys.argv[2])(*sys.argv[3:5], **({"replace": True} if sys.argv[2] == "restore" else {}))
"""


def killed(step: str, what: str, first: str | Path, second: str | Path) -> None:
    """Run `backup` or `restore` in a process of its own and kill it once `step` is done."""
    command = [sys.executable, "-c", KILLED, step, what, str(first), str(second)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "there\n"
        process.send_signal(signal.SIGKILL)


def test_a_backup_that_is_killed_leaves_the_one_before(store: Store, where: str, file: Path) -> None:
    backup(where, file)
    before = contents(file)
    store.remove(["sample:grain"])
    killed("_verified", "backup", where, file)
    assert contents(file) == before
    backup(where, file)
    assert contents(file) == contents(where)


@pytest.mark.parametrize("step", ["_kept_aside", "_carry"])
def test_a_restore_that_is_killed_leaves_the_collection_as_it_was(
    store: Store, where: str, file: Path, step: str
) -> None:
    backup(where, file)
    store.remove(["sample:grain"])
    before = contents(where)
    killed(step, "restore", file, where)
    assert contents(where) == before
    assert list(check(where)) == []
    restore(file, where, replace=True)
    assert contents(where) == contents(file)


@pytest.mark.parametrize("harm", ["half", "bits", "letter", "empty"])
def test_a_damaged_backup_is_refused_and_nothing_is_changed(path: Path, file: Path, harm: str) -> None:
    filled(path).close()
    backup(path, file)
    whole = file.read_bytes()
    harmed = {
        "half": whole[: len(whole) // 2],
        "bits": whole[:8192] + b"\xff" * 4096 + whole[12288:],
        "letter": b"Dear all, this is no backup. " * 200,
        "empty": b"",
    }
    file.write_bytes(harmed[harm])
    before = path.read_bytes()
    with pytest.raises(StoreError) as failure:
        restore(file, path, replace=True)
    assert "\n" not in str(failure.value)
    assert str(failure.value).startswith("backup ")
    assert path.read_bytes() == before


def test_a_damaged_collection_is_kept_aside_and_made_whole_from_its_backup(path: Path, file: Path) -> None:
    filled(path).close()
    backup(path, file)
    broken = path.read_bytes()[:5000]
    path.write_bytes(broken)
    (finding,) = check(path)
    assert finding.fault
    assert "timeline restore" in finding.cure or "restore a backup" in finding.cure
    with pytest.raises(UsageError, match="--replace keeps it aside"):
        restore(file, path)
    assert path.read_bytes() == broken
    restored = restore(file, path, replace=True)
    assert restored.aside is not None
    assert restored.aside.read_bytes() == broken
    assert contents(path) == contents(file)


def test_a_full_disk_costs_neither_the_old_backup_nor_the_collection(
    path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(path) as kept:
        backup(path, file)
        kept.add(Article("long", "word " * 200_000))
    old = file.read_bytes()
    code = "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    code += "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)); "
    code += "from timeline.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "backup", str(file), "--db", str(path)], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "Make room" in done.stderr
    assert file.read_bytes() == old
    assert os.listdir(file.parent) == [file.name], "nothing half is left"
    big = file.with_name("big.sqlite")
    backup(path, big)
    path.unlink()
    filled(path).close()
    before = contents(path)
    done = subprocess.run(
        [sys.executable, "-c", code, "restore", str(big), "--replace", "--db", str(path)],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert contents(path) == before


def test_a_folder_that_may_not_be_written_gives_one_clear_line(path: Path, tmp_path: Path) -> None:
    filled(path).close()
    with pytest.raises(UsageError, match="there is no folder"):
        backup(path, tmp_path / "nowhere" / "b.sqlite")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    if os.geteuid() == 0:
        closed = Path("/proc")  # root may write anywhere but there
        if not closed.is_dir():
            pytest.skip("root may write anywhere")
    with pytest.raises(StoreError, match="choose another folder"):
        backup(path, closed / "b.sqlite")


def test_what_is_no_backup_is_not_written_over(path: Path, file: Path) -> None:
    filled(path).close()
    file.write_text("my thesis")
    with pytest.raises(UsageError, match="is there, and is no backup"):
        backup(path, file)
    assert file.read_text() == "my thesis"
    for wrong in (lambda: backup(path, path), lambda: restore(path, path, replace=True)):
        with pytest.raises(UsageError, match="the collection itself"):
            wrong()
    with pytest.raises(StoreError, match="no such file"):
        restore(file.with_name("none"), path)
    with pytest.raises(StoreError, match="there is none"):
        backup(path.with_name("none"), file)
    assert not path.with_name("none").exists(), "asking makes no collection"


def test_a_sound_collection_has_no_faults(store: Store, where: str) -> None:
    said_of(store)
    article, events = sample_pairs()[0]
    store.add(Article(article.id, article.text + "\n\nMore."), events)
    assert list(check(where)) == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda c: c.execute(sql.update(EVENTS).values(quote="Made up.")), "its quote is not what article"),
        (lambda c: c.execute(sql.update(EVENTS).values(trigger="x")), "its trigger is not what"),
        (lambda c: c.execute(sql.update(ARTICLES).values(text=ARTICLES.c.text + " ")), "not that of version"),
        (lambda c: c.execute(sql.update(ARTICLES).values(current=False)), "has 0 current versions"),
        (lambda c: c.execute(sql.update(ARTICLES).values(removed=True)), "says otherwise"),
    ],
)
def test_a_broken_promise_is_found_and_the_cure_is_named(
    store: Store, where: str, harm: Callable[[sql.Connection], object], said: str
) -> None:
    with store._writing() as connection:
        harm(connection)
    found = list(check(where))
    assert found
    assert all(finding.fault and said in finding.why and finding.cure for finding in found)


def test_a_row_whose_article_is_gone_is_found(path: Path) -> None:
    filled(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM articles WHERE id = 'sample:grain'")
    connection.close()
    (finding,) = check(path)
    assert "article is gone" in finding.why
    assert "restore" in finding.cure.lower()


def test_corrections_that_fit_no_more_are_noted_and_are_no_fault(store: Store, where: str) -> None:
    article, events = sample_pairs()[0]
    store.correct([events[0].event_id], "confirm", who="ada")
    store.add(article, events[1:])
    (finding,) = check(where)
    assert not finding.fault
    assert events[0].quote[:40] in finding.why


def run(*words: str) -> int:
    return cli.main(words)


def test_the_commands_say_what_they_did(
    path: Path, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with filled(path) as kept:
        event = str(kept.events()["event_id"].iloc[0])
        assert run("changes", "--save", "monday", "--db", str(path)) == 0
        kept.correct([event], "edit", who="ada", values={"title": "Another\x1b[31m\ntitle"})
    assert run("backup", str(file), "--db", str(path)) == 0
    assert "5 articles, 42 events, 1 corrections" in capsys.readouterr().out
    assert run("restore", str(file), "--db", str(path)) == 2
    assert "--replace" in capsys.readouterr().err
    assert run("restore", str(file), "--db", str(path), "--replace") == 0
    assert "what was there before is kept in" in capsys.readouterr().out
    assert run("check", "--db", str(path)) == 0
    assert capsys.readouterr().out == "sound: every passage stands in its article\n"
    assert run("changes", "--since", "monday", "--db", str(path)) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2, "the title and that it was edited"
    assert "\x1b" not in said.out
    assert said.err == "timeline: 0 new, 1 changed, 0 withdrawn\n"
    target = tmp_path / "changes.jsonl"
    assert run("changes", "--since", "monday", "--format", "jsonl", "-o", str(target), "--db", str(path)) == 0
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert {line["field"] for line in lines} == {"title", "review"}
    assert run("changes", "--db", str(path)) == 2
    with Store(path) as kept:
        old = kept.article("sample:grain")
        kept.add(Article(old.id, f"{old.text}\n\nA correction.\x1b[2J"))
    capsys.readouterr()
    assert run("changes", "--article", "sample:grain", "--db", str(path)) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == ["+", "+A correction. [2J"], "an empty line stays so"
    assert run("changes", "--article", "nowhere", "--db", str(path)) == 1
    assert run("changes", "--since", "someday", "--db", str(path)) == 2
    assert run("changes", "--forget", "monday", "--db", str(path)) == 0
    assert run("changes", "--since", "monday", "--db", str(path)) == 2, "nobody knows it any more"
    assert run("changes", "--forget", "monday", "--db", str(path)) == 2
    assert "Saved states: 'monday'" in capsys.readouterr().err
    for command in ("check", "changes --since 2020-01-01"):
        assert run(*command.split(), "--db", str(tmp_path / "none.sqlite")) == 1
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE events SET quote = 'Made up.'")
    connection.close()
    assert run("check", "--db", str(path)) == 1
