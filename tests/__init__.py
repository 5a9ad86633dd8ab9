import engine  # noqa: F401  pins BLAS to one thread before any test imports NumPy
