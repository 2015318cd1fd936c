"""Workbooks as other programs write them."""

import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputError
from planner.files.workbook import Workbook, shown_by
from planner.files.worksheet import letters, place, read_worksheet
from tests.files.books import DAY, MOMENT, MONTH, cell, row, sheet, write_book
from tests.files.conftest import told

HEAD = row("id", "metrics.points", "demand.gpus")
ROWS = [HEAD, *(row(f"r{k}", 10 - k, 20) for k in range(6))]
WINDOWS = row("id", "kind", "demand.gpu_hours", "window.from", "window.to")


def only(*rows, **more):
    return {"Sheet": sheet(rows, **more)}


@pytest.mark.parametrize("size", ["", "A1", "A1:A2", "A1:C3", "A1:XFD1048576", "C7:A1", "nonsense"])
def test_a_sheet_has_the_rows_and_columns_that_it_has_whatever_it_says_of_its_size(tables, size):
    requests = tables(requests=only(*ROWS, size=size)).scenario.requests
    assert [(r.id, r.metrics["points"], r.demand.gpus) for r in requests] == [(f"r{k}", 10 - k, 20) for k in range(6)]


def test_a_cell_at_the_end_of_the_sheet_costs_nothing_and_is_not_overlooked(refused):
    far = f'<row r="1048576">{cell(1, name="XFD1048576")}</row>'
    assert "requests.xlsx:1048576: requests: '1' stands in a column without a name" in refused(
        requests=only(*ROWS, far)
    )


def test_rows_and_cells_may_be_given_in_any_order_and_with_gaps(tables):
    apart = [f'<row r="9">{cell("b", name="A9")}</row>', f'<row r="4">{cell(5, name="B4")}{cell("a", name="A4")}</row>']
    requests = tables(requests=only(HEAD, *apart)).scenario.requests
    assert [(r.id, r.metrics) for r in requests] == [("a", {"points": 5}), ("b", {})]


@pytest.mark.parametrize(
    "content",
    [
        [HEAD, f'<row r="2">{cell("a", name="A2")}{cell("b", name="A2")}</row>'],
        [HEAD, f'<row r="2">{cell("a", name="A0")}</row>'],
        [HEAD, f'<row r="2">{cell("a", name="XFE2")}</row>'],
        [HEAD, '<row r="1048577"/>'],
        [HEAD, '<row><c t="s"><v>7</v></c></row>'],
        [HEAD, "<row><c"],
    ],
)
def test_a_damaged_sheet_is_refused_in_one_sentence(refused, content):
    said = refused(requests=only(*content))
    assert "is a damaged XLSX workbook" in said and "save it anew" in said and len(said.splitlines()) == 1


def test_entities_are_refused_before_they_are_told(refused):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + sheet([HEAD, row("&b;")])
    assert "declares a document type" in refused(requests={"Sheet": bomb})


def test_prefixes_are_no_part_of_a_name(tables):
    plain = sheet(ROWS)
    prefixed = plain.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("xmlns=", "xmlns:x=")
    assert len(tables(requests={"Sheet": prefixed}).scenario.requests) == 6


def test_a_protected_workbook_says_so(tables, tmp_path):
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(InputError, match="protected by a password"):
        tables("format: 1\ncalendar: {start: 2027-01, periods: 1}\nrequests: locked.xlsx\n")


class TestDates:
    """A date cell is read to what it shows, and never to less than it holds."""

    @pytest.mark.parametrize(
        ("style", "serial", "text"),
        [
            (DAY, 46447, "2027-03-01"),
            (MONTH, 46447, "2027-03"),
            (MONTH, 46450, "2027-03-04"),
            (DAY, 46430, "2027-02-12"),
        ],
    )
    def test_to_what_it_shows(self, tables, style, serial, text):
        rows = [WINDOWS, row("a", "training", 100, "2027-02", cell(serial, style))]
        assert tables(requests=only(*rows)).scenario.requests[0].window == ("2027-02", text)

    def test_alike_from_a_workbook_and_from_text(self, tables):
        weeks = "format: 1\ncalendar: {start: 2027-02-01, periods: 9, unit: week}\n"
        rows = [WINDOWS, row("a", "training", 3360, cell(46426, DAY), cell(46447, DAY))]
        text = "id,kind,demand.gpu_hours,window.from,window.to\na,training,3360,2027-02-08,2027-03-01\n"
        assert tables(weeks, requests=only(*rows)).scenario.requests == tables(weeks, requests=text).scenario.requests

    def test_in_the_calendar_that_counts_from_1904(self, tables):
        rows = [WINDOWS, row("a", "training", 1, "2027-02", cell(46447 - 1462, DAY))]
        book = tables(requests=only(*rows), properties='<workbookPr date1904="1"/>')
        assert book.scenario.requests[0].window == ("2027-02", "2027-03-01")

    def test_with_a_time_it_is_refused_and_not_cut(self, refused):
        rows = [WINDOWS, row("a", "training", 1, "2027-02", cell(46447.5, MOMENT))]
        said = refused(requests=only(*rows))
        assert "requests.xlsx:2: column window.to" in said and "'2027-03-01 12:00'; a day is the shortest" in said

    @pytest.mark.parametrize(
        ("code", "shown"),
        [
            ("General", ""), ("0.00", ""), ("0.00E+00", ""), ('#,##0 "days"', ""), ("[Red]0", ""), ("yyyy-mm-dd", "d"),
            ("mmm-yy", "my"), ("yyyy", "y"), ("[$-409]d/m/yy h:mm;@", "dh"), ("hh:mm:ss", "h"), ("[h]:mm", "h"),
            ('yyyy"年"m"月"', "my"), ("mmmm", "my"),
        ],
    )  # fmt: skip
    def test_shown_by_what_its_format_has(self, code, shown):
        assert shown_by(code) == shown


class TestSheets:
    """Which sheet is read."""

    def test_the_first_that_is_shown_with_a_warning_that_names_both(self, tables):
        book = {"Old": sheet([HEAD, row("old", 1, 1)]), "Current": sheet([HEAD, row("new", 1, 1)])}
        reading = tables(requests=book, hidden=("Old",))
        assert [r.id for r in reading.scenario.requests] == ["new"]
        assert told(reading) == [
            "requests.xlsx: the first sheet, 'Old', is hidden, and 'Current' is read; name the one that is meant:"
            " requests.xlsx#Current"
        ]

    def test_a_hidden_one_that_is_named_without_a_word(self, tables, tmp_path):
        write_book(tmp_path / "book.xlsx", {"Old": sheet(ROWS), "Current": sheet([HEAD])}, hidden=("Old",))
        head = "format: 1\ncalendar: {start: 2027-01, periods: 1}\nrequests: book.xlsx#Old\n"
        reading = tables(head, pools="id,accelerator,gpus\np,H100-SXM,1\n")
        assert len(reading.scenario.requests) == 6 and not told(reading)

    def test_none_where_all_are_hidden(self, refused):
        assert "no sheet that is shown; name the one that is meant behind a #: Sheet" in refused(
            requests=only(*ROWS), hidden=("Sheet",)
        )

    def test_hidden_rows_and_columns_are_read_with_a_warning(self, tables):
        rows = [*ROWS[:3], ROWS[3].replace("<row", '<row hidden="1"'), *ROWS[4:]]
        book = only(*rows, columns='<cols><col min="3" max="3" hidden="1"/></cols>')
        reading = tables(requests=book)
        assert len(reading.scenario.requests) == 6
        assert [said.split(",")[0] for said in told(reading)] == [
            "requests.xlsx:4: rows are hidden", "requests.xlsx: columns are hidden",
        ]  # fmt: skip


class TestMergedCells:
    """What a merged cell says, it says of every row that it covers."""

    TEAMS = row("team", "id", "metrics.points", "demand.gpus.2027-01", "demand.gpus.2027-02")

    def test_a_name_over_rows_is_each_row_s(self, tables):
        rows = [self.TEAMS, row("search", "a", 5, 1, 1), row(None, "b", 4, 1, 1), row("ads", "c", 3, 1, 1)]
        requests = tables(requests=only(*rows, merged=["A2:A3"])).scenario.requests
        assert [r.team for r in requests] == ["search", "search", "ads"]

    def test_a_figure_over_the_steps_of_time_is_each_step_s(self, tables):
        rows = [self.TEAMS, row("search", "a", 5, 7, None)]
        [request] = tables(requests=only(*rows, merged=["D2:E2"])).scenario.requests
        assert request.demand.gpus == {"2027-01": 7, "2027-02": 7}

    def test_an_id_over_a_request_and_its_options_is_all_of_theirs(self, tables):
        rows = [
            row("id", "option", "demand.gpus"),
            row("a", None, None),
            row(None, "x", 1),
            row(None, "y", 2),
            row("b"),
        ]
        requests = tables(requests=only(*rows, merged=["A2:A4"])).scenario.requests
        assert [(r.id, [o.id for o in r.options]) for r in requests] == [("a", ["x", "y"]), ("b", [])]

    @pytest.mark.parametrize("area", ["C2:C3", "B2:C2", "A2:B3", "A1:B1", "A1:A2"])
    def test_what_could_be_read_in_two_ways_is_an_error_that_names_the_cells(self, refused, area):
        rows = [self.TEAMS, row("search", "a", 5, 1, 1), row("ads", "b", 4, 1, 1)]
        assert f"the cells {area} are merged" in refused(requests=only(*rows, merged=[area]))

    def test_rows_that_hold_nothing_else_are_none(self, tables):
        rows = [self.TEAMS, row("search", "a", 5, 1, 1), row(None), row(None)]
        assert len(tables(requests=only(*rows, merged=["A2:A1048576"])).scenario.requests) == 1

    def test_areas_that_overlap_are_refused_and_take_no_longer(self, refused):
        rows = [self.TEAMS, *(row("t", f"r{k}", 1, 1, 1) for k in range(99))]
        assert "lie over others" in refused(requests=only(*rows, merged=[f"A{k}:A100" for k in range(2, 90)]))


class TestFormulas:
    def test_one_without_a_result_is_an_error_with_its_cell(self, refused):
        rows = [HEAD, row("a", 1, cell(None, formula="B2*2"))]
        assert "requests.xlsx:2: column demand.gpus: requests: the formula =B2*2 in C2 has no stored result" in refused(
            requests=only(*rows)
        )

    def test_one_with_an_empty_result_is_a_warning_with_its_cell(self, tables):
        reading = tables(requests=only(HEAD, row("a", 1, cell("", formula="IF(B2,0,0)"))))
        assert any(
            "column demand.gpus: requests: the formula =IF(B2,0,0) has an empty" in said for said in told(reading)
        )

    def test_rows_of_empty_results_are_no_rows(self, tables):
        prepared = row(*(cell("", formula="X1") for _ in range(3)))
        reading = tables(requests=only(*ROWS, *[prepared] * 50))
        assert len(reading.scenario.requests) == 6 and not told(reading)

    def test_an_error_of_the_spreadsheet_is_one_of_ours(self, refused):
        assert "B2 holds the spreadsheet error #N/A" in refused(
            requests=only(HEAD, row("a", '<c t="e"><f>X1</f><v>#N/A</v></c>', 1))
        )


def test_numbers_are_ids_in_lists_too(tables):
    rows = [row("id", "requires"), row(101, None), row(102, 101), row(103, "101;102")]
    requests = tables(requests=only(*rows)).scenario.requests
    assert [(r.id, r.requires) for r in requests] == [("101", ()), ("102", ("101",)), ("103", ("101", "102"))]


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e300, 1e300).map(lambda number: float(f"{number:.12g}")),  # the library writes no more digits
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20),
    st.dates(datetime.date(1901, 1, 1), datetime.date(9998, 1, 1)),
)


@given(st.lists(st.lists(VALUES, max_size=6), max_size=6))
def test_what_a_spreadsheet_library_writes_is_read_back(rows):
    book, memory = openpyxl.Workbook(), BytesIO()
    for k, values in enumerate(rows, start=1):
        for j, value in enumerate(values, start=1):
            written = book.active.cell(k, j, value)
            if isinstance(value, str):
                written.data_type = "s"  # also what begins with =
    book.save(memory)
    opened = Workbook(memory.getvalue())
    found = read_worksheet(opened, opened.sheets[0]).cells
    wanted = {(k, j): _plain(v) for k, values in enumerate(rows, 1) for j, v in enumerate(values)}
    assert {(k, j): v for k, cells in found.items() for j, v in cells.items()} == {
        at: value for at, value in wanted.items() if value not in (None, "")
    }


def _plain(value):
    return value.isoformat() if isinstance(value, datetime.date) else value.strip() if isinstance(value, str) else value


@given(st.integers(0, 16_383), st.integers(1, 1_048_576))
def test_a_cell_has_one_name(column, line):
    assert place(f"{letters(column)}{line}") == (line, column)


def test_a_file_of_six_kilobytes_is_read_in_proportion(tmp_path):
    """Its cells unpack to a thousand times their size; counted, not timed: none of them holds anything."""
    rows = "".join(f'<row r="{k}"/>' for k in range(2, 100_000))
    write_book(tmp_path / "b.xlsx", {"Sheet": sheet([HEAD, rows])})
    book = Workbook(Path(tmp_path / "b.xlsx").read_bytes())
    assert list(read_worksheet(book, book.sheets[0]).cells) == [1]
