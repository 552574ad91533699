"""Those who run the bot: named in the settings, or else the application's owner, or the team's developers."""

from collections.abc import Awaitable, Callable, Set

import discord

_MAY = (discord.TeamMemberRole.admin, discord.TeamMemberRole.developer)


class Owners:
    """Knows who runs the bot; Discord is asked once."""

    def __init__(self, named: Set[int], ask: Callable[[], Awaitable[discord.AppInfo]]) -> None:
        self._named = named
        self._ask = ask
        self._told: frozenset[int] | None = None

    async def hold(self, user: int) -> bool:
        """Whether a user is one of them; where the settings name some, nobody else is."""
        if self._named:
            return user in self._named
        if self._told is None:
            self._told = _owners_of(await self._ask())
        return user in self._told


def _owners_of(application: discord.AppInfo) -> frozenset[int]:
    """The owner, or of a team its owner, its administrators and its developers, as far as they joined.

    https://docs.discord.com/developers/topics/teams#team-member-roles
    """
    team = application.team
    if team is None:
        return frozenset({application.owner.id})
    accepted = discord.TeamMembershipState.accepted
    members = {one.id for one in team.members if one.role in _MAY and one.membership_state is accepted}
    return frozenset(members | ({team.owner_id} if team.owner_id else set()))
