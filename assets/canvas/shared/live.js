// Asks the server for the newest data of a view, again and again, for as long as the view is on the page (feed.py).

const FIRST = 0.2; // seconds until it asks for the first time
const UNSEEN = 1; // between two looks, at least, while the figure is out of sight
const LOST = 5; // after no answer, or one without a time
const PATIENCE = 10; // for an answer
const NOTHING = 204; // the status that says that the server no longer has the view

async function answer(reply) {
  const again = Number(reply.headers.get("x-again"));
  if (!again) return { again: LOST, gone: reply.status === NOTHING };
  return { again, bytes: new Uint8Array(await reply.arrayBuffer()) };
}

export class Live {
  // `take` shows the bytes; a `figure` is asked for more seldom while it is out of sight. `gone` hears that the server
  // no longer has the view, as after a night's sleep.
  constructor(take, { figure, gone } = {}) {
    this.take = take;
    this.gone = gone;
    this.url = "";
    this.seen = true;
    this.observer = new IntersectionObserver((entries) => {
      this.seen = entries.at(-1).isIntersecting;
    });
    if (figure) this.observer.observe(figure);
  }

  // Show these bytes, or what has come meanwhile from the same address; from now on ask there, unless it is "".
  follow(url, bytes) {
    if (!url || url !== this.url) {
      this.url = url;
      this.bytes = bytes;
      this.wait(FIRST);
    }
    this.take(this.bytes);
  }

  wait(seconds) {
    clearTimeout(this.timer);
    if (this.url) this.timer = setTimeout(() => this.ask(this.url), 1000 * Math.max(0, seconds));
  }

  async ask(url) {
    const start = performance.now();
    const { again, bytes, gone } = await fetch(url, { signal: AbortSignal.timeout(1000 * PATIENCE) })
      .then(answer)
      .catch(() => ({ again: LOST }));
    if (url !== this.url) return; // the page has been drawn anew meanwhile
    if (bytes) this.take((this.bytes = bytes));
    if (gone) this.gone?.();
    this.wait(Math.max(again, this.seen ? 0 : UNSEEN) - (performance.now() - start) / 1000);
  }

  destroy() {
    this.url = "";
    clearTimeout(this.timer);
    this.observer.disconnect();
  }
}
