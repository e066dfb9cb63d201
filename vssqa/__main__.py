"""`python -m vssqa`."""

import sys

from vssqa.cli import main

sys.exit(main())
