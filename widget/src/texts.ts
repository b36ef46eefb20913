// The languages that the widget speaks, and which one it chooses. What it says comes from `locales/`: a few texts are part
// of the first file, the others are files of their own, of which a page loads those of one language.
import type { Booking, Grid, Start } from './messages';

/** What is said until a time is chosen. */
export type Texts = StartTexts & Grid & {
  locale: string;
  /** The address of the texts of the next steps, below the server's. */
  booking: string;
};

/** All that is said, from the time chosen to the appointment booked. */
export type BookingTexts = Texts & Booking;

export type StartTexts = Start & { dir: string };

interface Language {
  /** Absent where they come with its file. */
  start?: StartTexts;
  /** The address of its texts below the server's. */
  grid: string;
}

/** By tag, the model first; the build puts them here. */
declare const LANGUAGES: Record<string, Language>;

/** A language's files; the model's for one that the widget does not speak. */
export const languageOf = (lang: string): Language => LANGUAGES[lang] ?? Object.values(LANGUAGES)[0]!;

/** What is said before, and where, a language's file cannot be had: in English, if nothing else is there. */
export const startOf = (lang: string): StartTexts => languageOf(lang).start ?? LANGUAGES['en']!.start!;

/** Whether the widget has texts in a language. */
const speaks = (lang: string): boolean => Object.hasOwn(LANGUAGES, lang);

/** The primary subtag requested by the element, otherwise by the page; null if there are no texts in it. */
export function wantedLanguage(attribute: string | null, page: string): string | null {
  const primary = (tag: string) => tag.trim().toLowerCase().split(/[-_]/)[0]!;
  return [attribute ?? '', page].map(primary).find(speaks) ?? null;
}

/** The language to use: the requested one if the shop offers it, otherwise the shop's default. */
export const shopLanguage = (wanted: string | null, shop: { language: string; languages: string[] }): string =>
  wanted && shop.languages.includes(wanted) ? wanted : shop.language;
