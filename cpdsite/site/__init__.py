"""A portfolio to a site: every output as a value with its URL, before any is rendered."""
