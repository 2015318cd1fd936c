"""Every action as data: what it is called, its key, what it does, where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from planner.desktop.commands import editing, files, trying, viewing

if TYPE_CHECKING:
    from planner.desktop.main_window import MainWindow

Standard = QKeySequence.StandardKey
type Keys = str | QKeySequence.StandardKey


@dataclass(frozen=True)
class Action:
    """Something that a user can do, from a menu, by a key or from the palette."""

    name: str
    text: str
    slot: Callable[[MainWindow], object]
    menu: str
    keys: Keys = ""
    icon: str = ""
    tip: str = ""
    in_toolbar: bool = False
    ends_group: bool = False
    """A line stands below it in the menu."""


MENUS = ("&File", "&Edit", "&Plan", "&View", "&Help")
UNDO_AND_REDO = "&Edit"
"""The menu at whose top undo and redo stand; they belong to Qt's undo group."""
PANELS = "&View"
"""The menu at whose end the switches of the panels stand."""

ACTIONS = (
    Action("new_scenario", "&New scenario", files.new_scenario, "&File", Standard.New, "new",
           "An empty scenario in this workspace", in_toolbar=True),
    Action("new_variant", "Duplicate as &variant", files.new_variant, "&File", "Ctrl+Shift+N", "duplicate",
           "A scenario that extends the open one", in_toolbar=True),
    Action("open_workspace", "&Open workspace…", files.open_workspace, "&File", Standard.Open, "reveal",
           "Open another folder of scenarios"),
    Action("copy_workspace", "Copy &workspace…", files.copy_workspace, "&File", "", "duplicate",
           "Copy all scenarios to an empty folder, and work on there", ends_group=True),
    Action("save", "&Save", files.save, "&File", Standard.Save, "save", "Write the open scenario to its file",
           in_toolbar=True),
    Action("save_as", "Save &as…", files.save_as, "&File", "Ctrl+Shift+S", "",
           "Write the open scenario to another file", ends_group=True),
    Action("rename", "&Rename scenario", files.rename, "&File", "Shift+F2", "rename", "Give it another name"),
    Action("discard", "Delete &to trash", files.discard, "&File", "", "trash", "Move the chosen scenario to the trash"),
    Action("reveal", "Show in &folder", files.reveal, "&File", "", "reveal", "Show where the file is",
           ends_group=True),
    Action("export", "&Export…", files.export, "&File", "Ctrl+E", "export", "Write the plan as CSV, XLSX or JSON",
           in_toolbar=True),
    Action("copy_plan", "Copy plan as ta&ble", files.copy_plan, "&File", "Ctrl+Shift+C", "copy",
           "For mails, slides and spreadsheets", ends_group=True),
    Action("quit", "&Quit", files.quit_app, "&File", Standard.Quit),
    Action("copy", "&Copy", editing.copy, "&Edit", Standard.Copy, "copy", "Copy the selected cells"),
    Action("paste", "&Paste", editing.paste, "&Edit", Standard.Paste, "", "Paste cells from a spreadsheet"),
    Action("clear", "Clear ce&lls", editing.clear, "&Edit", "", "", "Leave the selected fields out", ends_group=True),
    Action("fill_down", "&Fill down", editing.fill_down, "&Edit", "Ctrl+Shift+D", "fill",
           "Repeat the top row of the selection below it"),
    Action("set_selected", "&Set for all selected…", editing.set_selected, "&Edit", "Ctrl+Shift+A", "",
           "Type one value into every selected cell"),
    Action("take_parent", "Take the pa&rent's value", editing.take_parent, "&Edit", "Ctrl+Shift+R", "parent",
           "Make the selected cells as they are in the scenario that is extended", ends_group=True),
    Action("add_row", "&New row", editing.add_row, "&Edit", "Ctrl+Return", "add", "A new request or pool",
           in_toolbar=True),
    Action("duplicate", "&Duplicate", editing.duplicate, "&Edit", "Ctrl+D", "duplicate",
           "A copy of the selected rows, or a variant of the chosen scenario"),
    Action("delete_rows", "D&elete rows", editing.delete_rows, "&Edit", "Ctrl+Backspace", "trash",
           "Take the selected rows away"),
    Action("new_rule", "New r&ule…", editing.new_rule, "&Edit", "Ctrl+Shift+U", "", "Build a rule", ends_group=True),
    Action("find", "F&ind", editing.find, "&Edit", Standard.Find, "search", "Filter the rows"),
    Action("solve", "&Solve", viewing.solve, "&Plan", "F5", "solve", "Find the best plan now", in_toolbar=True),
    Action("cancel", "&Cancel", viewing.cancel, "&Plan", "Shift+F5", "cancel",
           "Stop solving, and keep the best plan found so far", ends_group=True),
    Action("keep_trial", "&Keep the what-if", trying.keep, "&Plan", "Ctrl+Shift+K", "",
           "Make the scenario as the what-if sliders have it"),
    Action("trial_as_variant", "What-if as &variant", trying.keep_as_variant, "&Plan", "Ctrl+Shift+V", "",
           "Keep what the what-if sliders have in a new scenario that extends this one"),
    Action("drop_trial", "&Drop the what-if", trying.drop, "&Plan", "Ctrl+Shift+X", "",
           "Go back to the scenario as it is"),
    Action("palette", "&Commands…", viewing.show_palette, "&View", "Ctrl+K", "search", "Find any command by name",
           in_toolbar=True),
    Action("next_tab", "&Next tab", viewing.next_tab, "&View", "Ctrl+PgDown"),
    Action("previous_tab", "&Previous tab", viewing.previous_tab, "&View", "Ctrl+PgUp"),
    Action("switch_theme", "Switch &light and dark", viewing.switch_theme, "&View", "Ctrl+Shift+L"),
    Action("reset_layout", "&Reset layout", viewing.reset_layout, "&View", "", "",
           "Put every panel back in its place", ends_group=True),
    Action("about", "&About GPU Planner", viewing.about, "&Help"),
)  # fmt: skip
