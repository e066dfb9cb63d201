"""The page's one door to the backend: opened once a process, anew when the corpus changed."""

from __future__ import annotations

import ipaddress
import threading
from pathlib import Path

import streamlit as st

from vssqa.assistant import Assistant
from vssqa.corpus import parse_release
from vssqa.errors import CorpusError, IndexBusy, VssqaError
from vssqa.index.corpus_state import CorpusState, corpus_state
from vssqa.settings import Settings
from vssqa.ui.marking import WHOLE, label
from vssqa.ui.suggestions import Examples


class Desk:
    """The open assistant and the state of the corpus it was opened for; shared by all sessions."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opened: Assistant | None = None
        self._state: CorpusState | None = None
        self._examples: tuple[Assistant, Examples] | None = None

    def assistant(self, settings: Settings) -> Assistant:
        """Return the open assistant, opening it first where the corpus has changed.

        One session opens it, with its progress on that session's page; the others wait.
        """
        slot = st.empty()  # in every run: a page whose parts move up loses what is open on it
        state = corpus_state(settings.corpus)
        opened = self._opened
        if opened is not None and state == self._state:
            return opened
        with slot.status("Reading the releases\u2026", expanded=True), self._lock:
            if self._opened is None or state != self._state:
                self._opened = open_assistant(settings)
                self._state = state
            opened = self._opened
        slot.empty()
        return opened

    def examples(self, assistant: Assistant) -> Examples:
        """Return the first questions found for an assistant; all sessions share them."""
        with self._lock:
            if self._examples is None or self._examples[0] is not assistant:
                self._examples = (assistant, Examples(assistant))
            return self._examples[1]

    def close(self) -> None:
        """Forget the open assistant, so that the next page opens it anew."""
        with self._lock:
            self._opened = self._state = None


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """Return the process's one desk."""
    return Desk()


def settings() -> Settings:
    """Return the settings of the environment."""
    return Settings.load()


def open_assistant(chosen: Settings) -> Assistant:
    """Open the assistant; what is being done and how far it is shows on the page."""
    bar = st.progress(0.0, text="Looking for what has changed")

    def show(stage: str, done: int, total: int, rate: float = 0.0) -> None:
        share = min(1.0, done / total) if total else 0.0
        bar.progress(share, text=f"{stage}: {done} of {total}" if total else stage)

    opened = Assistant.open(chosen, show)
    opened.warm()
    return opened


def assistant() -> Assistant:
    """Return the assistant for this run, or end the run with a page that says what to do.

    :raises CorpusError: if there is no release, or one that cannot be read.
    """
    try:
        return desk().assistant(settings())
    except CorpusError:
        raise
    except IndexBusy as error:
        st.title("The releases are being read", anchor=False)
        st.info(label(str(error), WHOLE))
    except VssqaError as error:
        st.title("The releases cannot be read", anchor=False)
        st.error(label(str(error), WHOLE))
    if st.button("Try again"):
        st.rerun()
    st.stop()
    raise AssertionError("st.stop ends the run")  # pragma: no cover


def feedback_file() -> Path:
    """Return the file in which thumbs up and down are kept."""
    return settings().feedback


def additions_allowed() -> bool:
    """Tell whether releases may be added in the page."""
    allowed = settings().additions
    return allowed == "always" or (allowed == "local" and is_local(st.get_option("server.address")))


def is_local(address: str | None) -> bool:
    """Tell whether a server of that address is reached from this machine only.

    No address means every one of the machine's.
    """
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "0.0.0.0").is_loopback
    except ValueError:
        return False


def figures_in(text: str) -> int:
    """Return how many figures would be read from a release's text."""
    from vssqa.facts.registers import read_registers

    release = parse_release("planned", "planned", text, "")
    return len(read_registers((release,)).figures)
