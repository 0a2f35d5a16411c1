"""``python -m certify``."""

from certify.cli.app import main

if __name__ == "__main__":
    main()
