"""A table as plain Python values, column by column; a pandas frame where somebody asks for one.

Nothing that is printed or written needs pandas, which takes longer to load than a small plan to find.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

type Columns = Table | pd.DataFrame
"""What gives the cells of a column by its name."""


class Table:
    """Columns of one length, by name."""

    def __init__(self, columns: Mapping[str, list[Any]]) -> None:
        self.columns = dict(columns)

    def __getitem__(self, name: str) -> list[Any]:
        return self.columns[name]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(next(iter(self.columns.values()), []))

    def __reduce__(self) -> tuple[type[Table], tuple[dict[str, list[Any]]]]:
        """Without the frame, which can be made anew."""
        return Table, (self.columns,)

    def rows(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """Some columns, row by row; all of them where none is named."""
        return zip(*(self.columns[name] for name in names or self.columns), strict=True)

    def records(self, *names: str) -> list[dict[str, Any]]:
        """The same, each row by the names of its columns."""
        return [dict(zip(names or self.columns, row, strict=True)) for row in self.rows(*names)]

    def among(self, **known: Container[Any]) -> Table:
        """The rows whose cells in some columns are among some values."""
        kept = [
            all(cell in values for cell, values in zip(row, known.values(), strict=True)) for row in self.rows(*known)
        ]
        return Table({name: list(compress(cells, kept)) for name, cells in self.columns.items()})

    def replaced(self, **columns: list[Any]) -> Table:
        """The table with other cells in some of its columns."""
        return Table(self.columns | columns)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The same as a pandas frame."""
        import pandas as pd

        return pd.DataFrame(self.columns if len(self) else [], columns=[*self.columns])
