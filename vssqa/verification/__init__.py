"""text -> verdicts: a draft's statements against what the releases say."""
