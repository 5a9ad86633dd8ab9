"""Home: draw a digit, and see the answer at once; then the map of the chapter and the tour."""

from ui.draw import demo, reasons_view
from ui.screen import drawing_pad, fragments, frame, network_view, pages, tour
from ui.session import current

words = frame.open("home")


def pad() -> None:
    drawing_pad.with_network("home_pad", current.network(), words, demo.TWO, reasons_view.come)
    network_view.line(words)


fragments.live(pad, 1.0)
pages.link("train", words["next"])
tour.tour(words)
tour.chapter_map(words)
tour.on_teaching(words)
