"""Bytes to the output folder; knows bytes and paths only."""
