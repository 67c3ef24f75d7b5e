"""typer's fixed English words (usage line, --help, refusals of wrong options) in the language of the terminal."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from namro.launch.messages import _


class _Spoken:
    """What a command and a group have in common."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage: ", _("Usage: "), 1)

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class Command(_Spoken, TyperCommand):
    """A command that speaks the person's language."""


class Group(_Spoken, TyperGroup):
    """A group of commands that does."""


def explain(error: Any) -> str:
    """The sentence for a wrong command line; typer's own where we have none."""
    hint = _hint(error)
    match type(error).__name__:
        case "NoArgsIsHelpError":
            return ""
        case "NoSuchOption":
            return _("There is no option %(name)s.") % {"name": error.option_name}
        case "MissingParameter":
            return _("This command also needs %(name)s.") % {"name": hint}
        case "BadParameter" if hint:
            return _("The value for %(name)s will not do: %(problem)s") % {"name": hint, "problem": error.message}
        case _:
            return str(error.format_message())


def _hint(error: Any) -> str:
    hint = getattr(error, "param_hint", None)
    if hint is None and getattr(error, "param", None) is not None:
        hint = error.param.get_error_hint()
    return " / ".join(hint) if isinstance(hint, (list, tuple)) else str(hint or "")
