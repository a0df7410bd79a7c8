"""Who is let in by which use case: every service × every role × own and foreign places."""
