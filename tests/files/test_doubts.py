"""What is plausible in a table and yet no data: said with its row and column, or refused."""

import pytest

from tests.files.conftest import told

HEAD = "id,team,metrics.points,demand.gpus\n"
ROWS = "a,search,50,40\nb,ads,40,30\nc,ads,10,50\n"


class TestPointsForThousands:
    """1.200 is 1200 or 1.2; where nothing in the file says which, nobody guesses."""

    GERMAN = "id;metrics.points;demand.gpu_hours\na;1.200;14.000\nb;900;12.000\n"

    def test_they_are_refused_like_commas(self, refused):
        said = refused(requests=self.GERMAN).splitlines()
        assert said[0] == (
            "requests.csv:2: column metrics.points: requests: '1.200' could be read in two ways;"
            " write 1200, or 1.2 where the point is a decimal one"
        )
        assert [line.split(": requests")[0] for line in said[1:]] == [
            "requests.csv:2: column demand.gpu_hours", "requests.csv:3: column demand.gpu_hours",
        ]  # fmt: skip

    @pytest.mark.parametrize("decimal", ["0.125", "12.5", "3.1415", "1.2000"])
    def test_one_number_with_decimals_shows_what_points_are(self, tables, decimal):
        read = tables(requests=self.GERMAN + f"c;{decimal};5\n").scenario.requests
        assert read[0].metrics == {"points": 1.2} and read[2].metrics == {"points": float(decimal)}

    def test_between_tabs_they_are_a_warning(self, tables):
        assert any(
            "'1.200' could be read in two ways" in said
            for said in told(tables(requests=self.GERMAN.replace(";", "\t")))
        )

    def test_between_commas_points_are_decimal(self, tables):
        assert not told(tables(requests=self.GERMAN.replace(";", ",")))

    @pytest.mark.parametrize("number", ["1.234.567", "1.234,5", "1'200", "1 200"])
    def test_what_is_no_number_either_way_says_what_to_write(self, refused, number):
        assert "write it without separators" in refused(requests=f"id;metrics.points\na;{number}\n")


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_names_the_separator_is_obeyed_and_counted(tables, refused, first):
    text = f"{first}\nid;metrics.points;demand.gpus\na;12.5;40\n"
    assert tables(requests=text).scenario.requests[0].metrics == {"points": 12.5}
    assert "requests.csv:3: column demand.gpus" in refused(requests=text.replace(";40", ";x"))


class TestBlanksOverTime:
    def test_a_blank_between_steps_is_a_warning_with_its_cell(self, tables):
        text = "id,accelerator,gpus.2027-01,gpus.2027-02,gpus.2027-03,gpus.2027-04\nh,H100-SXM,16,,,8\n"
        assert told(tables(pools=text)) == [
            "pools.csv:2: column gpus.2027-02: pools: 2 blank cells of the row, the first here, let 16 of 2027-01 go on;"
            " write 0 for none, or the number again"
        ]

    def test_so_is_one_behind_them_where_each_period_has_a_column(self, tables):
        months = "id,demand.gpus.2027-01,demand.gpus.2027-02,demand.gpus.2027-03\na,5,5,\n"
        assert any("column demand.gpus.2027-03: requests: a blank cell lets 5 of 2027-02" in said
                   for said in told(tables(requests=months)))  # fmt: skip

    @pytest.mark.parametrize("row", ["h,H100-SXM,16,", "h,H100-SXM,16,8", "h,H100-SXM,,8"])
    def test_steps_apart_and_blanks_before_the_first_are_none(self, tables, row):
        assert not told(tables(pools=f"id,accelerator,gpus.2027-01,gpus.2027-04\n{row}\n"))


class TestTotals:
    def test_a_row_that_sums_those_above_is_a_warning(self, tables):
        assert told(tables(requests=HEAD + ROWS + "Total,,100,120\n")) == [
            "requests.csv:5: requests: 'Total' looks like a row of totals: its figures are the sums of those above;"
            " take it out if it is one"
        ]

    def test_by_its_figures_alone(self, tables):
        assert (
            "'x' looks like a row of totals: its figures" in told(tables(requests=HEAD + ROWS + "x,ads,100,120\n"))[0]
        )

    def test_by_its_name_alone(self, tables):
        assert "it is called 'Summe'" in told(tables(requests=HEAD + ROWS + "Summe,ads,99,1\n"))[0]

    def test_above_what_it_sums(self, tables):
        assert "'All' looks like a row of totals: its figures are the sums of those below" in told(
            tables(requests=HEAD + "All,,100,120\n" + ROWS)
        )[0]  # fmt: skip

    def test_sums_of_parts_and_of_all(self, tables):
        text = HEAD + "a,x,5,1\nb,x,6,2\nsx,,11,3\nc,y,7,4\nd,y,8,5\nsy,,15,9\nall,,26,12\n"
        assert [said.split(":")[1] for said in told(tables(requests=text)) if "totals" in said and "value" not in said] == [
            "4", "7", "8",
        ]  # fmt: skip

    @pytest.mark.parametrize("more", ["d,ads,100,7\n", "d,ads,20,120\n", "total-recall,ads,3,4\n"])
    def test_one_sum_by_chance_is_none(self, tables, more):
        assert not told(tables(requests=HEAD + ROWS + more))

    def test_powers_of_two_are_no_totals(self, tables):
        pools = "id,accelerator,gpus.2027-01,gpus.2027-02\na,H100-SXM,8,8\nb,H100-SXM,8,8\nc,H100-SXM,16,16\n"
        assert not told(tables(pools=pools))


def test_a_request_of_nobody_for_nothing_with_half_of_all_value_is_a_warning(tables):
    head = "id,team,metrics.points,demand.gpus\n"
    rows = "a,x,50,40\nb,y,40,30\nc,z,10,50\n"
    assert any(
        "request all has half of all value" in said for said in told(tables(requests=f"{head}{rows}all,,101,\n"))
    )
    assert not told(tables(requests=f"{head}{rows}platform,,20,\n"))


@pytest.mark.parametrize("name", ["Mar-05", "5-Mar", "2027-03-05", "05.03.2027", "3/5/2027", "1.2E+15"])
def test_a_name_that_a_spreadsheet_made_is_a_warning_with_its_cell(tables, name):
    assert any(
        said.startswith("requests.csv:5: column id: requests: ") and "spreadsheets make of" in said
        for said in told(tables(requests=f"{HEAD}{ROWS}{name},ads,1,1\n"))
    )


def test_the_same_doubt_of_many_cells_is_told_of_a_few(tables):
    rows = "".join(f"{day}-Mar,x,1{day},1\n" for day in range(1, 31))
    said = [each for each in told(tables(requests=HEAD + rows)) if "is a date" in each]
    assert len(said) == 5 and said[-1].endswith("(and so on, 25 more)")


class TestColumns:
    """A column that nothing has is said once, whatever is in it."""

    def test_options_have_rows_and_no_column(self, refused):
        said = refused(requests="id,name,option,options,demand.gpus\na,A,,x,\na,,small,,4\n")
        assert said == (
            "requests.csv:1: column options: requests: unknown column 'options'; an option has a row of its own below"
            " its request's, with its name under 'option'"
        )

    @pytest.mark.parametrize(
        ("column", "hint"),
        [
            ("teams", "did you mean 'team'?"),
            ("gpus", "did you mean 'demand.gpus'?"),
            ("demand.gpus.January", "a step is named by its date: demand.gpus.2027-01"),
        ],
    )
    def test_it_says_which_is_meant(self, refused, column, hint):
        assert refused(requests=f"id,{column}\na,1\nb,2\n") == (
            f"requests.csv:1: column {column}: requests: unknown column '{column}'; {hint}"
        )

    def test_ten_thousand_of_them_are_nine_lines(self, refused):
        names = ",".join(f"x{k}" for k in range(10_000))
        rows = "".join(f"r{k}{',1' * 10_000}\n" for k in range(3))
        said = refused(requests=f"id,{names}\n{rows}").splitlines()
        assert len(said) == 9 and said[-1].endswith("9,992 more columns are unknown, 'x9999' the last of them")

    def test_a_title_above_the_headings_is_named(self, refused):
        assert refused(requests="Requests 2027\n\nid,team\na,x\n") == (
            "requests.csv:1: requests has its headings in row 3: delete what stands above, so that the first row names"
            " the columns"
        )

    def test_one_that_is_empty_is_none(self, tables):
        assert tables(requests="id,comment\na,\n").scenario.requests[0].id == "a"

    def test_names_in_a_rule_s_selection_are_a_list_too(self, tables):
        text = "name,measure,of.team,at_most\nR,cost,a;b,5\n"
        reading = tables(requests="id,team\nx,a\ny,b\n", rules=text)
        assert reading.scenario.rules[0].of.team == ("a", "b")


class TestCutShort:
    def test_a_row_that_lacks_cells_is_a_warning_with_its_number(self, tables):
        assert told(tables(requests=HEAD + ROWS + "d,ads,5\n")) == [
            "requests.csv:5: requests has 3 cells for 4 columns; is it cut off, or is a separator missing?"
        ]

    def test_blank_cells_are_written_and_columns_without_a_name_do_not_count(self, tables):
        assert told(tables(requests=HEAD.strip() + ",,\n" + ROWS + "d,ads,5,\n")) == []

    def test_where_most_rows_leave_out_what_is_blank_at_their_end_it_is_a_habit(self, tables):
        assert told(tables(requests=HEAD.strip() + ",notes\n" + ROWS)) == []
