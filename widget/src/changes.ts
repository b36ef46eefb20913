// Tells the widgets of a page that times have changed: by one stream per server, which all windows of a homepage share, since
// browsers allow six connections per server on HTTP/1.1; where no stream comes through, by asking regularly.
// It is read by fetch, and the windows agree by messages: a page with an EventSource, even one closed on leaving, or with a lock
// is not restored by Firefox's back button.
import type { Listener } from './contract';

/** How often times are asked for without a stream, and how often its signs of life are counted; the server sends one every 15 seconds. */
const TICK_MS = 20_000;
/** Slots also expire without an event, by lead time. */
const REFRESH_TICKS = 15;
/** First pause after the stream has ended, doubled each time: a restarted server is back within seconds. */
const RETRY_MS = 1_000;
const RETRY_DOUBLINGS = 6;
/** How long another window has to say that it has the stream, at least; as much again by chance. */
const ANSWER_MS = 150;

interface Message {
  /** Of the window. */
  id: number;
  /** Asks who has the stream, says that this window has it or gives it up; otherwise a sign of life of the stream. */
  kind?: 'ask' | 'own' | 'end';
  dates?: string[] | null;
}

class Changes {
  readonly listeners = new Set<Listener>();
  /** Aborts when the page is hidden or has no listener any more. */
  #active: AbortController | null = null;
  readonly #id = Math.random();
  #windows: BroadcastChannel | undefined;
  /** Ends the stream, where this window has it. */
  #stream: AbortController | null = null;
  #answered = (): void => {};
  #ticks = 0;
  /** Ticks since the last sign of life of the stream, this window's or another's. */
  #silent = 2;
  /** How often the stream has ended without a sign of life. */
  #ends = 0;
  /** Whether something may have changed since the times were asked for: the next sign of life says that nothing is missed from then on. */
  #isBehind = true;
  #wasAway = false;

  constructor(readonly url: string) {}

  /** @param isLeft whether the page is being left */
  toggle(isLeft = false): void {
    const isWanted = !isLeft && !document.hidden && this.listeners.size > 0;
    if (isWanted === !!this.#active) return;
    this.#active?.abort();
    this.#active = null;
    if (!isWanted) this.#wasAway = this.#isBehind = true;
    else this.#start((this.#active = new AbortController()).signal);
  }

  #start(signal: AbortSignal): void {
    const ticking = setInterval(() => this.#tick(), TICK_MS);
    this.#silent = 2;
    const windows = (this.#windows = new BroadcastChannel(`terminplaner ${this.url}`));
    windows.onmessage = ({ data }: MessageEvent<Message>) => this.#listen(data, signal);
    signal.addEventListener('abort', () => {
      clearInterval(ticking);
      if (this.#stream) this.#post({ kind: 'end' });
      this.#stream?.abort();
      this.#stream = null;
      windows.close();
    });
    if (this.#wasAway) this.#tell(null);
    this.#ask(signal);
  }

  #post(message: Partial<Message>): void {
    this.#windows!.postMessage({ id: this.#id, ...message });
  }

  /** Opens the stream, unless another window of the homepage says that it has it. */
  #ask(signal: AbortSignal): void {
    this.#post({ kind: 'ask' });
    let isAnswered = false;
    this.#answered = () => void (isAnswered = true);
    setTimeout(() => {
      if (signal.aborted || isAnswered || this.#stream) return;
      this.#stream = new AbortController();
      void this.#read(this.#stream.signal);
    }, ANSWER_MS * (1 + Math.random()));
  }

  #listen({ id, kind, dates }: Message, signal: AbortSignal): void {
    if (kind === 'end') return this.#ask(signal);
    if (kind === 'ask') return void (this.#stream && this.#post({ kind: 'own' }));
    this.#answered();
    // Two windows asked at the same time: the one with the smaller number keeps the stream.
    if (id < this.#id) {
      this.#stream?.abort();
      this.#stream = null;
    }
    if (!kind) this.#hear(dates);
  }

  async #read(signal: AbortSignal): Promise<void> {
    try {
      // Only Firefox asks whether requests are open when a page is left, and not for those that may outlive it.
      const keepalive = 'mozInnerScreenX' in globalThis;
      const response = await fetch(this.url, { signal, keepalive, credentials: 'omit', cache: 'no-store', headers: { Accept: 'text/event-stream' } });
      if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) throw new TypeError('no stream');
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = '', read = await reader.read(); !read.done; read = await reader.read()) {
        const events = (rest + read.value).split('\n\n');
        rest = events.pop()!;
        events.forEach((text) => this.#event(text));
      }
    } catch {
      // The page's policy, the server, or a proxy forbids it, or it was cut: in each case it is tried again.
    }
    if (signal.aborted) return;
    this.#isBehind = true;
    this.#silent = 2;
    const pause = RETRY_MS * 2 ** Math.min(this.#ends++, RETRY_DOUBLINGS) * (1 + Math.random());
    setTimeout(() => signal.aborted || void this.#read(signal), pause);
  }

  /** One event, as the standard of server-sent events writes it: ours have one line of data. */
  #event(text: string): void {
    const data = text.match(/^data: (.*)$/m)?.[1];
    if (!data) return;
    this.#ends = 0;
    const { dates } = JSON.parse(data) as { dates?: string[] | null };
    this.#post({ dates });
    this.#hear(dates);
  }

  #hear(dates: string[] | null | undefined): void {
    this.#silent = 0;
    if (this.#isBehind) this.#tell(null);
    else if (dates !== undefined) this.#tell(dates);
    this.#isBehind = false;
  }

  #tick(): void {
    this.#ticks++;
    const isSilent = this.#silent++ > 1;
    if (isSilent || this.#ticks % REFRESH_TICKS === 0) this.#tell(null);
    // The window that had it may have gone without a word.
    if (isSilent && !this.#stream) this.#ask(this.#active!.signal);
  }

  #tell(dates: string[] | null): void {
    for (const listener of this.listeners) listener(dates);
  }
}

const servers = new Map<string, Changes>();

/** Calls `listener` for every change until `signal` aborts. */
export function watchChanges(base: string, listener: Listener, signal: AbortSignal): void {
  if (!servers.size) followPage();
  let changes = servers.get(base);
  if (!changes) servers.set(base, (changes = new Changes(`${base}api/v1/changes`)));
  changes.listeners.add(listener);
  changes.toggle();
  signal.addEventListener('abort', () => {
    changes.listeners.delete(listener);
    changes.toggle();
  });
}

function followPage(): void {
  const toggle = (isLeft?: boolean) => {
    for (const changes of servers.values()) changes.toggle(isLeft);
  };
  document.addEventListener('visibilitychange', () => toggle());
  addEventListener('pageshow', () => toggle());
  addEventListener('pagehide', () => toggle(true));
}
