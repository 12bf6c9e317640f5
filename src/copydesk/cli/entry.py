"""From the command's words to an exit code: every failure ends here as one line and a hint."""

import errno
import os
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

import click

from copydesk.cli import exits, signals
from copydesk.cli.commands import copydesk
from copydesk.cli.handing_out import export, forget, verify_export
from copydesk.cli.history import diff, replay
from copydesk.cli.planned import plan
from copydesk.cli.rules import rules
from copydesk.cli.searching import kwic, search
from copydesk.cli.terminal import say, say_error
from copydesk.errors import CopydeskError

for _command in (search, kwic, plan, diff, replay, rules, export, verify_export, forget):
    copydesk.add_command(_command)

_REFUSALS: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO))


def main() -> NoReturn:
    """Run the command of this process and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    signals.listen()
    sys.exit(invoke(sys.argv[1:]))


def invoke(arguments: Sequence[str]) -> int:
    """Run the command with ``arguments`` and return its exit code; errors are told on stderr."""
    try:
        with copydesk.make_context("copydesk", list(arguments) or ["--help"]) as context:
            copydesk.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.format_message())
    except click.UsageError as error:
        return _usage(error)
    except signals.Terminated:
        return signals.told(exits.TERMINATED)
    except (click.Abort, KeyboardInterrupt):
        if sys.stderr.isatty():
            sys.stderr.write("\n")  # the terminal has put ^C on the line
        return signals.told(exits.INTERRUPTED)
    except CopydeskError as error:
        say_error(str(error), error.advice)
        return error.exit_code
    except BrokenPipeError:
        # who read our output has seen enough; without this Python complains once more at its exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        code = signals.heard()
        return _unexpected(error) if code is None else signals.told(code)
    return exits.OK


def _usage(error: click.UsageError) -> int:
    where = error.ctx.command_path if error.ctx else "copydesk"
    advice = f"{where} --help shows what there is."
    message = error.format_message()
    if isinstance(error, click.NoSuchOption):
        message = f"{where} has no option {error.option_name}"
        if error.possibilities:
            advice = f"Did you mean {' or '.join(sorted(error.possibilities)[:2])}?"
    near = getattr(error, "near", None)
    if near:
        advice = f"Did you mean '{near}'?"
    say_error(message.rstrip("."), advice)
    return exits.USAGE


def _unexpected(error: Exception) -> int:
    from copydesk.settings import wants_traceback

    if wants_traceback():
        import traceback

        traceback.print_exception(error)
    if isinstance(error, MemoryError):
        say_error("not enough memory", "Run again with fewer --workers.")
        return exits.RESOURCES
    if isinstance(error, OSError) and error.errno in _REFUSALS:
        say_error(
            f"the output cannot be written: {error.strerror}", "Make room there, or write it elsewhere."
        )
        return exits.RESOURCES
    hint = "Please report it; COPYDESK_TRACEBACK=1 shows where it happened."
    say_error(f"unexpected {type(error).__name__}: {error}", hint)
    return exits.UNEXPECTED
