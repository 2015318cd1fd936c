"""Tables come in the encodings that spreadsheets write, and what is not sure is refused, not read wrongly."""

import pytest

import planner
from planner.errors import InputError
from planner.files.encodings import encoded
from planner.files.saving import save

WESTERN = {
    "German": "id;name\n1;Größe der Märkte\n2;Übersetzung – „schnell“, 3 €\n",
    "French": "id;name\n1;Cœur de métier créé à l’été\n2;« Être » où ça naît\n",
    "Spanish": "id;name\n1;¿Qué año?\n2;Señal – 3.º trimestre\n",
    "Portuguese": "id;name\n1;Previsão de ações\n",
    "Danish": "id;name\n1;Søgning på øer\n",
}
OTHERS = {
    "cp1251": "id;name\n1;Поиск ответов\n",
    "cp1250": "id;name\n1;Małgorzata – ścieżka źródła\n",
    "cp1254": "id;name\n1;Çalışma grubu ışığı\n",
    "cp1253": "id;name\n1;Αναζήτηση\n",
    "mac_roman": "id;name\n1;Müller größer\n",
    "cp932": "id;name\n1;検索の回答\n",
    "gbk": "id;name\n1;搜索答案\n",
    "euc_kr": "id;name\n1;검색 답변\n",
}


@pytest.mark.parametrize("name", WESTERN)
def test_western_tables_of_windows_are_read_and_the_lines_are_said(name):
    text = WESTERN[name]
    found = encoded(text.encode("cp1252"), "t.csv")
    assert found.text == text
    assert "Windows-1252" in found.doubt and "2" in found.doubt


@pytest.mark.parametrize("name", OTHERS)
def test_other_code_pages_are_refused_and_never_read_wrongly(name):
    with pytest.raises(InputError, match="UTF-8") as caught:
        encoded(OTHERS[name].encode(name), "t.csv")
    assert "line 2" in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [*WESTERN.values(), *OTHERS.values()])
def test_unicode_is_read_whatever_its_form_and_nothing_is_said(encoding, text):
    found = encoded(text.encode(encoding), "t.csv")
    assert (found.text, found.doubt) == (text, "")
    assert found.again(text) == text.encode(encoding)


def test_one_foreign_name_does_not_spoil_a_file_that_is_clear():
    text = "id;name\n" + "1;Größe für Köln\n" * 10 + "2;Šimon\n"
    assert encoded(text.encode("cp1252"), "t.csv").text == text


def test_damaged_utf_8_stays_damaged():
    with pytest.raises(InputError, match="not text in UTF-8"):
        encoded("Größe, Märkte, Übersetzung".encode() + b"\xff", "t.csv")


def test_an_edit_is_saved_in_the_encoding_of_the_table(tmp_path):
    table, file = tmp_path / "requests.csv", tmp_path / "s.yaml"
    table.write_bytes("id,name,demand.gpus\na,Größe,8\nb,Zweites,8\n".encode("cp1252"))
    file.write_text("format: 1\ncalendar: {start: 2027-01, periods: 1}\npools: []\nrequests: requests.csv\n")
    scenario = planner.load(file)
    assert scenario.request_by_id["a"].name == "Größe"
    save(planner.vary(scenario, {"requests": {"b": {"name": "Für später"}}}), file)
    assert table.read_bytes() == "id,name,demand.gpus\na,Größe,8\nb,Für später,8\n".encode("cp1252")
    save(planner.vary(planner.load(file), {"requests": {"b": {"name": "検索"}}}), file)
    assert table.read_bytes() == "id,name,demand.gpus\na,Größe,8\nb,検索,8\n".encode("utf-8-sig")
    assert planner.load(file).request_by_id["b"].name == "検索"
