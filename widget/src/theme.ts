// Fits the widget's colours to the page it stands on: finds the background behind it and the colour of its text,
// and derives the rest from the accent. Follows when the page turns dark.
import { contrast, css, luminance, palette, parseColor, readable, type Rgb } from './color';

const ACCENT = '#0b6478';
const WHITE: Rgb = [1, 1, 1];
const DARK: Rgb = [0.07, 0.07, 0.07];

export class Theme {
  #shopAccent: string | null = null;
  readonly #probe = document.createElement('span');

  /** @param frame the outermost node inside the shadow root, whose custom properties the style sheet reads */
  constructor(readonly host: HTMLElement, readonly frame: HTMLElement, signal: AbortSignal) {
    this.#probe.hidden = true;
    frame.append(this.#probe);
    const observer = new MutationObserver(this.paint);
    // Pages switch their own light and dark by a class or a data attribute, often with a transition.
    for (const node of [document.documentElement, document.body, host]) observer.observe(node, { attributes: true });
    signal.addEventListener('abort', () => observer.disconnect());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', this.paint, { signal });
    document.addEventListener('transitionend', ({ target }) => {
      if (target instanceof Node && target.contains(host) && target !== host) this.paint();
    }, { signal });
    this.paint();
  }

  /** Called once the shop is known; the page's own choice goes before the shop's. */
  setShopAccent(accent: string | null): void {
    this.#shopAccent = accent;
    this.paint();
  }

  readonly paint = (): void => {
    const { host, frame } = this;
    const own = (name: string) => this.#read(getComputedStyle(host).getPropertyValue(name));
    const given = own('--tp-text') ?? parseColor(getComputedStyle(host).color) ?? DARK;
    const ground = own('--tp-background') ?? this.#groundBehind() ?? (luminance(given) > 0.4 ? DARK : WHITE);
    const text = contrast(given, ground) < 4.5 ? readable(given, 7, ground) : given;
    const accent = this.#read(host.getAttribute('accent')) ?? own('--tp-accent') ?? this.#read(this.#shopAccent) ?? this.#read(ACCENT)!;
    const values = { ...palette(accent, ground, text), '--text': css(text), 'color-scheme': luminance(ground) < 0.18 ? 'dark' : 'light' };
    for (const [name, value] of Object.entries(values)) frame.style.setProperty(name, value);
  };

  #groundBehind(): Rgb | null {
    for (let node: Element | null = this.host; node; node = parentOf(node)) {
      const color = parseColor(getComputedStyle(node).backgroundColor);
      if (color) return color;
    }
    return null;
  }

  /** Any colour that CSS knows, as numbers; null where the text is no colour. */
  #read(text: string | null): Rgb | null {
    if (!text?.trim()) return null;
    const { style } = this.#probe;
    style.color = '';
    style.color = `color-mix(in srgb, ${text} 100%, black)`;
    return style.color ? parseColor(getComputedStyle(this.#probe).color) : null;
  }
}

function parentOf(node: Element): Element | null {
  const root = node.getRootNode();
  return node.assignedSlot ?? node.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}
