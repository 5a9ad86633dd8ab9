"""How the BLAS library under NumPy is used. One thread for it; must run before NumPy is imported.

The products of a mini-batch are too small to split between threads, and many runs share one server.
"""

import math
import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(name, "1")

from numpy.lib import introspect  # noqa: E402  after the threads have been counted

AVX512 = "X86_V4" in introspect.opt_func_info(func_name="^exp$")["exp"]["ff"]["current"]
MOST = 950_000 if AVX512 else math.inf
"""Multiplications up to which OpenBLAS (0.3.31) has kernels for small matrices: beyond them a product takes up to three
times as long a multiplication. It has them for AVX-512 alone; on other processors parts would cost up to a third."""
PARTS = 10  # at most; with more, the parts together take longer than the whole


def rows_at_once(n: int, k: int, m: int) -> int:
    """How many of n rows of a product `(n, k)` by `(k, m)` are best computed at once; n where it need not be cut."""
    if n * k * m <= MOST:
        return n
    rows = int(MOST // (k * m)) // 4 * 4  # kernels take rows by fours
    return rows if rows and -(-n // rows) <= PARTS else n
