// Derives colour pairs that meet WCAG AA from an accent and the page's background, light or dark.

export type Rgb = readonly [number, number, number];

export const WHITE: Rgb = [1, 1, 1];
export const DARK: Rgb = [0.07, 0.07, 0.07];

/** Relative luminance, WCAG 2. */
export function luminance(color: Rgb): number {
  const [r, g, b] = color.map((part) => (part <= 0.04 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

export const isDark = (color: Rgb): boolean => luminance(color) < 0.18;

export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05];
  return Math.max(a / b, b / a);
}

/** Linear mix: `share` of `one` and the rest of `other`. */
export const mix = (one: Rgb, other: Rgb, share: number): Rgb =>
  one.map((part, i) => part * share + other[i]! * (1 - share)) as unknown as Rgb;

/** WCAG's 4.5 with a reserve, since browsers round channel values. */
const TEXT = 4.6;

/** The colour nearest to `color` with a contrast of at least `ratio` to the background. */
export function readable(color: Rgb, ground: Rgb, ratio = TEXT): Rgb {
  const end: Rgb = isDark(ground) ? WHITE : [0, 0, 0];
  let result = color;
  for (let share = 1; share > 0 && contrast(result, ground) < ratio; share -= 0.04) result = mix(color, end, share);
  return result;
}

export const css = (color: Rgb): string => `rgb(${color.map((part) => Math.round(part * 255)).join(' ')})`;

/** Values of the custom properties used by the style sheet. */
export function palette(accent: Rgb, ground: Rgb, text: Rgb): Record<string, Rgb> {
  // An accent that nearly carries white text is darkened a little; a light one such as yellow gets black text.
  const carriesWhite = contrast(WHITE, accent) > 3;
  const tint = mix(accent, ground, 0.1);
  return {
    text, ground, tint,
    fill: carriesWhite ? readable(accent, WHITE) : accent,
    'on-fill': carriesWhite ? WHITE : DARK,
    // The tint lies between accent and background, so text readable on it is readable on the background, too.
    ink: readable(accent, tint),
    edge: readable(accent, tint, 3.6),
    muted: readable(mix(text, tint, 0.66), tint),
    line: mix(text, ground, 0.16),
    field: readable(mix(text, ground, 0.42), ground, 3.2),
    wrong: readable(isDark(ground) ? [1, 0.55, 0.5] : [0.7, 0.1, 0.08], ground),
  };
}
