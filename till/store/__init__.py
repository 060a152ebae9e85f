"""The journal, the outbox and the credentials. Functions take a Connection; none begins or commits."""
