"""A file that can't be read is one clear sentence, never a traceback."""

import pytest

from planner.errors import InputError
from planner.files.text import LARGEST, read_text


def refused(path):
    with pytest.raises(InputError) as caught:
        read_text(path)
    assert len(caught.value.faults) == 1
    return str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    assert refused(tmp_path / "no.yaml") == f"{tmp_path / 'no.yaml'}: there is no such file"


def test_a_folder_is_no_file(tmp_path):
    assert "is a folder" in refused(tmp_path)


def test_a_huge_file_is_refused_by_its_size(tmp_path):
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)  # sparse: nothing is written, and nothing may be read
    assert "at most 50 MB" in refused(path)


@pytest.mark.parametrize("data", [b"", b"  \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path, data):
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    assert "is empty" in refused(path)


def test_a_binary_names_its_first_zero_byte(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"ab\0c")
    assert "byte 3 is zero" in refused(path)


def test_another_encoding_names_byte_and_line(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes("format: 1\nname: München".encode("latin-1"))
    assert "byte 18 (0xfc) in line 2" in refused(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_with_a_byte_order_mark_is_read(tmp_path, encoding):
    path = tmp_path / "a.yaml"
    path.write_bytes("name: Zürich 東京".encode(encoding))
    assert read_text(path) == "name: Zürich 東京"
