"""What Qt gives to say which cell is meant."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

type Index = QModelIndex | QPersistentModelIndex
