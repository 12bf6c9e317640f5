"""``python -m copydesk`` is the command."""

import sys

from copydesk.cli import main

sys.exit(main())
