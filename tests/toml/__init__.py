"""Tests of the room ``toml``."""
