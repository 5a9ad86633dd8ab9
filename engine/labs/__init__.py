"""The experiments of the labs. They know the core of the engine, not training."""
