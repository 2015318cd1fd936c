"""What a save from the app would lose of a file is known before it is lost."""

import pytest

from planner.files.originals import loses


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("format: 1\n", ()),
        ("format: 1 # one\n", ("comments",)),
        ("a: &a {x: 1}\nb: {<<: *a}\n", ("anchors",)),
        ("# x\na: &a 1\nb: *a\nrequests: r.csv\n", ("comments", "anchors", "tables")),
        ("notes: a * b, 5 * 4 and '*c'\nname: '#1'\n", ()),
    ],
)
def test_comments_anchors_and_tables_are_lost(tmp_path, text, lost):
    (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
    assert loses(tmp_path / "s.yaml") == lost
