"""Everything that draws: frame, words, state, controls, components, figures and pictures."""

import engine  # noqa: F401  pins BLAS to one thread before any module of ui imports NumPy
