// Adapts the widget's colours to the page: reads the background behind it and its text colour, and derives the others
// from the accent. `theme-watch.ts` calls it again when they change.
import { contrast, css, DARK, isDark, palette, readable, WHITE, type Rgb } from './color';

const ACCENT = '#0b6478';
/**
 * Returns the function that sets the colours, and says whether they have changed.
 * @param frame the outermost node inside the shadow root, whose custom properties the style sheet reads
 */
export function paintFor(host: HTMLElement, frame: HTMLElement, shopAccent: () => string | null): () => boolean {
  const probe = document.createElement('span');
  probe.hidden = true;
  // Forced colours would make every computed colour the same.
  probe.style.forcedColorAdjust = 'none';
  frame.append(probe);

  /** Converts any CSS colour to numbers; null if it is invalid or translucent. */
  const read = (text: string | null): Rgb | null => {
    probe.style.color = '';
    probe.style.color = `color-mix(in srgb, ${text || '-'} 100%, #000)`;
    const [r, g, b, alpha = 1] = getComputedStyle(probe).color.match(/[\d.]+(e-\d+)?/g)!.map(Number) as [number, number, number];
    return probe.style.color && alpha > 0.5 ? [r, g, b] : null;
  };

  /** The element and what it lies in, inmost first, through slots and shadow trees. */
  function* around(): Generator<Element> {
    for (let node: Element | null | undefined = host; node; node = node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as ShadowRoot).host) yield node;
  }

  /** The nearest opaque background colour behind the element, otherwise the browser's; null if an image covers it. */
  const groundBehind = (): Rgb | null => {
    for (const node of around()) {
      const { backgroundColor, backgroundImage } = getComputedStyle(node);
      const color = read(backgroundColor);
      if (color || backgroundImage !== 'none') return color;
    }
    probe.style.colorScheme = getComputedStyle(host).colorScheme;
    return read('Canvas');
  };

  let painted = '';
  const paint = (): boolean => {
    if (!host.isConnected) return false;
    const style = getComputedStyle(host);
    const wanted = ['text', 'background', 'accent'].map((name) => style.getPropertyValue(`--tp-${name}`));
    const grounds = [...around()].map((node) => {
      const { backgroundColor, backgroundImage } = getComputedStyle(node);
      return backgroundColor + (backgroundImage !== 'none');
    });
    const seen = `${[style.color, style.colorScheme, matchMedia('(prefers-color-scheme: dark)').matches, host.getAttribute('accent'), shopAccent(), wanted, grounds]}`;
    if (seen === painted) return false;
    painted = seen;
    const own = wanted.map(read);
    const given = own[0] ?? read(style.color) ?? DARK;
    // A page's text is readable on its real background: if it is not on the colour found, the page paints something
    // else there.
    const found = groundBehind();
    const ground = own[1] ?? (found && contrast(given, found) > 2 ? found : isDark(given) ? WHITE : DARK);
    const text = contrast(given, ground) < 4.5 ? readable(given, ground, 7) : given;
    const accent = read(host.getAttribute('accent')) ?? own[2] ?? read(shopAccent()) ?? read(ACCENT)!;
    for (const [name, color] of Object.entries(palette(accent, ground, text))) frame.style.setProperty(`--${name}`, css(color));
    frame.style.colorScheme = isDark(ground) ? 'dark' : 'light';
    return true;
  };

  return paint;
}
