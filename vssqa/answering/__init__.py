"""query + candidates -> an answer of verbatim spans, or a refusal with its reason."""

from vssqa.answering.answerer import Answerer

__all__ = ["Answerer"]
