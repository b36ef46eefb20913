// Adapts the widget's colours to the page: reads the background behind it and its text colour, and derives the others
// from the accent. Follows changes between light and dark.
import { contrast, css, DARK, isDark, palette, readable, WHITE, type Rgb } from './color';

const ACCENT = '#0b6478';
/** Longer than usual transitions between light and dark. */
const FADE_MS = 600;

/**
 * Updates the colours now and whenever the page's colours may have changed; returns the function that updates them.
 * @param frame the outermost node inside the shadow root, whose custom properties the style sheet reads
 */
export function followPage(host: HTMLElement, frame: HTMLElement, shopAccent: () => string | null, signal: AbortSignal): () => void {
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

  /** The nearest opaque background colour behind the element, otherwise the browser's; null if an image covers it. */
  const groundBehind = (): Rgb | null => {
    for (let node: Element | null | undefined = host; node; node = node.parentElement ?? (node.getRootNode() as ShadowRoot).host) {
      const { backgroundColor, backgroundImage } = getComputedStyle(node);
      const color = read(backgroundColor);
      if (color || backgroundImage !== 'none') return color;
    }
    probe.style.colorScheme = getComputedStyle(host).colorScheme;
    return read('Canvas');
  };

  const paint = () => {
    const style = getComputedStyle(host);
    const own = (name: string) => read(style.getPropertyValue(`--tp-${name}`));
    const given = own('text') ?? read(style.color) ?? DARK;
    // A page's text is readable on its real background: if it is not on the colour found, the page paints something
    // else there.
    const found = groundBehind();
    const ground = own('background') ?? (found && contrast(given, found) > 2 ? found : isDark(given) ? WHITE : DARK);
    const text = contrast(given, ground) < 4.5 ? readable(given, ground, 7) : given;
    const accent = read(host.getAttribute('accent')) ?? own('accent') ?? read(shopAccent()) ?? read(ACCENT)!;
    for (const [name, color] of Object.entries(palette(accent, ground, text))) frame.style.setProperty(`--${name}`, css(color));
    frame.style.colorScheme = isDark(ground) ? 'dark' : 'light';
  };

  // Pages switch between light and dark by a class or a data attribute, often with a transition.
  const observer = new MutationObserver(() => {
    paint();
    setTimeout(() => signal.aborted || paint(), FADE_MS);
  });
  for (const node of [document.documentElement, document.body]) observer.observe(node, { attributes: true });
  signal.addEventListener('abort', () => observer.disconnect());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint, { signal });
  paint();
  return paint;
}
