"""`python -m sourcebook.cli` is `sourcebook`."""

import sys

from sourcebook.cli import main

sys.exit(main())
