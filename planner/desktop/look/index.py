"""What Qt gives to say which cell is meant, and where its text stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

type Index = QModelIndex | QPersistentModelIndex

NOWHERE = QModelIndex()
"""No cell; the parent of those of a table."""
AT_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LINE = "\u2028"
"""Where a line ends in a text that is drawn."""
