"""Every action as data: what it is called, its key, what it does, where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QKeySequence

from planner.desktop.actions import editing, files, going, importing, meeting, needs, trying, viewing
from planner.desktop.window.main_window import MainWindow
from planner.desktop.window.pages import TABS
from planner.desktop.window.panels import PANELS
from planner.languages.saying import LANGUAGES

Standard = QKeySequence.StandardKey
type Keys = str | QKeySequence.StandardKey
type Need = Callable[[MainWindow], bool]


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
    needs: tuple[Need, ...] = ()
    """What has to be there; else it can't be chosen."""


MENUS = ("&File", "&Edit", "&Plan", "&View", "&Help")
UNDO_AND_REDO = "&Edit"
"""The menu at whose top undo and redo stand; they belong to Qt's undo group."""
TABS_MENU, PANELS_MENU = "&View/Go to &tab", "&View/&Panels"
LANGUAGES_MENU = "&View/&Language"
"""Menus inside of a menu; the switches of the panels stand at the end of the second."""

ACTIONS = (
    Action("new_scenario", "&New scenario", files.new_scenario, "&File", Standard.New, "new",
           "An empty scenario in this workspace", in_toolbar=True, needs=(needs.workspace,)),
    Action("new_variant", "Duplicate as &variant", files.new_variant, "&File", "Ctrl+Shift+N", "duplicate",
           "A scenario that extends the open one", in_toolbar=True, needs=(needs.document,)),
    Action("open_workspace", "&Open workspace…", files.open_workspace, "&File", Standard.Open, "reveal",
           "Open another folder of scenarios"),
    Action("copy_workspace", "Copy &workspace…", files.copy_workspace, "&File", "", "duplicate",
           "Copy all scenarios to an empty folder, and work on there", ends_group=True, needs=(needs.workspace,)),
    Action("save", "&Save", files.save, "&File", Standard.Save, "save", "Write the open scenario to its file",
           in_toolbar=True, needs=(needs.document,)),
    Action("save_all", "Save a&ll", files.save_all, "&File", "Ctrl+Alt+S", "",
           "Write every scenario with unsaved changes to its file", needs=(needs.unsaved,)),
    Action("save_as", "Save &as…", files.save_as, "&File", "Ctrl+Shift+S", "",
           "Write the open scenario to another file", ends_group=True, needs=(needs.document,)),
    Action("rename", "&Rename scenario", files.rename, "&File", "Shift+F2", "rename", "Give it another name",
           needs=(needs.file,)),
    Action("discard", "Delete &to trash", files.discard, "&File", "", "trash", "Move the chosen scenario to the trash",
           needs=(needs.own_file,)),
    Action("reveal", "Show in &folder", files.reveal, "&File", "", "reveal", "Show where the file is",
           ends_group=True, needs=(needs.file,)),
    Action("import", "&Import…", importing.import_files, "&File", "Ctrl+I", "import",
           "Bring in backlogs (Jira, Aha!, Linear, RICE sheets …), clusters (Kubernetes, Slurm, lists of nodes) and"
           " price lists; files can be dropped on the window as well", in_toolbar=True, needs=(needs.workspace,)),
    Action("export", "&Export…", files.export, "&File", "Ctrl+E", "export", "Write the plan as CSV, XLSX or JSON",
           in_toolbar=True, needs=(needs.plan,)),
    Action("export_inputs", "Export inp&uts…", files.export_inputs, "&File", "", "",
           "Write the scenario as a workbook, with units, choices and a dictionary", needs=(needs.document,)),
    Action("export_slides", "Export &slides…", meeting.export_slides, "&File", "", "",
           "Write the slides of a meeting as pages of a PDF", needs=(needs.document,)),
    Action("copy_plan", "Copy plan as ta&ble", files.copy_plan, "&File", "Ctrl+Shift+C", "copy",
           "For mails, slides and spreadsheets", ends_group=True, needs=(needs.plan,)),
    Action("quit", "&Quit", files.quit_app, "&File", Standard.Quit),
    Action("cut", "Cu&t", editing.cut, "&Edit", Standard.Cut, "", "Copy the selected cells, and clear them",
           needs=(needs.cells,)),
    Action("copy", "&Copy", editing.copy, "&Edit", Standard.Copy, "copy", "Copy the selected cells",
           needs=(needs.something_to_copy,)),
    Action("paste", "&Paste", editing.paste, "&Edit", Standard.Paste, "", "Paste cells from a spreadsheet",
           needs=(needs.place_to_paste,)),
    Action("clear", "Clear ce&lls", editing.clear, "&Edit", "", "", "Leave the selected fields out", ends_group=True,
           needs=(needs.cells,)),
    Action("fill_down", "&Fill down", editing.fill_down, "&Edit", "Ctrl+Shift+D", "fill",
           "Repeat the top row of the selection below it", needs=(needs.cells,)),
    Action("set_selected", "&Set for all selected…", editing.set_selected, "&Edit", "Ctrl+Shift+A", "",
           "Type one value into every selected cell", needs=(needs.cells,)),
    Action("take_parent", "Take the pa&rent's value", editing.take_parent, "&Edit", "Ctrl+Shift+R", "parent",
           "Make the selected cells as they are in the scenario that is extended", ends_group=True,
           needs=(needs.parents_cells,)),
    Action("add_row", "&New row", editing.add_row, "&Edit", "Ctrl+Return", "add", "A new request or pool",
           in_toolbar=True, needs=(needs.document,)),
    Action("duplicate", "&Duplicate", editing.duplicate, "&Edit", "Ctrl+D", "duplicate",
           "A copy of the selected rows, or a variant of the chosen scenario", needs=(needs.document,)),
    Action("delete_rows", "D&elete rows", editing.delete_rows, "&Edit", "Ctrl+Backspace", "trash",
           "Take the selected rows away", needs=(needs.cells,)),
    Action("new_rule", "New r&ule…", editing.new_rule, "&Edit", "Ctrl+Shift+U", "", "Build a rule", ends_group=True,
           needs=(needs.document,)),
    Action("find", "F&ind", editing.find, "&Edit", Standard.Find, "search", "Filter the rows", needs=(needs.document,)),
    Action("solve", "&Solve", viewing.solve, "&Plan", "F5", "solve", "Find the best plan now", in_toolbar=True,
           needs=(needs.document,)),
    Action("cancel", "&Cancel", viewing.cancel, "&Plan", "Shift+F5", "cancel",
           "Stop solving, and keep the best plan found so far", ends_group=True, needs=(needs.solving,)),
    Action("promise", "Try it &promised", trying.promise, "&Plan", "Alt+Up", "up",
           "Solve with the chosen request promised in full: what it costs, and who pays", needs=(needs.plan_in_front,)),
    Action("do_without", "Try &without it", trying.do_without, "&Plan", "Alt+Down", "down",
           "Solve without the chosen request: what that frees, and for whom",
           needs=(needs.plan_in_front,)),
    Action("ask", "&Would a request be funded?…", trying.ask, "&Plan", "Ctrl+Shift+F", "",
           "Ask about a request that is in no scenario yet: the decision, who makes room, what would get it in",
           ends_group=True, needs=(needs.document,)),
    Action("keep_trial", "&Keep the what-if", trying.keep, "&Plan", "Ctrl+Shift+K", "",
           "Make the scenario as the what-if sliders have it", needs=(needs.trial,)),
    Action("trial_as_variant", "What-if as &variant", trying.keep_as_variant, "&Plan", "Ctrl+Shift+V", "",
           "Keep what the what-if sliders have in a new scenario that extends this one", needs=(needs.trial,)),
    Action("drop_trial", "&Drop the what-if", trying.drop, "&Plan", "Ctrl+Shift+X", "",
           "Go back to the scenario as it is", needs=(needs.trial,)),
    Action("palette", "&Commands…", going.show_palette, "&View", "Ctrl+K", "search",
           "Find any command, scenario or request by name", in_toolbar=True, ends_group=True),
    *(
        Action(f"go_to_tab_{k}", f"Go to &{title}", partial(going.go_to_tab, tab=k - 1), TABS_MENU, f"Ctrl+{k}",
               needs=(needs.document,))
        for k, title in enumerate(TABS, 1)
    ),
    Action("next_tab", "&Next tab", going.next_tab, TABS_MENU, "Ctrl+PgDown", needs=(needs.document,)),
    Action("previous_tab", "Pre&vious tab", going.previous_tab, TABS_MENU, "Ctrl+PgUp", needs=(needs.document,)),
    *(
        Action(f"show_{name}", f"Show {title}", partial(going.show_panel, name=name), PANELS_MENU, f"Alt+{k}")
        for k, (name, title) in enumerate(PANELS.items(), 1)
    ),
    Action("meeting", "&Meeting", meeting.meet, "&View", "F11", "",
           "The whole screen, one idea a slide, in type that is read from the back of a room",
           needs=(needs.document,)),
    Action("switch_theme", "Switch &light and dark", viewing.switch_theme, "&View", "Ctrl+Shift+L"),
    Action("language_system", "As the &system has it", partial(viewing.speak, "system"), LANGUAGES_MENU, "", "",
           "The language of the app, from its next start on"),
    *(Action(f"language_{code}", name, partial(viewing.speak, code), LANGUAGES_MENU, "", "",
             "The language of the app, from its next start on") for code, name in LANGUAGES.items()),
    Action("reset_layout", "&Reset layout", viewing.reset_layout, "&View", "", "",
           "Put every panel back in its place", ends_group=True),
    Action("glossary", "&Words and keys", going.show_glossary, "&Help", "F1", "",
           "What the words on the screen mean, and what the keys do"),
    Action("about", "&About GPU Planner", viewing.about, "&Help"),
)  # fmt: skip
