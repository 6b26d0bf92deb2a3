"""One output and a theme to bytes; the one room that knows Jinja."""
