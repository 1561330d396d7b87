"""Values that a network may have."""

VALID_MARKS = (0, 8, 10, 12, 14, 16, 18, 20, 22, 24)
SORT_KEYS = ("id", "name", "mark")
UPDATABLE = ("name", "mark")
