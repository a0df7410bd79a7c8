"""How long a test waits for what must come: only one that fails waits so long, so it suits the slowest machine."""

#: Seconds.
PATIENCE = 600
