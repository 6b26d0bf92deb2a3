"""Run the command line as ``python -m cpdsite``."""

from cpdsite.cli import main

main()
