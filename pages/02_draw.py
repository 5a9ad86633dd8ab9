"""Draw: let the current network read your handwriting, see why it answers so, and teach it."""

from ui.draw import keys, lessons_view, sources_view
from ui.screen import drawing_pad, fragments, frame, network_view, pages
from ui.session import current

words = frame.open("draw", keys.ADDRESS)


def pad() -> None:
    tools = drawing_pad.Tools(on_paste=sources_view.pasted, trace=sources_view.trace())
    drawing_pad.with_tools("draw_pad", current.network(), words, tools)
    network_view.line(words)


fragments.live(pad, 1.0)
sources_view.choose(words)
lessons_view.show(words)
pages.link("train", words["next"])
