"""The domain: a person, their development activities, the schemes and the record."""
