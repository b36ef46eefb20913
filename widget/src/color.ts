// From one accent and the background it stands on: pairs that meet WCAG AA, in light and dark alike.

export type Rgb = readonly [number, number, number];

const WHITE: Rgb = [1, 1, 1];
const BLACK: Rgb = [0.07, 0.07, 0.08];

/** Relative luminance, WCAG 2. */
export function luminance(color: Rgb): number {
  const [r, g, b] = color.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

/** `share` of `one` in `other`. */
export const mix = (one: Rgb, other: Rgb, share: number): Rgb =>
  one.map((part, i) => part * share + other[i]! * (1 - share)) as unknown as Rgb;

/** The colour nearest to `color` that is told apart from every `grounds` by at least `ratio`. */
export function readable(color: Rgb, ratio: number, ...grounds: Rgb[]): Rgb {
  const end = contrast(WHITE, grounds[0]!) > contrast(BLACK, grounds[0]!) ? WHITE : [0, 0, 0] as const;
  let result = color;
  for (let share = 1; share > 0 && grounds.some((ground) => contrast(result, ground) < ratio); share -= 0.04) {
    result = mix(color, end, share);
  }
  return result;
}

export const css = (color: Rgb): string => `rgb(${color.map((part) => Math.round(part * 255)).join(' ')})`;

/** Slightly above the norm's 4.5, since browsers round to whole steps. */
const TEXT = 4.6;

/** Values for the custom properties the style sheet works with. */
export function palette(accent: Rgb, ground: Rgb, text: Rgb): Record<string, string> {
  const dark = luminance(ground) < 0.18;
  // An accent that nearly carries white text is deepened a little; a light one such as yellow carries black.
  const carriesWhite = contrast(WHITE, accent) >= 3;
  const fill = carriesWhite ? readable(accent, TEXT, WHITE) : accent;
  const tint = mix(accent, ground, dark ? 0.22 : 0.09);
  const muted = mix(text, ground, 0.66);
  return {
    '--ground': css(ground),
    '--fill': css(fill),
    '--on-fill': css(carriesWhite ? WHITE : BLACK),
    '--tint': css(tint),
    '--ink': css(readable(accent, TEXT, ground, tint)),
    '--edge': css(readable(accent, 3.1, ground, tint)),
    '--muted': css(readable(muted, TEXT, ground)),
    '--line': css(mix(text, ground, 0.16)),
    '--wrong': css(readable(dark ? [1, 0.55, 0.5] : [0.7, 0.1, 0.08], TEXT, ground)),
  };
}

/** Reads a computed colour, which is `rgb(…)` or `color(srgb …)`; null where it is (nearly) transparent. */
export function parseColor(text: string): Rgb | null {
  const parts = text.match(/[\d.]+(e-?\d+)?%?/g)?.map(Number) ?? [];
  const scale = text.startsWith('color(') ? 1 : 255;
  if (parts.length < 3 || parts.some(Number.isNaN) || (parts[3] ?? 1) < 0.5) return null;
  return parts.slice(0, 3).map((part) => Math.min(1, part / scale)) as unknown as Rgb;
}
