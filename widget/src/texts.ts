// The widget's texts until a time is chosen, in German (the model) and English.

const de = {
  $locale: 'de-DE',
  $weekdayLetters: 2,
  $dayOfMonth: (day: number, month: string) => `${day}. ${month}`,
  $clock: (time: string) => `${time} Uhr`,

  $open: 'Termin online buchen',
  $close: 'Schließen',

  $chooseService: 'Was können wir für Sie tun?',
  $service: 'Leistung',
  $resource: 'Bei',
  $anyResource: 'keine Vorliebe',

  $chooseTime: 'Freie Termine',
  $unavailable: 'nicht buchbar',
  $previous: 'Frühere Tage',
  $next: 'Spätere Tage',
  $noneShown: 'An diesen Tagen ist nichts mehr frei.',
  $noneAtAll: 'Zurzeit ist kein Termin frei.',
  $nextFree: (start: string) => `Nächster freier Termin: ${start}`,
  $zone: (place: string, zone: string) => `Alle Uhrzeiten gelten in ${place} (${zone}).`,
  $nowTaken: (start: string) => `${start} ist jetzt vergeben.`,
  $nowFree: (start: string) => `${start} ist jetzt frei.`,
  $manyChanged: (count: number) => `${count} Uhrzeiten haben sich geändert.`,

  $unreachable: 'Wir erreichen den Terminplaner gerade nicht.',
  $retry: 'Noch einmal versuchen',
  $bookingPage: 'Zur Buchungsseite',
  $call: 'Oder rufen Sie uns an:',
};

export type Texts = typeof de;

const en: Texts = {
  $locale: 'en-GB',
  $weekdayLetters: 3,
  $dayOfMonth: (day, month) => `${day} ${month}`,
  $clock: (time) => time,

  $open: 'Book an appointment',
  $close: 'Close',

  $chooseService: 'What can we do for you?',
  $service: 'Service',
  $resource: 'With',
  $anyResource: 'no preference',

  $chooseTime: 'Free times',
  $unavailable: 'not available',
  $previous: 'Earlier days',
  $next: 'Later days',
  $noneShown: 'Nothing is free on these days.',
  $noneAtAll: 'No appointment is free at present.',
  $nextFree: (start) => `Next free appointment: ${start}`,
  $zone: (place, zone) => `All times are local to ${place} (${zone}).`,
  $nowTaken: (start) => `${start} is taken now.`,
  $nowFree: (start) => `${start} is free now.`,
  $manyChanged: (count) => `${count} times have changed.`,

  $unreachable: 'The booking service cannot be reached at the moment.',
  $retry: 'Try again',
  $bookingPage: 'Go to the booking page',
  $call: 'Or call us:',
};

const texts: Record<string, Texts> = { de, en };

/** Whether the widget has texts in a language. */
export const speaks = (lang: string): boolean => Object.hasOwn(texts, lang);

export const textsIn = (lang: string): Texts => texts[lang] ?? de;

/** The primary subtag requested by the element, otherwise by the page; null if there are no texts in it. */
export function wantedLanguage(attribute: string | null, page: string): string | null {
  const primary = (tag: string) => tag.trim().toLowerCase().split(/[-_]/)[0]!;
  return [attribute ?? '', page].map(primary).find(speaks) ?? null;
}

/** The language to use: the requested one if the shop offers it, otherwise the shop's default. */
export const shopLanguage = (wanted: string | null, shop: { language: string; languages: string[] }): string =>
  wanted && shop.languages.includes(wanted) ? wanted : shop.language;
