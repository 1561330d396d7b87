"""A small service that lists, serves, shares and previews files."""
