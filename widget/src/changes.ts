// Tells the widgets of a page that times have changed: by one event stream per server, which all windows of a homepage share,
// since browsers allow six connections per server on HTTP/1.1; where no stream comes through, by asking regularly.
// Nothing is open while the page is hidden or being left: browsers keep only such pages for their back button.
import type { Listener } from './contract';

/** How often times are asked for without a stream, and how often its signs of life are counted; the server sends one every 15 seconds. */
const TICK_MS = 20_000;
/** Slots also expire without an event, by lead time. */
const REFRESH_TICKS = 15;
/** First pause after the stream was refused, doubled each time: a restarted server is back within seconds. */
const RETRY_MS = 1_000;
const RETRY_DOUBLINGS = 6;
/** After this the page was not left after all. */
const LEAVING_MS = 3_000;

class Changes {
  readonly listeners = new Set<Listener>();
  /** Aborts when the page is hidden or has no listener any more. */
  #active: AbortController | null = null;
  #windows: BroadcastChannel | undefined;
  #ticks = 0;
  /** Ticks since the last sign of life of the stream, this window's or another's. */
  #silent = 2;
  #refusals = 0;
  #isBehind = false;

  constructor(readonly url: string) {}

  toggle(isLeaving = false): void {
    const isWanted = !isLeaving && !document.hidden && this.listeners.size > 0;
    if (isWanted === !!this.#active) return;
    this.#active?.abort();
    this.#active = null;
    if (!isWanted) this.#isBehind = true;
    else this.#start((this.#active = new AbortController()).signal);
  }

  #start(signal: AbortSignal): void {
    const ticking = setInterval(() => this.#tick(), TICK_MS);
    this.#silent = 2;
    const windows = (this.#windows = new BroadcastChannel(`terminplaner ${this.url}`));
    windows.onmessage = ({ data }: MessageEvent<{ dates?: string[] | null }>) => this.#hear(data.dates);
    signal.addEventListener('abort', () => {
      clearInterval(ticking);
      windows.close();
    });
    if (this.#isBehind) this.#tell(null);
    this.#lead(signal);
  }

  /** Opens the stream as soon as no other window of this homepage has it open. */
  #lead(signal: AbortSignal): void {
    const open = () => new Promise<void>((release) => {
      if (!signal.aborted) this.#open(signal);
      signal.addEventListener('abort', () => release());
      if (signal.aborted) release();
    });
    // Pages without TLS have no locks, frames of a sandbox may not ask for one: they have a stream of their own.
    if (navigator.locks) navigator.locks.request(`terminplaner ${this.url}`, { signal }, open).catch(() => void (signal.aborted || open()));
    else void open();
  }

  #open(signal: AbortSignal): void {
    const source = new EventSource(this.url);
    const close = () => source.close();
    signal.addEventListener('abort', close);
    source.addEventListener('open', () => {
      if (this.#isBehind) this.#tell(null);
      this.#isBehind = false;
    });
    const pass = (dates?: string[] | null) => {
      this.#refusals = 0;
      this.#windows?.postMessage({ dates });
      this.#hear(dates);
    };
    source.addEventListener('alive', () => pass());
    source.addEventListener('availability', ({ data }) => pass((JSON.parse(data) as { dates: string[] | null }).dates));
    source.addEventListener('error', () => {
      this.#isBehind = true;
      this.#silent = 2;
      // The browser itself connects again, unless the server, a proxy or the page's policy has refused.
      if (source.readyState !== EventSource.CLOSED) return;
      signal.removeEventListener('abort', close);
      const pause = RETRY_MS * 2 ** Math.min(this.#refusals++, RETRY_DOUBLINGS) * (1 + Math.random());
      setTimeout(() => signal.aborted || this.#open(signal), pause);
    });
  }

  #hear(dates: string[] | null | undefined): void {
    this.#silent = 0;
    if (dates !== undefined) this.#tell(dates);
  }

  #tick(): void {
    this.#ticks++;
    if (this.#silent++ > 1 || this.#ticks % REFRESH_TICKS === 0) this.#tell(null);
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

interface Navigation {
  addEventListener(type: 'navigate', listener: (event: { destination: { sameDocument: boolean }; downloadRequest: string | null }) => void): void;
}

function followPage(): void {
  const toggle = (isLeaving?: boolean) => {
    for (const changes of servers.values()) changes.toggle(isLeaving);
  };
  const leave = () => {
    toggle(true);
    setTimeout(toggle, LEAVING_MS);
  };
  document.addEventListener('visibilitychange', () => toggle());
  addEventListener('pageshow', () => toggle());
  addEventListener('pagehide', () => toggle(true));
  const { navigation } = globalThis as unknown as { navigation?: Navigation };
  navigation?.addEventListener('navigate', ({ destination, downloadRequest }) => {
    if (!destination.sameDocument && downloadRequest === null) leave();
  });
  // Where the browser tells of no navigation: Firefox decides before `pagehide` whether it keeps the page.
  if (!navigation) addEventListener('click', (event) => (leads(event) && leave()));
}

/** Whether a press leaves the page by a link. */
function leads(event: Event): boolean {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.href) as HTMLAnchorElement | undefined;
  return !!link && !event.defaultPrevented && !link.target && !link.hasAttribute('download') && link.href.split('#')[0] !== location.href.split('#')[0];
}
