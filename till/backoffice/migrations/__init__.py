"""Alembic's steps from any earlier version of the office's tables; a released one is never changed."""
