"""matplotlib as it comes: nobody's settings, and no file in a workspace, change how a chart looks."""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def load() -> None:
    """Import matplotlib beside its own defaults: it reads a ``matplotlibrc`` in the working folder before any other."""
    spec = importlib.util.find_spec("matplotlib")
    if "matplotlib" not in sys.modules and spec is not None and spec.origin is not None:
        with contextlib.suppress(FileNotFoundError), contextlib.chdir(Path(spec.origin).parent / "mpl-data"):
            import matplotlib  # noqa: F401


LETTERS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei",
    "SimHei", "WenQuanYi Micro Hei", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Hiragino Sans",
    "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK HK", "Arial Unicode MS",
)  # fmt: skip
"""Families with the letters that matplotlib's own lacks, the first choice first; taken where the system has them."""


@functools.cache
def families() -> tuple[str, ...]:
    """What charts are set in: matplotlib's own family, and one behind it for names in other scripts."""
    from matplotlib.font_manager import fontManager

    known = set(fontManager.get_font_names())
    return ("sans-serif", *[name for name in LETTERS if name in known][:1])


@contextlib.contextmanager
def as_it_comes(**more: Any) -> Iterator[None]:
    """What is drawn or written inside has matplotlib's defaults and letters for other scripts.

    ``more``: some of its settings besides (dots as ``__``).
    """
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        settings: Any = mpl.rcParams
        settings["font.family"] = list(families())
        settings.update({name.replace("__", "."): value for name, value in more.items()})
        yield
