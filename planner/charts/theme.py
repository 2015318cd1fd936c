"""Colours. The palette is Okabe and Ito's, which the colour-blind can tell apart (Color Universal Design, 2008).

On dark ground the same hues are lighter, so that text keeps a contrast of 4.5 and marks one of 3 (WCAG 2.2).
"""

from __future__ import annotations

from dataclasses import dataclass

MARKERS = {"fund": "o", "trim": "s", "defer": "^", "decline": "X"}
"""Shapes tell decisions apart also in a grey print."""


@dataclass(frozen=True)
class Theme:
    """One way to draw: on light or on dark ground."""

    name: str
    ground: str
    ink: str
    muted: str
    grid: str
    accent: str
    decisions: dict[str, str]
    palette: tuple[str, ...]
    others: str
    """What is counted together."""
    heat: tuple[str, ...]
    """From nothing to much."""

    def colour(self, k: int) -> str:
        """The k-th colour of the palette, from the start again after the last."""
        return self.palette[k % len(self.palette)]


LIGHT = Theme(
    name="light",
    ground="#ffffff",
    ink="#1b1f24",
    muted="#59626e",
    grid="#e3e7ec",
    accent="#0b5cad",
    decisions={"fund": "#00805f", "trim": "#8f5b00", "defer": "#7a4fb5", "decline": "#c04a00"},
    palette=("#0072b2", "#d98c00", "#009e73", "#b5578c", "#3f9fd1", "#c44e00", "#8a8200", "#5b5b5b"),
    others="#b9c0c9",
    heat=("#f6f8fb", "#9cc7e6", "#2a7ab8", "#0b3c6b"),
)
DARK = Theme(
    name="dark",
    ground="#1b1d22",
    ink="#e8ebef",
    muted="#a2abb6",
    grid="#30363f",
    accent="#6db3f2",
    decisions={"fund": "#3fc39a", "trim": "#e6a940", "defer": "#b79cf0", "decline": "#f2854a"},
    palette=("#4da6e0", "#e6a940", "#3fc39a", "#dd8fbd", "#8ccdf2", "#f2854a", "#d9d058", "#a8a8a8"),
    others="#59626e",
    heat=("#23272e", "#1f5480", "#3f9fd1", "#c4e4f7"),
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
