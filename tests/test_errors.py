"""The drawn tree of errors is the tree there is, and every error is one line for a person."""

from __future__ import annotations

import inspect

from timeline import errors
from timeline.errors import ReadError, TimelineError


def drawn() -> list[tuple[int, str]]:
    """Depth and name of every class in the drawing at the head of the module."""
    assert errors.__doc__ is not None
    tree = []
    for line in errors.__doc__.splitlines():
        name = line.lstrip("│├└─ ").split(" ")[0]
        if name and line.rstrip() != errors.__doc__.splitlines()[0]:
            tree.append(((len(line) - len(line.lstrip("│├└─ "))) // 4, name))
    return tree


def real(kind: type[TimelineError] = TimelineError, depth: int = 0) -> list[tuple[int, str]]:
    """The same of the classes, in the order they are written."""
    below = sorted(kind.__subclasses__(), key=lambda child: inspect.getsourcelines(child)[1])
    return [(depth, kind.__name__), *(line for child in below for line in real(child, depth + 1))]


def test_the_drawn_tree_is_the_tree_of_classes() -> None:
    assert drawn() == real()
    assert sorted(errors.__all__) == sorted(name for _, name in real())


def test_an_error_says_what_why_and_what_to_do_in_one_line() -> None:
    assert str(TimelineError("a.pdf", "it is damaged", "Save it again.")) == (
        "a.pdf: it is damaged. Save it again."
    )
    assert str(TimelineError("a.pdf")) == "a.pdf"


def test_every_reading_error_has_a_status_for_its_article() -> None:
    kinds = [ReadError, *ReadError.__subclasses__()]
    assert len({kind.status for kind in kinds}) == len(kinds)
