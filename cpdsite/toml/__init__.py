"""TOML files read strictly: each value with the line it stands on, every mistake noted."""
