"""What the browser components of assets/canvas/ are fed with. Pure."""
