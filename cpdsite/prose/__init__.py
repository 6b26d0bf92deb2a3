"""Markdown to a frozen tree, plain text and safe HTML; knows Python-Markdown and nh3 alone."""
