"""``gpu-planner answers`` writes a folder of pages."""


def test_a_folder_with_a_page_for_each_team_is_written(cli, small, tmp_path):
    folder = tmp_path / "deep" / "answers"
    code, out, err = cli("answers", small, "-o", folder, "--quick")
    assert (code, err) == (0, "")
    assert "index.html" in out
    names = {file.name for file in folder.iterdir()}
    assert {"index.html", "index.md"} <= names
    assert {name[:-5] for name in names if name.endswith(".html")} == {n[:-3] for n in names if n.endswith(".md")}


def test_a_file_in_the_way_stays_as_it_is(cli, small, tmp_path):
    (tmp_path / "answers").write_text("mine")
    code, _, err = cli("answers", small, "-o", tmp_path / "answers")
    assert code == 2
    assert "is a file; name a folder" in err
    assert (tmp_path / "answers").read_text() == "mine"
