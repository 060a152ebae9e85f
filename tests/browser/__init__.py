"""The owner's page in a real browser: Debian's Chromium, without a screen."""
