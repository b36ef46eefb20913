// Everything the widget says, in German (the model) and English.

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
  $anyResource: 'egal',

  $chooseTime: 'Freie Termine',
  $unavailable: 'nicht buchbar',
  $previous: 'Frühere Tage',
  $next: 'Spätere Tage',
  $noneAtAll: 'Zurzeit ist kein Termin frei.',
  $nextFree: (start: string) => `Nächster freier Termin: ${start}`,
  $zone: (place: string, zone: string) => `Alle Uhrzeiten gelten in ${place} (${zone}).`,
  $yourClock: (start: string) => `Auf Ihrer Uhr: ${start}`,
  $nowTaken: (start: string) => `${start} ist jetzt vergeben.`,
  $nowFree: (start: string) => `${start} ist jetzt frei.`,
  $manyChanged: (count: number) => `${count} Uhrzeiten haben sich geändert.`,

  $yourData: 'Ihre Angaben',
  $back: 'Andere Uhrzeit wählen',
  $onRequest: 'Wir prüfen Ihre Anfrage und schreiben Ihnen.',
  $optional: '(freiwillig)',
  $labels: {
    first_name: 'Vorname',
    last_name: 'Nachname',
    email: 'E-Mail-Adresse',
    phone: 'Telefon',
    comment: 'Anmerkung',
  } as Record<string, string>,
  $missing: (label: string) => `Bitte angeben: ${label}`,
  $tooLong: 'Bitte kürzer und ohne Sonderzeichen',
  $wrong: {
    email: 'Bitte prüfen, zum Beispiel: name@beispiel.de',
    phone: 'Bitte 5 bis 20 Ziffern, zum Beispiel: 0711 123456',
    privacy_accepted: 'Bitte zuerst zustimmen',
  } as Record<string, string>,
  $consent: ['Ich habe die ', 'Datenschutzhinweise', ' gelesen und bin einverstanden.'],
  $book: 'Termin verbindlich buchen',
  $request: 'Termin anfragen',
  $sending: 'Wird gesendet …',
  $pleaseCorrect: 'Bitte prüfen Sie Ihre Angaben.',

  $takenTitle: 'Diese Uhrzeit ist leider nicht mehr frei.',
  $keepsData: 'Ihre Angaben bleiben erhalten. Bitte wählen Sie neu:',
  $tooMany: 'Für diese E-Mail-Adresse sind schon mehrere Termine gebucht.',
  $unreachable: 'Wir erreichen den Terminplaner gerade nicht.',
  $notSent: 'Das hat leider nicht geklappt. Bitte senden Sie Ihre Angaben noch einmal ab.',
  $busy: (wait: string) => `Gerade ist viel los. Bitte senden Sie Ihre Angaben ${wait} noch einmal ab.`,
  $retry: 'Noch einmal versuchen',
  $bookingPage: 'Zur Buchungsseite',
  $call: 'Oder rufen Sie uns an:',

  $confirmed: 'Ihr Termin ist gebucht',
  $requested: 'Ihre Anfrage ist eingegangen',
  $mailConfirmed: (email: string) => `Die Bestätigung geht an ${email}.`,
  $calendar: 'In den Kalender übernehmen',
  $manage: 'Termin verschieben oder absagen',
  $again: 'Weiteren Termin buchen',
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
  $anyResource: 'anyone',

  $chooseTime: 'Free times',
  $unavailable: 'not available',
  $previous: 'Earlier days',
  $next: 'Later days',
  $noneAtAll: 'No appointment is free at present.',
  $nextFree: (start) => `Next free appointment: ${start}`,
  $zone: (place, zone) => `All times are local to ${place} (${zone}).`,
  $yourClock: (start) => `On your clock: ${start}`,
  $nowTaken: (start) => `${start} is taken now.`,
  $nowFree: (start) => `${start} is free now.`,
  $manyChanged: (count) => `${count} times have changed.`,

  $yourData: 'Your details',
  $back: 'Choose another time',
  $onRequest: 'We will check your request and write to you.',
  $optional: '(optional)',
  $labels: {
    first_name: 'First name',
    last_name: 'Last name',
    email: 'E-mail address',
    phone: 'Telephone',
    comment: 'Comment',
  },
  $missing: (label) => `Please enter: ${label}`,
  $tooLong: 'Please make it shorter, without special characters',
  $wrong: {
    email: 'Please check, for example: name@example.com',
    phone: 'Please enter 5 to 20 digits, for example: +49 711 123456',
    privacy_accepted: 'Please agree first',
  },
  $consent: ['I have read the ', 'privacy notice', ' and agree to it.'],
  $book: 'Book this appointment',
  $request: 'Request this appointment',
  $sending: 'Sending …',
  $pleaseCorrect: 'Please check your details.',

  $takenTitle: 'Sorry, this time is no longer free.',
  $keepsData: 'Your details are kept. Please choose again:',
  $tooMany: 'This e-mail address already has several appointments.',
  $unreachable: 'The booking service cannot be reached at the moment.',
  $notSent: 'Sorry, that did not work. Please send your details once more.',
  $busy: (wait) => `We are busy just now. Please send your details once more ${wait}.`,
  $retry: 'Try again',
  $bookingPage: 'Go to the booking page',
  $call: 'Or call us:',

  $confirmed: 'Your appointment is booked',
  $requested: 'We have received your request',
  $mailConfirmed: (email) => `The confirmation goes to ${email}.`,
  $calendar: 'Add to your calendar',
  $manage: 'Move or cancel the appointment',
  $again: 'Book another appointment',
};

const texts: Record<string, Texts> = { de, en };

/** The languages that the widget speaks. */
export const speaks = (lang: string): boolean => Object.hasOwn(texts, lang);

export const textsIn = (lang: string): Texts => texts[lang] ?? de;

/** The primary subtag of what the element, else the page, asks for; null where the widget does not speak it. */
export function wantedLanguage(attribute: string | null, page: string): string | null {
  const primary = (tag: string) => tag.trim().toLowerCase().split(/[-_]/)[0]!;
  return [attribute ?? '', page].map(primary).find(speaks) ?? null;
}

/** What to speak in: what is wanted if the shop offers it, else the shop's own. */
export const shopLanguage = (wanted: string | null, shop: { language: string; languages: string[] }): string =>
  wanted && shop.languages.includes(wanted) ? wanted : shop.language;
