"""The errors vssqa raises on purpose.

VssqaError
├── InputError          the user's input is wrong: exit status 2
│   ├── QuestionError   a blank, overlong or unreadable question
│   ├── CorpusError     a corpus folder or a release that cannot be read
│   ├── ReleaseImportError  an original that cannot be turned into a release
│   ├── DraftError      a draft that cannot be checked
│   └── SettingsError   an unknown or impossible setting
└── FaultError          the program or the machine is at fault: exit status 1
    ├── IndexDamaged    the index is damaged, foreign or half-written
    │   └── IndexOutdated   the index is sound but older than its corpus
    ├── IndexBusy       another process is building the index
    ├── StoreError      the passage store cannot be reached, or fails
    └── ModelError      a model's file is missing or not the published one

Every message is one line: what is wrong, with which value, and what to do now.
"""

from __future__ import annotations


class VssqaError(Exception):
    """Base of every error vssqa raises on purpose."""


class InputError(VssqaError):
    """The user's input is wrong."""


class QuestionError(InputError):
    """A question that cannot be asked."""


class CorpusError(InputError):
    """A corpus folder or a release that cannot be read."""


class ReleaseImportError(InputError):
    """An original that cannot be turned into a release."""


class DraftError(InputError):
    """A draft that cannot be checked."""


class SettingsError(InputError):
    """An unknown or impossible setting."""


class FaultError(VssqaError):
    """The program or the machine is at fault."""


class IndexDamaged(FaultError):
    """The index is damaged, foreign or half-written."""


class IndexOutdated(IndexDamaged):
    """The index is sound but does not belong to the corpus as it lies now."""


class IndexBusy(FaultError):
    """Another process is building the index."""


class StoreError(FaultError):
    """The passage store cannot be reached, or fails."""


class ModelError(FaultError):
    """A model's file is missing or is not the published one."""
