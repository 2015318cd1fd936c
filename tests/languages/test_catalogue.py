"""A text that is said anywhere is in every catalogue, and nothing else is."""

import json
import re
from pathlib import Path

import pytest

import planner
from planner.desktop.look.labels import Text
from planner.languages import saying
from planner.languages.catalogue import catalogue, entries
from planner.languages.saying import LANGUAGES, nearest, say, say_n, speak
from tests.languages.texts import all_texts

OTHERS = [code for code in LANGUAGES if code != saying.ENGLISH]
PART = re.compile(r"\{(\w*)\}")


@pytest.fixture(autouse=True)
def _english_again():
    yield
    speak(saying.ENGLISH)


def written(code):
    return Path(planner.__file__).parent / "languages" / f"{code}.po"


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_has_a_translation(code):
    known = catalogue(code)
    missing = [
        f'# {where}\nmsgid {json.dumps(text, ensure_ascii=False)}\nmsgstr ""'
        for text, where in all_texts().items()
        if text not in known
    ]
    assert not missing, (
        f"add these to planner/languages/{code}.po, each with what it is in that language as msgstr "
        "(any place will do; double quotes around both):\n\n" + "\n\n".join(missing)
    )


@pytest.mark.parametrize("code", OTHERS)
def test_no_translation_is_of_a_text_that_nothing_says(code):
    left = [text for text in catalogue(code) if text not in all_texts()]
    assert not left, f"take these out of planner/languages/{code}.po, or say them: {left}"


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_parts_of_its_text(code):
    other = {text: said for text, said in catalogue(code).items() if set(PART.findall(text)) != set(PART.findall(said))}
    assert not other


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_holds_each_text_once(code):
    texts = [text for text, _ in entries(written(code).read_text(encoding="utf-8"))]
    assert len(texts) == len(set(texts))


def test_an_entry_may_run_over_lines():
    assert dict(entries('msgid ""\nmsgstr "Language: x\\n"\n\nmsgid ""\n"one "\n"two"\nmsgstr "eins "\n"zwei"\n')) == {
        "": "Language: x\n",
        "one two": "eins zwei",
    }


def test_without_a_language_everything_is_english():
    assert say("{count} rows", count=3) == "3 rows" and say_n(1, "{count} row", "{count} rows") == "1 row"


def test_a_language_orders_a_sentence_in_its_own_way():
    speak("zh_CN")
    assert say("{column} of {name}", column="份额", name="Search") == "Search 的份额"
    assert say("Nobody translated this") == "Nobody translated this"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("zh_CN", "zh_CN"), ("zh-Hans-SG", "zh_CN"), ("zh_CN.UTF-8", "zh_CN"), ("zh_TW", "en"), ("zh-Hant-HK", "en"),
     ("en_GB", "en"), ("de_DE", "en"), ("C", "en"), ("", "en")],
)  # fmt: skip
def test_the_nearest_language_is_one_in_the_same_script(wanted, found):
    assert nearest(wanted) == found


def test_what_is_said_is_plain_and_whoever_shows_it_keeps_names_from_the_right_apart(qapp):
    said = say("Show request {name}", name="חיפוש")
    assert said == "Show request חיפוש"
    assert Text(said).text() == "Show request \u2068חיפוש\u2069"
