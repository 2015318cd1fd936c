"""The first column of a table, which stays at the left while the others move below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from planner.desktop.look.focus import draw_cursor


class FrozenColumn(QTableView):
    """A second view of the same rows and the same selection, laid over the left edge of the first.

    Only sight and the mouse are its own: keys go to the table. It wants a delegate of its own, as what that commits is
    not the table's.
    """

    def __init__(self, table: QTableView, row_height: int) -> None:
        super().__init__(table)
        self._table = table
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "frozen")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        self._set_up_header(table.horizontalHeader(), self.horizontalHeader())
        mine, theirs = self.verticalScrollBar(), table.verticalScrollBar()
        theirs.valueChanged.connect(lambda where: mine.setValue(where))
        mine.valueChanged.connect(lambda where: theirs.setValue(where))
        self.model().modelReset.connect(self.lay_out)
        table.viewport().installEventFilter(self)
        self.lay_out()

    @property
    def room(self) -> int:
        """Width that it takes from the table [px]; 0 while the column is hidden."""
        return 0 if self._table.isColumnHidden(0) else self._table.columnWidth(0)

    def lay_out(self) -> None:
        """Lie over the table's first column, as wide and as high as that is."""
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column > 0)
        self.setColumnWidth(0, self._table.columnWidth(0))
        edge, header = self._table.frameWidth(), self._table.horizontalHeader()
        self.horizontalHeader().setFixedHeight(header.height() or header.sizeHint().height())
        height = self._table.viewport().height() + self.horizontalHeader().height()
        self.setGeometry(edge, edge, self.room, height)
        self.setVisible(self.room > 0)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        at = self._table.currentIndex()
        if at.isValid() and at.column() == 0:
            draw_cursor(self._table, self, self.visualRect(at))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What an editor leaves is not the table's: the editor is still about to hand over what was typed."""
        event.accept()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Give the keyboard back to the table, which goes on from here as after an edit of its own."""
        had_focus = editor.hasFocus()
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if had_focus:
            self._table.setFocus()
        self._table.closeEditor(None, hint)  # type: ignore[arg-type]  # Qt takes none where it is closed already

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the room that the table has for its rows, once scroll bars have taken theirs."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.lay_out()
        return super().eventFilter(watched, event)

    def _set_up_header(self, theirs: QHeaderView, mine: QHeaderView) -> None:
        mine.setSectionsClickable(True)
        mine.setHighlightSections(False)
        mine.setSortIndicatorShown(True)
        mine.setSortIndicatorClearable(True)
        mine.setSortIndicator(theirs.sortIndicatorSection(), theirs.sortIndicatorOrder())
        mine.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        mine.sortIndicatorChanged.connect(lambda column, order: theirs.setSortIndicator(column, order))
        theirs.sortIndicatorChanged.connect(lambda column, order: mine.setSortIndicator(column, order))
        mine.sectionResized.connect(self._widen)
        theirs.sectionResized.connect(lambda column, *_: self.lay_out() if column == 0 else None)
        theirs.geometriesChanged.connect(self.lay_out)

    def _widen(self, column: int, _before: int, width: int) -> None:
        if column == 0 and width and width != self._table.columnWidth(0):
            self._table.setColumnWidth(0, width)
