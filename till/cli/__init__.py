"""The command line: everything the screens can do, for scripts, for ssh and for tests without a terminal."""
