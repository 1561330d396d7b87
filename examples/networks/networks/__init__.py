"""Networks, the objects that describe them, and a REST service."""
