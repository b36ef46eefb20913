// Fits the widget's colours to the page it stands on: finds the background behind it and the colour of its text,
// and derives the rest from the accent. Follows when the page turns dark.
import { contrast, css, DARK, isDark, palette, readable, WHITE, type Rgb } from './color';

const ACCENT = '#0b6478';
/** Longer than what pages take to fade from light to dark. */
const FADE_MS = 600;

/**
 * Paints at once and whenever the page's colours may have changed; returns the function that paints again.
 * @param frame the outermost node inside the shadow root, whose custom properties the style sheet reads
 */
export function followPage(host: HTMLElement, frame: HTMLElement, shopAccent: () => string | null, signal: AbortSignal): () => void {
  const probe = document.createElement('span');
  probe.hidden = true;
  // Forced colours would answer every question with the same colour.
  probe.style.forcedColorAdjust = 'none';
  frame.append(probe);

  /** Any colour that CSS knows, as numbers; null where the text is none, or one that is seen through. */
  const read = (text: string | null): Rgb | null => {
    probe.style.color = '';
    probe.style.color = `color-mix(in srgb, ${text || '-'} 100%, #000)`;
    const [r, g, b, alpha = 1] = getComputedStyle(probe).color.match(/[\d.]+(e-\d+)?/g)!.map(Number) as [number, number, number];
    return probe.style.color && alpha > 0.5 ? [r, g, b] : null;
  };

  /** The nearest colour behind, else the browser's own; null where a picture hides it. */
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
    // A page can read its own text: where the colour found hides it, the page paints something else there.
    const found = groundBehind();
    const ground = own('background') ?? (found && contrast(given, found) > 2 ? found : isDark(given) ? WHITE : DARK);
    const text = contrast(given, ground) < 4.5 ? readable(given, ground, 7) : given;
    const accent = read(host.getAttribute('accent')) ?? own('accent') ?? read(shopAccent()) ?? read(ACCENT)!;
    for (const [name, color] of Object.entries(palette(accent, ground, text))) frame.style.setProperty(`--${name}`, css(color));
    frame.style.colorScheme = isDark(ground) ? 'dark' : 'light';
  };

  // Pages switch their own light and dark by a class or a data attribute, often with a transition.
  const observer = new MutationObserver(() => {
    paint();
    setTimeout(paint, FADE_MS);
  });
  for (const node of [document.documentElement, document.body]) observer.observe(node, { attributes: true });
  signal.addEventListener('abort', () => observer.disconnect());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint, { signal });
  paint();
  return paint;
}
