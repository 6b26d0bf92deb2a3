"""A record kept elsewhere to activities: Word, Excel, CSV and JSON."""
