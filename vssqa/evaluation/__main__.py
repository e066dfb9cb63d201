"""`python -m vssqa.evaluation FILE`: the same as `python -m vssqa eval FILE`."""

import sys

from vssqa.cli import main

if __name__ == "__main__":
    sys.exit(main(["eval", *sys.argv[1:]]))
