"""The entry point: runs a command, with a sentence instead of a traceback for a user's mistake."""

import sys

import click

from cpdsite.cli.building import build
from cpdsite.cli.checking import check, status, why
from cpdsite.cli.exporting import export
from cpdsite.cli.group import EXIT_PROBLEMS, EXIT_USAGE, cli
from cpdsite.cli.importing import import_record
from cpdsite.cli.printing import say, show
from cpdsite.cli.serving import serve
from cpdsite.cli.theming import theme
from cpdsite.cli.writing import init, new
from cpdsite.errors import CpdsiteError, ProblemsError, UsageError

__all__ = ["COMMANDS", "cli", "main"]

COMMANDS = (init, new, import_record, build, serve, check, status, why, export, theme)
"""The commands in the order in which a person meets them."""

for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command line, with a sentence instead of a traceback for a user's mistake."""
    try:
        cli(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        say("Stopped.")
        sys.exit(EXIT_PROBLEMS)
    except ProblemsError as error:
        show(error.problems, "text")
        sys.exit(EXIT_PROBLEMS)
    except OSError as error:
        from cpdsite.failures import describe_failure

        say(f"cpdsite: {describe_failure(error)}")
        sys.exit(EXIT_PROBLEMS)
    except CpdsiteError as error:
        say(f"cpdsite: {error}")
        sys.exit(EXIT_USAGE if isinstance(error, UsageError) else EXIT_PROBLEMS)


if __name__ == "__main__":
    main()
