"""The watch server: shows a site from memory, on every save; knows nothing of CPD."""
