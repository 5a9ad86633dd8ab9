"""Messages of a page that its visitor has left."""

from __future__ import annotations

from functools import cache
from weakref import WeakKeyDictionary

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession


@cache
def ignore_late() -> None:
    """From now on no session redraws a part of a page that has been left.

    A part may ask for it after the click that leads to another page and before that page has reached the browser.
    Streamlit 1.67 draws it when the other page is complete, says that the page left is the one now shown, and the
    browser then empties itself: nothing is seen any more, or an error, "Bad delta path index".
    """
    streamlits = AppSession.request_rerun
    asked: WeakKeyDictionary[AppSession, tuple[str, str]] = WeakKeyDictionary()

    def request_rerun(session: AppSession, state: ClientState | None) -> None:
        drawn = session.page_script_hash
        if state is not None and state.fragment_id:
            page, drawn_when_asked = asked.get(session, (drawn, drawn))
            newest = page if drawn == drawn_when_asked else drawn
            if state.page_script_hash != newest:
                return
        elif state is not None:
            asked[session] = state.page_script_hash, drawn
        streamlits(session, state)

    AppSession.request_rerun = request_rerun  # type: ignore[method-assign]
