"""Draw: let the current network read your handwriting."""

from ui import components, current, frame

words = frame.open("draw")


def pad() -> None:
    components.pad("draw_pad", current.network(), words)


frame.live(pad, 1.0)
frame.link("train", words["next"])
