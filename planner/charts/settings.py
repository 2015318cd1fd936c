"""matplotlib as it comes: nobody's settings, and no file in a workspace, change how a chart looks."""

from __future__ import annotations

import contextlib
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


@contextlib.contextmanager
def as_it_comes(**more: Any) -> Iterator[None]:
    """What is drawn or written inside has matplotlib's defaults, and ``more`` of its settings (dots as ``__``)."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        settings: Any = mpl.rcParams
        settings.update({name.replace("__", "."): value for name, value in more.items()})
        yield
