"""The commands, and what becomes of errors: a message, an exit code, never a traceback."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer
import typer.core
import typer.main

import planner
from planner.cli.console import say
from planner.cli.listed import COMMANDS
from planner.errors import PlannerError

UNEXPECTED = 70
"""Exit code of a fault of ours (EX_SOFTWARE)."""
INTERRUPTED = 130
"""Exit code of a command that Ctrl-C ended outside of a solve (128 + SIGINT)."""
UsageErrors: type[Exception] = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""What is wrong with a command; newer Typers carry a click of their own, and export only what derives from this."""


class Commands(typer.core.TyperGroup):
    """Lists the commands, and loads the module of the one that is called."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed if name is None else loaded(name), rest


app = typer.Typer(
    name="gpu-planner",
    cls=Commands,
    help="Decide who gets scarce GPUs: the best plan, proved, and every decision explained.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for _name, _summary in COMMANDS.items():
    app.command(_name, help=_summary)(lambda: None)


def loaded(name: str) -> Any:
    """The command of a name, with its options."""
    one = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    module = f"{name}_" if iskeyword(name) else name
    function = getattr(import_module(f"planner.cli.commands.{module}"), module)
    text, settings = function.__doc__ or COMMANDS[name], getattr(sys.modules[function.__module__], "SETTINGS", None)
    one.command(name, help=text, context_settings=settings)(function)  # Python -OO takes docstrings away
    return typer.main.get_command(one)


def _version(wanted: bool) -> None:
    if wanted:
        say(f"gpu-planner {planner.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    pass


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a sign of ours or of a name shows the rest
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    try:
        code = app(args=arguments, prog_name="gpu-planner", standalone_mode=False)
        sys.stdout.flush()  # here a reader who has gone can still be told from a fault
        return code if isinstance(code, int) else 0
    except UsageErrors as error:
        usage: Any = error
        usage.show(said := io.StringIO())
        say(said.getvalue(), err=True, nl=False)
        return PlannerError.exit_code
    except PlannerError as error:
        say(str(error), err=True)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        say("Stopped.", err=True)
        return INTERRUPTED
    except (BrokenPipeError, SystemExit) as stop:
        # Typer turns a broken pipe into an exit with 1, which says something else here
        if not isinstance(stop, BrokenPipeError) and not isinstance(stop.__context__, BrokenPipeError):
            raise
        # whoever read our output has gone: nothing is left to say, and no second complaint at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except Exception as error:
        if os.environ.get("GPU_PLANNER_DEBUG"):
            raise
        return _unexpected(error)


def _unexpected(error: Exception) -> int:
    """Say what stopped a command that is neither the user's fault nor foreseen."""
    if isinstance(error, OSError) and error.strerror:  # a full disk, a device that has gone: no fault of ours
        say(f"Stopped: {': '.join(filter(None, [str(error.filename or ''), error.strerror]))}.", err=True)
        return PlannerError.exit_code
    say(
        f"gpu-planner has a fault of its own ({type(error).__name__}: {error}). "
        "Please report it with the scenario; GPU_PLANNER_DEBUG=1 shows the details.",
        err=True,
    )
    return UNEXPECTED
