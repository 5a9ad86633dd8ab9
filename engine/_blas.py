"""One thread for the BLAS library under NumPy; must run before NumPy is imported.

The products of a mini-batch are too small to split between threads, and many runs share one server.
"""

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(name, "1")
