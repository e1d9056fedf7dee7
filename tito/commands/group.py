"""What all tito commands share: expected failures become a message and an exit code, help is immediate."""

from collections.abc import Callable

import typer
from typer.core import TyperGroup

from tito.errors import TitoError, way_out


class CommandGroup(TyperGroup):
    """A group whose commands may raise TitoError: it is reported with its fix, without a traceback."""

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except TitoError as error:
            _stop(str(error), error.fix, error.exit_code)
        except BrokenPipeError:  # `tito module list | head`
            raise
        except OSError as error:
            _stop(
                f"{error.filename or 'A file'}: {error.strerror or error}.",
                way_out(error),
                3,
            )


def new_group(help: str) -> typer.Typer:
    """A Typer application without rich's help pages, whose import would double the time of `tito --help`."""
    return typer.Typer(
        cls=CommandGroup,
        help=help,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def beginnings(choices: Callable) -> Callable[[str], list[str]]:
    """Completion for the shell: the labels of what `choices` takes from the course that begin as typed, if they are built."""

    def complete(typed: str) -> list[str]:
        from tito.course import open_course

        return [each.label for each in choices(open_course()) if each.built and each.label.startswith(typed)]

    return complete


def reply(json: bool, record, show: Callable) -> None:
    """Print the record for a script, or let `show` print it for a person."""
    from tito.console import show_json

    show_json(record()) if json else show()


def _stop(what: str, fix: str, code: int):
    from tito.console import fail

    fail(what, fix)
    raise typer.Exit(code) from None
