"""Money in several currencies: written as it is billed, counted in the scenario's currency, saved as it was written."""

import jsonschema
import pytest
import yaml

import planner
from planner.domain.digest import digest
from planner.domain.worth import points
from planner.errors import InputError
from planner.files.reading import adjust
from planner.files.schema import schema

SCENARIO = """\
format: 1
currency: USD
rates: {EUR: 1.25, GBP: 1.5}    # of the treasury, May
calendar: {start: 2027-01, periods: 2}
accelerators: {npu: {speed: 1, on_demand_per_hour: 4 EUR}}
pools:
  - {id: us, accelerator: npu, gpus: 10, cost_per_gpu_hour: 2.10}
  - {id: eu, accelerator: npu, gpus: 10, cost_per_gpu_hour: 2 EUR, on_demand: {gpus: 1, cost_per_gpu_hour: {EUR: 4}}}
  - {id: uk, accelerator: npu, nodes: 1, gpus_per_node: 8, cost_per_node_hour: GBP 16}
value: {metrics: {revenue: {unit: USD}, sales: {unit: EUR}}}
requests:
  - {id: a, metrics: {revenue: 1_000 EUR, sales: 500 USD}, cost: 1_200 EUR, demand: {gpus: 1}}
  - {id: b, metrics: {revenue: 1250}, options: [{id: x, demand: {gpus: 1}, cost: {GBP: 2}}]}
rules:
  - {name: Budget, measure: cost, at_most: 2e6 EUR}
expect:
  - {measure: cost, at_most: {EUR: 4}}
"""


@pytest.fixture
def file(tmp_path):
    found = tmp_path / "scenario.yaml"
    found.write_text(SCENARIO, encoding="utf-8")
    return found


def test_amounts_are_numbers_in_the_scenarios_currency(file):
    found = planner.load(file)
    pools = found.pool_by_id
    assert (pools["us"].cost_per_gpu_hour, pools["eu"].cost_per_gpu_hour) == (2.1, 2.5)
    assert pools["eu"].on_demand.cost_per_gpu_hour == 5
    assert pools["uk"].cost_per_gpu_hour == pytest.approx(3)
    assert found.accelerators["npu"].on_demand_per_hour == 5
    assert found.requests[0].cost == 1500
    assert found.requests[1].options[0].cost == 3
    assert found.rules[0].at_most == 2.5e6
    assert found.expect[0].at_most == 5


def test_a_metric_that_counts_in_money_takes_amounts_in_its_own_unit(file):
    found = planner.load(file)
    assert found.requests[0].metrics == {"revenue": 1250, "sales": 400}
    assert points(found)["b"] == pytest.approx(25), "half of revenue, which is half of all value"


def test_the_meaning_is_digested_and_not_the_notation(file):
    first = planner.load(file)
    file.write_text(SCENARIO.replace("2 EUR", "2.5").replace("GBP: 1.5", "GBP: 1.5, CHF: 1"), encoding="utf-8")
    assert digest(planner.load(file)) == digest(first)
    file.write_text(SCENARIO.replace("EUR: 1.25", "EUR: 1.3"), encoding="utf-8")
    assert digest(planner.load(file)) != digest(first)


def test_saving_keeps_what_was_not_edited_as_it_was_written(file):
    scenario = planner.load(file)
    planner.save(scenario, file)
    assert file.read_text(encoding="utf-8") == SCENARIO
    edited = adjust(scenario, ["pools.eu.gpus=12", "requests.a.cost=1600"])
    planner.save(edited, file)
    text = SCENARIO.replace("id: eu, accelerator: npu, gpus: 10", "id: eu, accelerator: npu, gpus: 12")
    assert file.read_text(encoding="utf-8") == text.replace("1_200 EUR", "1_600")
    assert digest(planner.load(file)) == digest(edited)
    dear = adjust(edited, ["pools.eu.on_demand.cost_per_gpu_hour=6 EUR"])
    planner.save(dear, file)
    assert planner.load(file).pool_by_id["eu"].on_demand.cost_per_gpu_hour == 7.5


def test_variants_settings_and_tables_say_amounts_too(file, tmp_path):
    (tmp_path / "variant.yaml").write_text(
        "format: 1\nextends: scenario.yaml\nchanges:\n  rates: {EUR: 2}\n"
        "  pools: {us: {cost_per_gpu_hour: {GBP: 2}}}\n  rules: {Budget: {at_most: {GBP: 1e6}}}\n",
        encoding="utf-8",
    )
    found = planner.load(tmp_path / "variant.yaml")
    assert [found.pool_by_id[name].cost_per_gpu_hour for name in ("us", "eu")] == [3, 4]
    assert found.rules[0].at_most == 1.5e6
    assert planner.load(file, ["rules.Budget.at_most=1e6 EUR"]).rules[0].at_most == 1.25e6
    assert planner.load(file, ["rates.EUR=2"]).pool_by_id["eu"].cost_per_gpu_hour == 4
    (tmp_path / "pools.csv").write_text("id,accelerator,gpus,cost_per_gpu_hour\neu,npu,10,2 EUR\n", encoding="utf-8")
    head, _, rest = SCENARIO.partition("pools:\n")
    file.write_text(f"{head}pools: pools.csv\nvalue:{rest.partition('value:')[2]}", encoding="utf-8")
    table = planner.load(file)
    assert table.pools[0].cost_per_gpu_hour == 2.5
    planner.save(adjust(table, ["pools.eu.gpus=12"]), file)
    assert (tmp_path / "pools.csv").read_text(encoding="utf-8").endswith("eu,npu,12,2 EUR\n")


def test_a_currency_without_a_rate_is_refused_where_it_stands(file):
    file.write_text(SCENARIO.replace("2 EUR", "2 CHF"), encoding="utf-8")
    with pytest.raises(InputError, match=r"yaml:8: pool eu: cost_per_gpu_hour must be .*'2 CHF'; .* needs its rate"):
        planner.load(file)
    file.write_text(SCENARIO.replace("{GBP: 2}", "{CHF: 2}"), encoding="utf-8")
    with pytest.raises(InputError, match="needs its rate"):
        planner.load(file)
    file.write_text(SCENARIO.replace("EUR: 1.25", "EUR: 1.25, USD: 2"), encoding="utf-8")
    with pytest.raises(InputError, match="must be 1, not 2"):
        planner.load(file)


def test_rates_of_what_was_read_change_in_the_file(file):
    with pytest.raises(InputError, match="are used once, when a file is read"):
        adjust(planner.load(file), ["rates.EUR=2"])
    with pytest.raises(InputError, match="are used once, when a file is read"):
        planner.vary(planner.load(file), {"rates": {"EUR": 2}})


def test_a_template_beside_a_backlog_in_another_currency_keeps_its_own(file, tmp_path):
    (tmp_path / "backlog.csv").write_text("Title,Revenue,Cost\nMaps,1000 EUR,200 EUR\n", encoding="utf-8")
    (tmp_path / "team.csv").write_text("id,name,cost [USD]\nbot,Bot,100\n", encoding="utf-8")
    found = planner.import_requests([tmp_path / "backlog.csv", tmp_path / "team.csv"], into=file).after
    assert {request.title: request.cost for request in found.requests[-2:]} == {"Bot": 100, "Maps": 250}


def test_an_imported_backlog_and_a_price_list_are_turned_by_the_rates(file, tmp_path):
    (tmp_path / "backlog.csv").write_text("Title,Revenue,Cost\nMaps,1000 EUR,200 EUR\n", encoding="utf-8")
    found = planner.import_requests(tmp_path / "backlog.csv", into=file)
    maps = found.after.requests[-1]
    assert (maps.cost, maps.metrics["revenue"]) == (250, 1250)
    assert "Costs are turned from EUR into USD: one EUR is 1.25 USD." in found.said
    (tmp_path / "prices.csv").write_text("GPU,Price per hour [EUR]\nH100 SXM,2.00\n", encoding="utf-8")
    file.write_text(
        SCENARIO.replace("accelerator: npu, gpus: 10, cost_per_gpu_hour: 2.10", "accelerator: H100-SXM, gpus: 1")
    )
    proposal = planner.import_inventory(tmp_path / "prices.csv", into=file)
    assert "prices in EUR are turned into USD, 1.25 for one" in " ".join(proposal.notes)
    assert proposal.after.pool_by_id["us"].cost_per_gpu_hour == 2.5


def test_editors_take_amounts_where_money_stands_and_nowhere_else(file):
    check = jsonschema.Draft202012Validator(schema())
    data = yaml.safe_load(SCENARIO)
    assert not [error.json_path for error in check.iter_errors(data)]
    data["pools"][0]["gpus"] = "5 EUR"
    assert [*check.iter_errors(data)]
