"""vssqa: answers from press releases in their own words, each with its address.

```python
from vssqa import Assistant, Settings

answer = Assistant.open(Settings()).ask("What was the coverage rate in 2023?")
```
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vssqa.assistant import Assistant
    from vssqa.errors import VssqaError
    from vssqa.settings import Settings

__all__ = ["Assistant", "Settings", "VssqaError"]

_HOMES = {"Assistant": "assistant", "Settings": "settings", "VssqaError": "errors"}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: any part of vssqa imports this file."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
