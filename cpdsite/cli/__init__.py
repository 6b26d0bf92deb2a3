"""The command line; the only room that prints or reads the clock and the environment."""
