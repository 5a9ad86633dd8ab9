"""The page Backprop."""
