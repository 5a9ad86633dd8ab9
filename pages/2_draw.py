"""Draw: let the current network read your handwriting, see why it answers so, and teach it."""

from ui import components, current, frame, lessons, sources

words = frame.open("draw")


def pad() -> None:
    components.pad("draw_pad", current.network(), words, tools=True, trace=sources.trace(), on_paste=sources.pasted)


frame.live(pad, 1.0)
sources.choose(words)
lessons.show(words)
frame.link("train", words["next"])
