"""What the README says about speed, runnable."""

import os

FORCED = os.environ.pop("OPENBLAS_CORETYPE", None)
"""What was forced upon OpenBLAS; it is lifted, so that each library chooses its kernels for the processor itself."""

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import engine  # noqa: E402, F401  pins BLAS to one thread before any benchmark imports NumPy
