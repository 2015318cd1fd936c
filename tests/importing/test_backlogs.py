"""Backlogs as tools export them become requests; every column's fate is known, and nothing is lost."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest

import planner
from planner.errors import InputError
from tests.importing import exports


def imported(folder, text, name="backlog.csv", encoding="utf-8", **said):
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return planner.import_requests(file, **said)


def requests(found):
    return found.after.request_by_id


def fields(found):
    return found.sources[0].mapping.fields


def test_jira_s_issues_become_requests_by_their_keys(tmp_path):
    found = imported(tmp_path, exports.JIRA)
    assert [*requests(found)] == ["ML-7", "ML-8", "ML-3"]
    answers, bot, old = requests(found).values()
    assert (answers.name, answers.team, answers.product) == ("Answers in search, with sources", "search", "Search")
    assert (answers.metrics, answers.demand.gpus, answers.runs_on) == ({"revenue": 14e6}, 96, ("H100-SXM",))
    assert (bot.requires, bot.demand.gpu_hours, bot.demand.max_gpus) == (("ML-7",), 64 * 6 * 168, 64)
    assert old.commitment == "out"


def test_nothing_of_a_jira_issue_is_lost_but_the_tool_s_own(tmp_path):
    found = imported(tmp_path, exports.JIRA)
    notes = requests(found)["ML-7"].notes
    for text in (
        "over two lines",
        "Labels: llm",
        "Labels: q1",
        "Comment: first",
        "Comment: second",
        "Story Points): 8",
    ):
        assert text in notes
    left_out = {heading for heading, field in fields(found).items() if field == "ignore"}
    assert left_out == {"Issue id", "Created"}


def test_dates_of_jira_end_the_window_and_begin_no_earlier_than_the_calendar(tmp_path):
    found = imported(tmp_path, exports.JIRA)
    assert requests(found)["ML-8"].window[1] == "2027-06-30"
    assert found.after.calendar.window[1] == "2027-06"


def test_aha_s_dates_are_read_in_the_order_that_the_column_shows(tmp_path):
    found = imported(tmp_path, exports.AHA)
    assert requests(found)["APP-1"].window == ("2027-01-13", "2027-03-31")
    assert requests(found)["APP-2"].commitment == "out"
    assert requests(found)["APP-1"].metrics == {"score": 72}


def test_productboard_s_importance_is_a_metric_and_its_timeframe_a_window(tmp_path):
    found = imported(tmp_path, exports.PRODUCTBOARD)
    assert requests(found)["answers"].metrics == {"customer_importance": 48}
    assert requests(found)["bot"].window == ("2027-Q2", "2027-Q2")
    assert requests(found)["answers"].effort == 5
    assert "Component: Ranking" in requests(found)["answers"].notes


def test_airfocus_s_score_gives_way_to_the_value_that_it_is_made_of(tmp_path):
    found = imported(tmp_path, exports.AIRFOCUS)
    assert requests(found)["11"].metrics == {"value": 80}
    assert "Score: 71" in requests(found)["11"].notes


def test_linear_s_priority_is_the_worth_where_nothing_else_is_and_that_is_said(tmp_path):
    found = imported(tmp_path, exports.LINEAR)
    assert {name: each.metrics for name, each in requests(found).items()} == {
        "ML-12": {"priority": 5},
        "ML-13": {"priority": 2},
        "ML-14": {},
    }
    assert requests(found)["ML-13"].commitment == "out"
    (priority,) = found.sources[0].mapping.of("metrics.priority")
    assert "highest 5" in priority.why
    assert any("1 of 3 requests have no metric" in each for each in found.said)


def test_a_view_of_github_projects_is_read_with_its_tabs_and_pictures(tmp_path):
    found = imported(tmp_path, exports.GITHUB, "view.tsv")
    assert requests(found)["answers"].metrics == {"revenue": 14e6}
    assert requests(found)["answers"].demand.gpus == 96
    assert requests(found)["bot"].runs_on == ("L40S",)


def test_rice_becomes_metric_confidence_effort_and_moscow_a_commitment(tmp_path):
    found = imported(tmp_path, exports.RICE)
    answers, bot, vision = requests(found).values()
    assert (answers.reach, answers.impact, answers.confidence, answers.effort) == (12500, 2, 0.8, 6)
    assert answers.metrics == {"reach_impact": 25000}
    assert [each.commitment for each in (answers, bot, vision)] == ["must", "open", "out"]
    assert bot.window == ("2027-02", "2027-04")
    assert any("must is 1" in each for each in found.requests.doubts)


def test_what_can_t_be_read_is_listed_by_its_cell_and_kept_in_notes(tmp_path):
    found = imported(tmp_path, exports.RICE)
    (unread,) = found.requests.unread
    assert (unread.cell, unread.heading, unread.text) == ("I4", "Compute", "lots of them")
    assert "Compute: lots of them (not read" in requests(found)["vision"].notes


def test_a_row_of_totals_is_no_request_and_that_is_said(tmp_path):
    found = imported(tmp_path, exports.RICE)
    assert len(requests(found)) == 3
    assert any("'Total' is a row of sums" in each for each in found.requests.doubts)


def test_ice_s_confidence_of_ten_is_asked_for_and_never_guessed(tmp_path):
    with pytest.raises(InputError, match="of 10 or of 100"):
        imported(tmp_path, exports.ICE)
    found = imported(tmp_path, exports.ICE, columns={"Confidence": "confidence/10"})
    assert requests(found)["answers"].confidence == 0.8
    assert requests(found)["answers"].metrics == {"impact": 9}
    assert "Ease: 3" in requests(found)["answers"].notes


def test_wsjf_s_parts_are_one_cost_of_delay(tmp_path):
    found = imported(tmp_path, exports.WSJF)
    assert requests(found)["answers"].metrics == {"cost_of_delay": 26}
    assert "Job Size: 20" in requests(found)["answers"].notes


def test_a_sheet_made_by_hand_becomes_a_scenario_that_solves_once_it_has_pools(tmp_path):
    found = imported(tmp_path, exports.HAND)
    scenario = planner.vary(found.after, {"pools": {"all": {"id": "all", "accelerator": "H100-SXM", "gpus": 512}}})
    plan = planner.solve(scenario)
    decided = dict(zip(plan.requests["id"], plan.requests["decision"], strict=True))
    assert decided == {"search-answers": "fund", "support-bot": "decline", "code-model": "fund"}


def test_a_german_sheet_shows_its_decimals_and_days_by_itself(tmp_path):
    found = imported(tmp_path, exports.GERMAN)
    suche, bot = requests(found).values()
    assert (suche.metrics, suche.demand.gpu_hours) == ({"revenue": 1234567.5}, 18000.5)
    assert (suche.window, bot.demand.gpu_hours) == (("2027-02-01", "2027-04-30"), 1200)
    assert found.after.value.metrics["revenue"].unit == "EUR"


def test_a_number_that_could_be_two_is_asked_for_with_its_column(tmp_path):
    text = 'Request,Revenue\nA,"1,234"\nB,"5,678"\n'
    with pytest.raises(InputError, match=r"column Revenue: '1,234', '5,678' could be read in two ways"):
        imported(tmp_path, text)
    assert requests(imported(tmp_path, text, decimal="."))["a"].metrics == {"revenue": 1234}
    assert requests(imported(tmp_path, text, decimal=","))["a"].metrics == {"revenue": 1.234}


def test_one_cell_that_shows_its_decimals_decides_for_the_column(tmp_path):
    found = imported(tmp_path, 'Request,Revenue\nA,"1,234"\nB,"1,234.50"\n')
    assert requests(found)["a"].metrics == {"revenue": 1234}


def test_days_and_months_that_nothing_tells_apart_are_asked_for(tmp_path):
    text = "Request,Revenue,Start date\nA,1,03/04/2027\nB,2,05/06/2027\n"
    with pytest.raises(InputError, match="--dates dmy or --dates mdy"):
        imported(tmp_path, text)
    found = imported(tmp_path, text, dates="dmy")
    assert requests(found)["a"].window[0] == "2027-04-03"


def test_all_that_is_open_is_asked_at_once(tmp_path):
    text = 'Request,Revenue,Start date\nA,"1,234",03/04/2027\n'
    with pytest.raises(InputError) as caught:
        imported(tmp_path, text)
    assert len(caught.value.faults) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_marks_and_utf_16_read_the_same(tmp_path, encoding):
    found = imported(tmp_path, exports.HAND, encoding=encoding)
    assert [*requests(found)] == ["search-answers", "support-bot", "code-model"]


def test_a_file_of_windows_is_read_and_that_is_said(tmp_path):
    found = imported(tmp_path, "Vorhaben;Wert\nPrüfung für Köln;1\n", encoding="cp1252")
    assert requests(found)["prüfung-für-köln"].name == "Prüfung für Köln"
    assert any("read as Windows-1252" in each for each in found.requests.doubts)


def test_titles_above_the_headings_and_empty_rows_are_passed_over_and_said(tmp_path):
    text = "Roadmap 2027,,\n,,\n" + exports.HAND.replace("Support", "\n,,\nSupport")
    found = imported(tmp_path, text)
    assert len(requests(found)) == 3
    assert any("row 3 has the headings" in each for each in found.requests.doubts)


def test_unknown_columns_are_metrics_or_notes_and_never_dropped(tmp_path):
    found = imported(tmp_path, "Request,Revenue,Happiness,Mood\nA,1,7,good\nB,2,9,bad\n")
    assert requests(found)["a"].metrics == {"revenue": 1, "happiness": 7}
    assert requests(found)["a"].notes == "Mood: good"


def test_a_column_can_be_corrected_by_its_heading(tmp_path):
    found = imported(tmp_path, exports.HAND, columns={"value": "metric:margin", "GPUs": "note"})
    assert requests(found)["search-answers"].metrics == {"margin": 14e6}
    assert requests(found)["search-answers"].notes == "GPUs: 96x H100"


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"Valu": "note"}, "did you mean 'Value'"),
        ({"Value": "tema"}, "did you mean 'team'"),
        ({"Value": "team/x"}, "/100"),
    ],
)
def test_wrong_corrections_say_what_is_near(tmp_path, columns, said):
    with pytest.raises(InputError, match=said):
        imported(tmp_path, exports.HAND, columns=columns)


def test_two_of_one_name_get_ids_of_their_own(tmp_path):
    found = imported(tmp_path, "Request,Value\nA b,1\nA b,2\n")
    assert [*requests(found)] == ["a-b", "a-b-2"]


def test_columns_of_our_own_tables_keep_their_meaning(tmp_path):
    text = (
        "id,name,metrics.revenue,demand.gpus,window.from,window.to,decay,confidence\na,A,5,8,2027-01,2027-03,0.1,0.5\n"
    )
    (a,) = requests(imported(tmp_path, text)).values()
    assert (a.metrics, a.demand.gpus, a.window, a.decay) == ({"revenue": 5}, 8, ("2027-01", "2027-03"), 0.1)


def test_money_in_another_currency_than_its_column_is_listed(tmp_path):
    found = imported(tmp_path, "Request,Revenue\nA,$1M\nB,$2M\nC,€3M\n")
    (unread,) = found.requests.unread
    assert unread.cell == "B4" and "is in EUR" in unread.why


def test_headings_give_currency_and_size(tmp_path):
    found = imported(tmp_path, "Request,Revenue (€M)\nA,1.5\n")
    assert requests(found)["a"].metrics == {"revenue": 1.5e6}
    assert found.after.value.metrics["revenue"].unit == "EUR"


def test_a_date_far_off_does_not_carry_the_calendar_away(tmp_path):
    text = "Request,Value,Start date,Due date\nA,1,2027-01-01,2027-03-31\nB,2,2027-02-01,2027-06-30\nC,3,1970-01-01,\n"
    found = imported(tmp_path, text)
    assert found.after.calendar.start == "2027-01"
    assert any("from 1970-01-01" in each for each in found.said)


def test_a_card_that_may_be_two_is_asked_for_and_can_be_named(tmp_path):
    text = "Request,Value,GPUs,GPU type\nA,1,8xA100,\nB,2,4,A100\n"
    found = imported(tmp_path, text)
    assert [each.cell for each in found.requests.unread] == ["C2", "D3"]
    assert "--accelerator 'a100=A100-40GB'" in found.requests.unread[0].why
    named = imported(tmp_path, text, accelerators={"A100": "A100-80GB"})
    assert not named.requests.unread
    assert {each.runs_on for each in named.after.requests} == {("A100-80GB",)}


def test_a_workbook_s_numbers_dates_and_percentages_are_what_they_are(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Ideas"
    book.active.append(["Initiative", "Revenue", "Confidence", "GPUs", "Start", "Due date", "Twice"])
    book.active.append(["Answers", 1234.5, 0.8, 96, date(2027, 1, 1), date(2027, 3, 31), "=B2*2"])
    book.active.append(["Bot", 1000, 0.5, "8 L40S", None, date(2027, 6, 30), None])
    book.create_sheet("Other").append(["nothing"])
    book.save(tmp_path / "ideas.xlsx")
    found = planner.import_requests(f"{tmp_path / 'ideas.xlsx'}#Ideas")
    answers, bot = requests(found).values()
    assert (answers.metrics["revenue"], answers.confidence, answers.demand.gpus) == (1234.5, 0.8, 96)
    assert (answers.window, bot.window[1]) == (("2027-01-01", "2027-03-31"), "2027-06-30")
    assert "=B2*2" in requests(found)["answers"].notes


def test_one_table_reads_the_same_from_csv_and_workbook(tmp_path):
    rows = [line.split(",") for line in exports.HAND.replace('"$14,000,000"', "$14M").splitlines()]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "hand.xlsx")
    there = imported(tmp_path, "\n".join("\t".join(row) for row in rows), "hand.tsv")
    assert planner.import_requests(tmp_path / "hand.xlsx").after.requests == there.after.requests


def test_a_thousand_rows_of_a_backlog_keep_their_order_and_number(tmp_path):
    rows = "".join(f"R{k},Request {k},{k},{k % 64 + 1}x H100\n" for k in range(1, 1001))
    found = imported(tmp_path, f"Key,Summary,Revenue,GPUs\n{rows}")
    assert [each.id for each in found.after.requests] == [f"R{k}" for k in range(1, 1001)]


MESSY = """\
Q3 planning,,,,,,
Idea,Est. annual revenue (EUR k),Prob.,HW need,Needed from,Needed till,Depends on
Search v2,1.200,80%,8x H100,01.02.2027,30.06.2027,
Chat,850,60%,"4 nodes of 8 H100, Q2 2027",,,Search v2
Speech,n/a,,?,,,Nothing
Vision,"2.500,5",1,20 000 GPU-h on L40S,13/04/2027,,
"""


def test_a_messy_sheet_is_read_as_its_team_meant_it(tmp_path):
    found = imported(tmp_path, MESSY)
    search, chat, speech, vision = requests(found).values()
    assert (search.metrics, vision.metrics) == ({"est_annual_revenue": 1_200_000}, {"est_annual_revenue": 2_500_500})
    assert (search.confidence, search.window) == (0.8, ("2027-02-01", "2027-06-30"))
    assert (chat.demand.gpus, chat.window, chat.requires) == (32, ("2027-Q2", "2027-Q2"), ("search-v2",))
    assert (vision.demand.gpu_hours, vision.runs_on) == (20_000, ("L40S",))
    assert "HW need: ? (not read" in speech.notes and "not in the file: Nothing" in speech.notes
    assert [each.cell for each in found.requests.unread] == ["D5"]


def test_names_of_nothing_but_signs_are_names(tmp_path):
    assert [each.name for each in imported(tmp_path, "Request,Value\n🔥🔥,1\nN/A,2\n").after.requests] == [
        "🔥🔥",
        "N/A",
    ]


CARDS = {"H100-SXM": 96, "A100-80GB": 64, "L40S": 8}
WHOLE = {
    "PRODUCTBOARD_DE": (
        {"revenue": 14e6, "customer_importance": 48.5, "user_impact": 38},
        ("2027-01-01", "2027-03-31"),
        {},
    ),
    "LINEAR_WHOLE": ({"priority": 5}, ("2026-11", "2027-03-31"), {}),
    "GITHUB_INDIA": ({"annual_value": 1.4e7}, ("2027-01-05", "2027-03-31"), {"gpus": 96}),
    "AIRFOCUS_DE": ({"revenue": 14e6, "reach_impact": 1e6}, ("2027-01-01", "2027-03-31"), {"gpus": 96}),
    "AHA_CUSTOM": ({"revenue": 14e6, "sales_increase": 8}, ("2027-01-13", "2027-03-31"), {"gpu_hours": 180_000}),
}
"""What the first of three requests brings, when, and what it needs; the third is done."""


@pytest.mark.parametrize("name", WHOLE)
def test_exports_as_tools_write_them_become_plans_without_a_word_from_the_user(tmp_path, name, monkeypatch):
    text = getattr(exports, name)
    found = imported(tmp_path, text, name="backlog.tsv" if name == "GITHUB_INDIA" else "backlog.csv")
    assert not found.requests.unread
    first, second, third = found.after.requests
    metrics, window, demand = WHOLE[name]
    assert (first.metrics, third.commitment) == (metrics, "out")
    assert first.window[1] == window[1] and (name == "LINEAR_WHOLE" or first.window[0] == window[0])
    made = first.demand.model_dump(exclude_unset=True) if first.demand else {}
    assert {key: made[key] for key in demand} == demand and bool(made) == bool(demand)
    pools = {card: {"accelerator": card, "gpus": gpus} for card, gpus in CARDS.items()}
    asked = {} if demand else {each.id: {"demand": {"gpus": 8}} for each in (first, second)}
    plan = planner.solve(planner.vary(found.after, {"pools": pools, "requests": asked}))
    assert plan.certificate.violations == ()
    decided = plan.requests.set_index("id")["decision"]
    assert decided[third.id] == "decline" and decided[first.id] in ("fund", "trim")


def test_markup_of_descriptions_is_read_as_text_and_links_stay(tmp_path):
    text = 'Feature name,Feature description\nA,"<p>See <a href=""https://x.org"">this</a> &amp; that</p><ul><li>one</li></ul>"\nB,a < b\n'
    notes = [each.notes for each in imported(tmp_path, text).after.requests]
    assert notes == ["See this (https://x.org) & that\n- one", "a < b"]


def test_decimals_that_a_column_leaves_open_are_as_in_the_others_and_that_is_said(tmp_path):
    found = imported(tmp_path, "Request;Revenue;Users\nA;1.234;0,5\nB;5.678;1,5\n")
    assert requests(found)["a"].metrics == {"revenue": 1234, "users": 0.5}
    (column,) = [each for each in found.sources[0].mapping.columns if each.heading == "Revenue"]
    assert column.why.endswith("decimals behind a comma")


def test_story_points_are_an_attribute_a_metric_or_a_note_as_the_user_chooses(tmp_path):
    text = "Request,Revenue,Story points\nA,1,8\nB,2,13\n"
    plain = requests(imported(tmp_path, text))["b"]
    assert (plain.metrics, plain.attributes, plain.notes) == ({"revenue": 2}, {}, "Story points: 13")
    told = imported(tmp_path, text, columns={"Story points": "attribute:points"})
    assert requests(told)["b"].attributes == {"points": 13}
    metric = requests(imported(tmp_path, text, columns={"Story points": "metric:points"}))["b"]
    assert metric.metrics == {"revenue": 2, "points": 13}
    rules = {"Capacity": {"measure": "attributes.points", "at_most": 8}}
    edited = planner.vary(told.after, {"requests": {"a": {"attributes": {"points": 5}}}, "rules": rules})
    again = planner.import_requests(tmp_path / "backlog.csv", edited, columns={"Story points": "attribute:points"})
    assert again.after.request_by_id["a"].attributes == {"points": 5}
