"""The command line does what the README says, says in one line what it cannot do, shows no traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pyarrow import parquet

from timeline import frame
from timeline.cli import main

ARTICLE = """Prisoners exchanged

Russia and Ukraine exchanged almost 300 prisoners on 21 September 2022. William Burns, the director of the
CIA, met his Russian counterpart in Ankara on 14 November 2022. The talks go on.
"""


class Ran(NamedTuple):
    code: int
    out: bytes
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def command(*arguments: str | Path) -> Ran:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:  # argparse
            code = int(end.code or 0)
        out, err = capfdbinary.readouterr()
        assert b"Traceback" not in err
        return Ran(code, out, err.decode("utf-8"))

    return command


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "exchange.json"
    path.write_text(json.dumps({"id": "exchange", "published": "2022-11-15", "text": ARTICLE}))
    return path


def program(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "timeline", *arguments], **options)


def test_extract_writes_rows_that_quote_their_article(run: Run, article: Path) -> None:
    ran = run("extract", article)
    assert (ran.code, ran.err) == (0, "")
    assert ran.rows
    for row in ran.rows:
        assert list(row) == list(frame.COLUMNS)
        assert row["quote"] == ARTICLE[row["quote_start"] : row["quote_end"]]
    assert {"2022-09-21", "2022-11-14"} <= {row["start"] for row in ran.rows}


def test_the_same_rows_come_in_every_format(run: Run, article: Path, tmp_path: Path) -> None:
    rows = run("extract", article).rows
    for name in ("rows.jsonl", "rows.csv", "rows.parquet"):
        assert run("extract", article, "-o", tmp_path / name) == Ran(0, b"", "")
    written = [json.loads(line) for line in (tmp_path / "rows.jsonl").read_text("utf-8").splitlines()]
    assert written == rows
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        assert [line["event_id"] for line in csv.DictReader(file)] == [row["event_id"] for row in rows]
    assert parquet.read_table(tmp_path / "rows.parquet")["quote"].to_pylist() == [
        row["quote"] for row in rows
    ]
    piped = run("extract", article, "--format", "csv").out.decode("utf-8")
    assert len(list(csv.DictReader(io.StringIO(piped, newline="")))) == len(rows)


def test_the_same_article_gives_the_same_bytes(run: Run, article: Path) -> None:
    assert run("extract", article).out == run("extract", article).out


def test_dates_gives_timex3_one_article_a_line(run: Run, article: Path) -> None:
    [line] = run("dates", article).rows
    assert line["id"] == "exchange"
    for timex in line["timexes"]:
        assert timex["text"] == ARTICLE[timex["start"] : timex["end"]]
        assert timex["type"] in ("DATE", "TIME", "DURATION", "SET")
    assert {"2022-09-21", "2022-11-14"} <= {timex["value"] for timex in line["timexes"]}


def test_what_read_writes_can_be_read_again(run: Run, article: Path, tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    assert run("read", article, "-o", articles).code == 0
    [known] = [json.loads(line) for line in articles.read_text("utf-8").splitlines()]
    assert (known["id"], known["lang"], known["published"]) == ("exchange", "en", "2022-11-15")
    assert known["text"] == ARTICLE
    assert run("extract", articles).rows == run("extract", article).rows


def test_standard_input_is_a_source(article: Path) -> None:
    process = program("extract", "-", "--published", "2022-11-15", stdin=-1, stdout=-1, stderr=-1)
    out, err = process.communicate(ARTICLE.encode())
    assert (process.returncode, err) == (0, b"")
    assert {"2022-09-21", "2022-11-14"} <= {json.loads(line)["start"] for line in out.splitlines()}


def test_bad_documents_are_named_and_the_others_processed(run: Run, article: Path, tmp_path: Path) -> None:
    bad = {
        "empty.txt": b"",
        "blank.txt": b" \n\n\t",
        "binary.txt": bytes(range(256)) * 40,
        "broken.pdf": b"%PDF-1.7\nnothing follows",
        "broken.docx": b"PK\x03\x04 nothing follows",
        "broken.json": b'{"text": ',
        "program.exe": b"MZ\x90\x00\x03" + bytes(200),
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    names = [tmp_path / name for name in bad]
    ran = run("extract", *names, tmp_path / "missing.txt", article)
    assert ran.code == 0
    assert ran.rows == run("extract", article).rows
    for name in (*bad, "missing.txt"):
        [line] = [line for line in ran.err.splitlines() if name in line]
        assert line.startswith("timeline: ")
        assert line.endswith(".")
    statuses = [row["status"] for row in run("read", *names, article).rows]
    assert statuses[-1] == "ok"
    assert not {"ok", "partial"} & set(statuses[:-1])
    assert run("extract", *names).code == 1, "nothing could be read"


def test_a_file_without_a_title_is_named_by_its_file_and_a_text_by_how_it_begins(
    run: Run, tmp_path: Path
) -> None:
    file, text = tmp_path / "letter.txt", "They met again yesterday and went home."
    file.write_text(text, encoding="utf-8")
    assert f"{file}: " in run("extract", "--lang", "zz", file).err
    assert "“They met again" in run("extract", "--lang", "zz", file, tmp_path / "missing.txt").err


def test_a_folder_that_is_not_there_is_named_and_not_made(run: Run, article: Path, tmp_path: Path) -> None:
    code, _, errors = run("add", str(article), "--db", str(tmp_path / "talsk" / "kept.sqlite"))
    assert code == 2
    assert "there is no folder" in errors
    assert not (tmp_path / "talsk").exists()


def test_where_nothing_can_be_read_no_collection_is_made(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "kept.sqlite"
    ran = run("add", tmp_path / "missing.txt", "--db", kept)
    assert ran.code == 1
    assert "missing.txt" in ran.err
    assert "no collection was made" in ran.err
    assert not kept.exists()
    (tmp_path / "letter.txt").write_text("They met on 5 May 2023.", encoding="utf-8")
    assert run("add", tmp_path / "missing.txt", tmp_path / "letter.txt", "--db", kept).code == 0
    assert kept.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "x", "--published", "yesterday"], "yesterday"),
        (["extract", "x", "--lang", "klingon"], "klingon"),
        (["extract", "x", "-o", "rows.xyz"], ".xyz"),
        (["extract", "x", "-o", "rows.png"], "no pictures"),
        (["extract", "x", "-o", "/no/such/folder/rows.csv"], "no folder"),
        (["extract", "x", "--format", "xml"], "xml"),
        (["serve", "--demo", "--db", "x"], "Choose one"),
        (["serve", "--port", "99999"], "99999"),
        (["extract"], "SOURCE"),
        ([], "COMMAND"),
    ],
)
def test_a_wrong_command_says_what_is_wrong(run: Run, arguments: list[str], said: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert said in ran.err.splitlines()[-1]


def test_a_port_that_is_taken_is_said_before_anything_starts(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = run("serve", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert (ran.code, ran.out) == (2, b"")
    assert "taken" in ran.err


def test_a_collection_takes_articles_once_and_gives_a_filtered_view(
    run: Run, article: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.sqlite"
    first = run("add", article, "--db", kept)
    assert first.code == 0
    assert b"1 added or changed, 0 already there" in first.out
    assert b"0 added or changed, 1 already there" in run("add", article, "--db", kept).out
    everything, some = tmp_path / "all.jsonl", tmp_path / "some.csv"
    assert run("export", "--db", kept, "--rows", "-o", everything).code == 0
    stored = [json.loads(line) for line in everything.read_text("utf-8").splitlines()]
    expected = [{**row, "story_id": row["event_id"]} for row in run("extract", article).rows]
    assert stored == expected
    assert run("export", "--db", kept, "-o", everything).code == 0
    told = [json.loads(line) for line in everything.read_text("utf-8").splitlines()]
    assert [row["event_ids"] for row in told] == [[row["event_id"]] for row in stored]
    filtered = run(
        "export", "--db", kept, "--actor", "ukraine", "--from", "2022-09", "--to", "2022-09", "-o", some
    )
    assert filtered.code == 0
    with some.open(encoding="utf-8", newline="") as file:
        assert {"2022-09-21"} == {row["start"] for row in csv.DictReader(file)}
    picture = tmp_path / "sheet.svg"
    assert run("export", "--db", kept, "--actor", "ukraine", "--from", "2022", "-o", picture).code == 0
    assert "Ukraine" in picture.read_text("utf-8"), "the picture says what was filtered"
    exported = run("export", "--db", kept, "-o", tmp_path / "all.ics")
    undated = sum(not (row["start"] or row["end"]) for row in stored)
    assert ("undated not included" in exported.err) is bool(undated), "what a format cannot hold is said"
    unknown = run("export", "--db", kept, "--actor", "Ukrane", "-o", some)
    assert unknown.code == 2
    assert "Did you mean ukraine" in unknown.err


def test_a_list_of_ones_own_actors_is_used_and_the_list_of_those_found_can_be_one(
    run: Run, tmp_path: Path
) -> None:
    told = tmp_path / "told.txt"
    told.write_text("WidgetCo sued Boeing on 14 November 2022.\n", encoding="utf-8")
    own, found = tmp_path / "own.csv", tmp_path / "found.csv"
    own.write_text(
        "actor_id,name,kind,aliases\nwidget,Widget Company,organisation,WidgetCo\n", encoding="utf-8"
    )
    rows = run("extract", str(told), "--lang", "en", "--actors", str(own)).rows
    assert [row["actors"] for row in rows] == [["Widget Company", "Boeing"]]
    db = str(tmp_path / "c.db")
    assert run("add", str(told), "--lang", "en", "--db", db, "--actors", str(own)).code == 0
    said = run("actors", "--db", db).out.decode("utf-8").splitlines()
    assert sorted(said) == [
        "     1 Boeing (organisation): Boeing 1",
        "     1 Widget Company (organisation): WidgetCo 1",
    ]
    assert run("actors", "--db", db, "-o", str(found)).code == 0
    lines = list(csv.DictReader(io.StringIO(found.read_text(encoding="utf-8"))))
    assert [line["aliases"] for line in lines if line["actor_id"] == "widget"] == ["WidgetCo"]
    again = run("extract", str(told), "--lang", "en", "--actors", str(found)).rows
    assert [row["actors"] for row in again] == [row["actors"] for row in rows]


def test_a_collection_that_is_none_gives_one_clear_line(run: Run, article: Path) -> None:
    ran = run("export", "--db", article, "-o", "x.csv")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert "not a database" in ran.err
    missing = article.with_name("mistyped.sqlite")
    ran = run("export", "--db", missing, "-o", article.with_name("x.csv"))
    assert ran.code == 1
    assert "there is none" in ran.err
    assert not missing.exists(), "asking for a file makes no collection"
    assert not article.with_name("x.csv").exists()


def test_what_is_no_collection_is_said_before_it_is_served(run: Run, article: Path) -> None:
    code, out, said = run("serve", "--no-browser", "--db", str(article))
    assert code == 1
    assert out == b""
    assert "not a database" in said


def test_hostile_names_cannot_speak_to_the_terminal(run: Run) -> None:
    ran = run("read", "\x1b[2Jmissing\r\nfile\u202e")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert not {"\x1b", "\u202e", "\r"} & set(ran.err)


def test_a_fault_of_the_software_is_one_line_too(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("timeline.frame.events_frame", fail)
    ran = run("extract", article)
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert "TIMELINE_DEBUG" in ran.err


def test_a_reader_who_has_had_enough_is_no_fault(article: Path) -> None:
    many = [str(article)] * 3
    process = program("read", *many, stdout=-1, stderr=-1)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait() == 0


@pytest.mark.parametrize("command", ["", "extract", "dates", "read", "add", "actors", "serve", "export"])
def test_every_command_has_help_at_once(command: str) -> None:
    code = "import sys, timeline.cli; timeline.cli.main(sys.argv[1:])"
    process = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code, *command.split(), "--help"],
        capture_output=True,
        text=True,
    )
    assert process.stdout.startswith("usage: timeline")
    loaded = {line.split("|")[-1].strip() for line in process.stderr.splitlines()}
    assert not loaded & {"pandas", "numpy", "streamlit", "plotly", "sqlalchemy", "babel"}


def test_an_interrupted_command_ends_quietly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = program("read", str(pipe), stdout=-1, stderr=-1)
    writing = None
    while writing is None and process.poll() is None:
        try:
            writing = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            time.sleep(0.05)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert writing is not None
    os.close(writing)
    assert (process.returncode, err) == (130, b"timeline: interrupted\n")
