"""What all pages have on the screen: the frame, the components, the tour."""
