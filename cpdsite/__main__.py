"""Run the command line as ``python -m cpdsite``."""

from cpdsite.cli.main import main

main()
