"""What a plan looks like in the terminal."""

import re

import pytest
from rich.cells import cell_len

from planner.cli.table import index_words, share_words
from planner.letters import one_line
from tests.cli.conftest import many, process

ESCAPE = "\x1b"
ROW = re.compile(r"^ *(\d+)  ")


def rows(out):
    return [line for line in out.splitlines() if ROW.match(line)]


@pytest.fixture
def crowd(tmp_path):
    file = tmp_path / "many.yaml"
    file.write_text(many(300))
    return file


def test_300_requests_show_50_and_say_how_many_are_hidden(cli, crowd):
    _, out, _ = cli("solve", crowd)
    assert len(rows(out)) == 50
    assert "  … and 250 more; --all shows them, -o FILE.csv keeps them." in out.splitlines()


def test_all_shows_every_request(cli, crowd):
    _, out, _ = cli("solve", crowd, "--all")
    assert len(rows(out)) == 300
    assert "--all shows them" not in out


def test_the_cut_line_stands_where_the_index_passes_1(cli, crowd):
    _, out, _ = cli("solve", crowd, "--all")
    lines = out.splitlines()
    (cut,) = [k for k, line in enumerate(lines) if "cut line" in line]
    assert float(lines[cut - 1].split()[-1]) >= 1 > float(lines[cut + 1].split()[-1])
    assert lines[cut - 1].split()[:2] == ["100", "r0099"] and lines[cut + 1].split()[:2] == ["101", "r0100"]


def test_the_cut_line_is_left_out_where_it_would_fall_on_hidden_requests(cli, crowd):
    assert "cut line" not in cli("solve", crowd)[1]


def test_no_cut_line_where_everything_earns_its_gpus(cli, tmp_path):
    (tmp_path / "few.yaml").write_text(many(5))
    _, out, _ = cli("solve", tmp_path / "few.yaml")
    assert "cut line" not in out and "Nothing: everything is funded." in out


NAMES = (
    "検索の回答を生成する大規模言語モデルの次世代版、とても長い名前",
    "שלום עולם עם שם ארוך מאוד שאינו נכנס לעמודה הצרה של הטבלה",
    "🎉🚀 launch " * 8,
    "[bold]no markup[/oops] [red]",
    "two\\nlines\\tand \\e[31mcolour",
    "an ordinary name",
)


@pytest.fixture
def babel(tmp_path):
    named = "\n".join(
        f'  - {{id: r{k}, name: "{name}", team: "{name[:12]}", metrics: {{m: {10**k}}}, demand: {{gpus: 5}}, minimum: 1}}'
        for k, name in enumerate(NAMES)
    )
    file = tmp_path / "babel.yaml"
    file.write_text(f"{many(0, 12)}{named}\n", encoding="utf-8")
    return file


def test_the_output_fits_100_columns_whatever_the_names(cli, babel):
    code, out, _ = cli("solve", babel)
    assert code == 0 and len(rows(out)) == len(NAMES)
    assert max(cell_len(line) for line in out.splitlines()) <= 100
    assert {cell_len(line) for line in rows(out)} == {100}


def test_names_are_shown_as_they_are_and_can_not_speak_to_the_terminal(cli, babel):
    _, out, _ = cli("solve", babel)
    assert "[bold]no markup[/oops] [red]" in out and "two lines and ␛[31mcolour" in out
    assert ESCAPE not in out


def test_no_line_ends_in_blanks(cli, babel):
    assert [line for line in cli("solve", babel)[1].splitlines() if line != line.rstrip()] == []


def test_what_is_piped_has_no_escapes(small):
    done = process("solve", small)
    assert done.returncode == 0 and "● fund" in done.stdout
    assert ESCAPE not in done.stdout + done.stderr


def test_the_columns_of_a_narrow_terminal_are_kept_to(terminal, small):
    out = terminal("solve", small, columns=70)
    assert max(cell_len(plain(line)) for line in out.splitlines()) <= 70
    assert "● fund" in out and "team" not in out


def test_a_terminal_is_given_colours(terminal, small):
    assert f"{ESCAPE}[32m● fund" in terminal("solve", small)


def test_no_color_is_kept_to(terminal, small):
    assert f"{ESCAPE}[3" not in terminal("solve", small, NO_COLOR="1")


def plain(line):
    return re.sub(r"\x1b\[[0-9;]*m", "", line)


@pytest.mark.parametrize(
    ("index", "words"),
    [(float("inf"), "free"), (float("nan"), "–"), (0.9999, "0.99"), (1.0, "1.00"), (1.2, "1.20"), (123, "> 99")],
)
def test_an_index_below_1_never_reads_as_1(index, words):
    assert index_words(index) == words


@pytest.mark.parametrize(("share", "words"), [(0, "–"), (1e-4, "< 1 %"), (0.5, "50 %"), (0.999, "99 %"), (1, "100 %")])
def test_a_share_that_is_neither_none_nor_all_does_not_read_so(share, words):
    assert share_words(share) == words


def test_one_line_keeps_every_script_and_shows_control_characters():
    assert one_line("検索 ü שלום\n\x1b[0m\x00") == "検索 ü שלום ␛[0m␀"
