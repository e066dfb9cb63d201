"""`python -m vssqa`."""

import gc
import sys

# A command makes much and throws little away: with the usual threshold of 700 objects a tenth of
# the time of one question goes into looking for garbage that is not there.
gc.set_threshold(50_000, 20, 20)

from vssqa.cli import main  # noqa: E402

sys.exit(main())
