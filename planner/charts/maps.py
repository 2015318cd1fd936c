"""Maps: cells between two axes, coloured by how much is in them."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from planner.charts.theme import Theme

type Colour = tuple[float, float, float, float]
"""Red, green, blue and how opaque it is, each from 0 to 1."""


def shades_of(theme: Theme) -> LinearSegmentedColormap:
    """The colours from nothing to much."""
    return LinearSegmentedColormap.from_list(f"heat {theme.name}", theme.heat)


def ink_on(ground: Colour) -> str:
    """What can be read on a colour: black where its luma (ITU-R BT.601) is high, else white."""
    red, green, blue, _ = ground
    return "#14171b" if 0.299 * red + 0.587 * green + 0.114 * blue > 0.55 else "#ffffff"


def unframed(axes: Axes) -> None:
    """Axes of which only the names are seen."""
    axes.grid(False)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
