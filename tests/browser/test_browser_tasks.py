"""A new user's tasks, from the first page to the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.conftest import Server, Visit
from tests.browser.new_user import TASKS, Visitor

MOST_CLICKS = 8  # the longest adds a release, asks about it and takes it back


@pytest.mark.slow
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.__name__)
def test_new_user_comes_to_the_end(
    server: Server, visit: Callable[..., Visit], task: Callable[[Visitor], None]
) -> None:
    page = visit(server.address).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    user = Visitor(page, server)
    task(user)
    assert user.clicks <= MOST_CLICKS
