"""Saying something in the language of whoever reads it.

A text is a whole sentence, or a name by itself, with ``{parts}`` where names, amounts and dates stand; so another
language can order them in its own way. The English text is the key: where no language was chosen, it is what is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.languages.catalogue import catalogue

ENGLISH = "en"
LANGUAGES: Mapping[str, str] = MappingProxyType({ENGLISH: "English", "zh_CN": "简体中文"})
"""Every language by its code, called as those call it who speak it."""


SIZES: Mapping[str, tuple[tuple[float, str], ...]] = MappingProxyType(
    {ENGLISH: ((1e9, "bn"), (1e6, "M"), (1e3, "k")), "zh_CN": ((1e8, "亿"), (1e4, "万"))}
)
"""From which number on it is counted in what, and the sign of that, by language."""


class _Spoken:
    """The one language of the process."""

    language = ENGLISH
    texts: Mapping[str, str] = MappingProxyType({})


def speak(language: str) -> None:
    """Say everything in a language from now on; one that is not known is English."""
    known = language if language in LANGUAGES else ENGLISH
    _Spoken.texts = catalogue(known) if known != ENGLISH else MappingProxyType({})
    _Spoken.language = known


def language() -> str:
    """The code of what is spoken now."""
    return _Spoken.language


def sizes() -> tuple[tuple[float, str], ...]:
    """From which number on it is counted in what, and the sign of that, where this language is spoken."""
    return SIZES[_Spoken.language]


def nearest(wanted: str) -> str:
    """The language that a system's setting comes nearest to: ``zh_CN`` for ``zh-Hans-SG`` or ``zh_CN.UTF-8``."""
    code = wanted.replace("-", "_").partition(".")[0]
    is_other_script = "Hant" in code or code.startswith(("zh_TW", "zh_HK", "zh_MO"))
    spoken = code.partition("_")[0]
    found = (known for known in LANGUAGES if known.partition("_")[0] == spoken)
    return ENGLISH if is_other_script else next(found, ENGLISH)


def say(text: str, /, **parts: object) -> str:
    """The text in the language that is spoken, with its ``{parts}`` filled in.

    Plain, as files and scripts take it: whoever shows it keeps apart what runs from the right (``letters.isolated``).
    """
    found = _Spoken.texts.get(text, text)
    return found.format(**parts) if parts else found


def say_n(count: float, one: str, several: str, /, **parts: object) -> str:
    """A text for one thing or for several, with their ``{count}`` and its other ``{parts}`` filled in."""
    return say(one if count == 1 else several, **{"count": count, **parts})
