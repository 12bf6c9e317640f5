"""A group of commands that answers a mistyped name with the nearest one."""

import difflib

import click


class NoSuchCommand(click.UsageError):
    """A command that does not exist; ``near`` is the one that may have been meant."""

    def __init__(self, name: str, near: str | None, ctx: click.Context) -> None:
        super().__init__(f"{ctx.command_path} has no command '{name}'", ctx)
        self.near = near


class NearestGroup(click.Group):
    """Commands in the order they are used, with the nearest name for a wrong one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """Return the names in the order of definition."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that ``args`` begin with; raises NoSuchCommand when there is none."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = difflib.get_close_matches(name, self.commands, n=1, cutoff=0.5)
            raise NoSuchCommand(name, near[0] if near else None, ctx)
        return super().resolve_command(ctx, args)
