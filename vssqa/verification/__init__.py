"""text -> verdicts: a draft's statements against what the releases say."""

from vssqa.verification.verifier import DraftProgress, Verifier, verify_text

__all__ = ["DraftProgress", "Verifier", "verify_text"]
