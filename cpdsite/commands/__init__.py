"""One module a command: a function that returns a result and prints nothing."""
