"""Everything that draws: frame, words, state, controls, components, figures and pictures."""
