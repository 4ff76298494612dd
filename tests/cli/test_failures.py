"""Errors of a command that goes on: each is told once, and last, and decides the exit status."""

from __future__ import annotations

import pytest

from tabl10n.cli.failures import Failures
from tabl10n.errors import InputError


def half(number: int) -> int:
    if number % 2:
        raise InputError(f"{number % 10} is odd", next_step="name another")
    return number // 2


def test_what_can_be_made_is_made_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    failures = Failures()
    assert list(failures.make_each(half, [4, 3, 8, 13, 5])) == [2, None, 4, None, None]
    assert failures
    assert failures.conclude() == failures.conclude(1) == 2
    result = capsys.readouterr()
    assert result.out == ""
    assert result.err.splitlines() == 2 * [f"tabl10n: {number} is odd; name another" for number in (3, 5)]


@pytest.mark.parametrize("status", [0, 1])
def test_without_an_error_the_status_is_the_commands_own(capsys: pytest.CaptureFixture[str], status: int) -> None:
    failures = Failures()
    assert list(failures.make_each(half, [4])) == [2]
    assert not failures
    assert failures.conclude(status) == status
    assert capsys.readouterr().err == ""


def test_another_error_than_that_of_an_input_stops_the_command() -> None:
    with pytest.raises(ZeroDivisionError):
        list(Failures().make_each(lambda number: 1 // number, [0]))
