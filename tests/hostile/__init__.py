"""Hostile content, built and opened in a browser: nothing runs, and nothing loads."""
