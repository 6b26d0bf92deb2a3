"""A static-site generator for a person's CPD portfolio and record."""

__version__ = "0.1.0"
