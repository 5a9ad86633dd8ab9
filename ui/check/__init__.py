"""The page Gradient check."""
