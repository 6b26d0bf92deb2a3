"""Markdown files to a portfolio and back; the one room that knows YAML and front matter."""
