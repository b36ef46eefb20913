// One event stream per server and page, shared by all widgets: browsers allow six connections per server on HTTP/1.1.
// It is closed while the page is hidden, and everything is fetched again on return.

/** Called with the changed dates; null: any date. */
type Listener = (dates: string[] | null) => void;

/** Pause after the server has refused the stream. */
const RETRY_MS = 30_000;
/** Slots also expire without an event, by lead time. */
const REFRESH_MS = 300_000;

class Stream {
  readonly listeners = new Set<Listener>();
  #source: EventSource | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #refresh: ReturnType<typeof setInterval> | undefined;
  #missed = false;

  constructor(readonly url: string) {}

  readonly toggle = (): void => {
    if (document.hidden || !this.listeners.size) this.#close();
    else if (!this.#source) this.#open();
  };

  /** While the stream is refused, listeners refresh at every attempt. */
  readonly #poll = (): void => {
    this.#tell(null);
    this.toggle();
  };

  #open(): void {
    const source = (this.#source = new EventSource(this.url));
    clearTimeout(this.#retry);
    this.#refresh ??= setInterval(() => this.#tell(null), REFRESH_MS);
    source.addEventListener('open', () => {
      if (this.#missed) this.#tell(null);
      this.#missed = false;
    });
    source.addEventListener('availability', (event) => {
      this.#tell((JSON.parse(event.data) as { dates: string[] | null }).dates);
    });
    source.addEventListener('error', () => {
      this.#missed = true;
      if (source.readyState !== EventSource.CLOSED) return;
      this.#close();
      this.#retry = setTimeout(this.#poll, RETRY_MS * (1 + Math.random()));
    });
  }

  #close(): void {
    this.#source?.close();
    this.#source = null;
    clearTimeout(this.#retry);
    clearInterval(this.#refresh);
    this.#refresh = undefined;
    this.#missed = true;
  }

  #tell(dates: string[] | null): void {
    for (const listener of this.listeners) listener(dates);
  }
}

const streams = new Map<string, Stream>();

/** Calls `listener` for every change until `signal` aborts. */
export function watchChanges(base: string, listener: Listener, signal: AbortSignal): void {
  let stream = streams.get(base);
  if (!stream) {
    stream = new Stream(`${base}api/v1/changes`);
    streams.set(base, stream);
    document.addEventListener('visibilitychange', stream.toggle);
  }
  const { listeners, toggle } = stream;
  listeners.add(listener);
  toggle();
  signal.addEventListener('abort', () => {
    listeners.delete(listener);
    toggle();
  });
}
