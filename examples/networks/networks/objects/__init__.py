"""Versioned objects."""
