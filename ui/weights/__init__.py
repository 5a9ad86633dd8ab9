"""The page Weights."""
