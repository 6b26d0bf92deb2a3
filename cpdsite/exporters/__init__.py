"""A record to a file, one function for each format."""
