// Messages to the server. A pen changes the drawing more often than the server can answer: messages keep a distance,
// few are under way at a time, and the newest state is always sent in the end.

const APART = 50; // ms between two messages, at least
const AHEAD = 2; // messages that may be under way
const LOST = 700; // ms after which a reply is no longer waited for
const SILENCE = 3000; // ms without a message after a click on a link, which may lead to another page

export class Post {
  // `send` sends the state of the moment as the message of a number.
  constructor(send) {
    this.send = send;
    this.sequence = 0; // of the last message
    this.answered = 0; // the last message that was replied to
    this.sentAt = 0;
    this.silentUntil = 0;
    this.timer = 0;
    this.waiting = false; // something has changed and is not sent yet
  }

  changed() {
    this.waiting = true;
    this.schedule();
  }

  schedule() {
    if (this.timer || !this.waiting) return;
    const since = performance.now() - this.sentAt;
    const wait = this.sequence - this.answered < AHEAD ? APART - since : LOST - since;
    this.timer = setTimeout(() => this.flush(), Math.max(0, wait));
  }

  flush() {
    this.timer = 0;
    if (this.silent) return;
    this.waiting = false;
    this.sentAt = performance.now();
    this.sequence += 1;
    this.send(this.sequence);
  }

  // Whether a reply is news; then what waits for it may go.
  hear(sequence) {
    if (sequence < this.answered || sequence > this.sequence) return false;
    this.answered = sequence;
    clearTimeout(this.timer); // it may have been set for a lost reply
    this.timer = 0;
    this.schedule();
    return true;
  }

  // A message that is under way when the page is left makes Streamlit show nothing at all.
  fallSilent() {
    this.silentUntil = performance.now() + SILENCE;
  }

  get silent() {
    return performance.now() < this.silentUntil;
  }

  // Whether something is still to be sent or to be answered.
  get pending() {
    return this.waiting || this.answered < this.sequence;
  }

  // Whether a reply to the last message may still come.
  get recent() {
    return performance.now() - this.sentAt < LOST;
  }

  destroy() {
    clearTimeout(this.timer);
  }
}
