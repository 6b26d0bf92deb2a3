"""Whatever a person or a broken disk may put into a site: a value or problems, no exception."""
