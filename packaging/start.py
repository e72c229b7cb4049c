"""Where the frozen program begins: the same door as `python -m curator`."""

import sys

from curator.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
