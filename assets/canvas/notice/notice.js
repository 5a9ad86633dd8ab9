// Tells the server when a part of the page is no longer up to date, so that Streamlit draws it again. It asks at the
// address `data` whether that is so: the answer then has a byte in it. It also tells when the server has forgotten that
// address, so that the whole page is drawn again.

import { onePerRoot } from "../shared/component.js";
import { Live } from "../shared/live.js";

const DELAY = 3000; // milliseconds until it is said once more, if nothing has happened

class Notice {
  constructor() {
    this.live = new Live((bytes) => bytes.length && this.tell("stale"), { gone: () => this.tell("gone") });
    this.told = { stale: -Infinity, gone: -Infinity };
  }

  update({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    if (data !== this.live.url) this.told.stale = -Infinity;
    this.live.follow(data, new Uint8Array());
  }

  tell(news) {
    const now = performance.now();
    if (now - this.told[news] < DELAY) return;
    this.told[news] = now;
    this.send(news, true);
  }

  destroy() {
    this.live.destroy();
  }
}

const show = onePerRoot("__deltascopeNotice", () => new Notice());

export default (component) => (component.data ? show(component) : undefined);
