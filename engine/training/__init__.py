"""Training: runs, their threads, what is measured of them. Knows the core of the engine, not the labs."""
