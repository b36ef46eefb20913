// Everything the widget says, in German (the model) and English.

const de = {
  locale: 'de-DE',
  weekdays: ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'],
  months: ['Jan', 'Feb', 'Mär', 'Apr', 'Mai', 'Jun', 'Jul', 'Aug', 'Sep', 'Okt', 'Nov', 'Dez'],
  dayOfMonth: (day: number, month: string) => `${day}. ${month}`,
  clock: (time: string) => `${time} Uhr`,

  open: 'Termin online buchen',
  close: 'Schließen',
  loading: 'Freie Termine werden geladen …',

  chooseService: 'Was können wir für Sie tun?',
  service: 'Leistung',
  resource: 'Bei',
  anyResource: 'egal, Hauptsache bald',
  minutes: (count: number) => `${count} Min.`,

  chooseTime: 'Freie Termine',
  time: 'Uhrzeit',
  unavailable: 'nicht buchbar',
  previous: 'Frühere Tage',
  next: 'Spätere Tage',
  noneShown: 'An diesen Tagen ist nichts mehr frei.',
  noneAtAll: 'Zurzeit ist online kein Termin frei.',
  nextFree: (start: string) => `Nächster freier Termin: ${start}`,
  zone: (place: string, zone: string) => `Alle Uhrzeiten gelten in ${place} (${zone}).`,
  yourClock: (start: string) => `Auf Ihrer Uhr: ${start}`,
  nowTaken: (start: string) => `${start} ist gerade vergeben worden.`,
  nowFree: (start: string) => `${start} ist gerade frei geworden.`,
  manyChanged: (count: number) => `${count} Uhrzeiten haben sich gerade geändert.`,

  yourData: 'Ihre Angaben',
  back: 'Andere Uhrzeit wählen',
  onRequest: 'Wir prüfen Ihre Anfrage und melden uns bei Ihnen.',
  optional: '(freiwillig)',
  labels: {
    first_name: 'Vorname',
    last_name: 'Nachname',
    email: 'E-Mail-Adresse',
    phone: 'Telefon',
    comment: 'Anmerkung',
    website: 'Bitte leer lassen',
  },
  faults: {
    first_name: ['Bitte geben Sie Ihren Vornamen an.', 'Bitte nur den Vornamen, höchstens 100 Zeichen ohne Sonderzeichen.'],
    last_name: ['Bitte geben Sie Ihren Nachnamen an.', 'Bitte nur den Nachnamen, höchstens 100 Zeichen ohne Sonderzeichen.'],
    email: ['Bitte geben Sie Ihre E-Mail-Adresse an.', 'Bitte prüfen Sie die Adresse, zum Beispiel name@beispiel.de.'],
    phone: ['Bitte geben Sie Ihre Telefonnummer an.', 'Bitte 5 bis 20 Ziffern, zum Beispiel 0711 123456.'],
    comment: ['Bitte schreiben Sie uns eine kurze Anmerkung.', 'Bitte höchstens 2000 Zeichen.'],
    privacy_accepted: ['Bitte stimmen Sie zu, damit wir den Termin buchen dürfen.', ''],
  } as Record<string, [string, string]>,
  consent: ['Ich habe die ', 'Datenschutzhinweise', ' gelesen und bin einverstanden.'],
  newTab: '(öffnet ein neues Fenster)',
  book: 'Termin verbindlich buchen',
  request: 'Termin anfragen',
  sending: 'Wird gesendet …',
  pleaseCorrect: (count: number) => (count === 1 ? 'Eine Angabe fehlt noch.' : `${count} Angaben fehlen noch.`),

  takenTitle: 'Diese Uhrzeit ist gerade vergeben worden.',
  notOffered: 'Diese Uhrzeit wird nicht mehr angeboten.',
  keepsData: 'Ihre Angaben bleiben erhalten.',
  alternatives: 'Diese Uhrzeiten sind frei:',
  tooMany: 'Auf diese E-Mail-Adresse sind schon mehrere Termine gebucht. Bitte sagen Sie zuerst einen ab.',
  fillAgain: 'Bitte senden Sie Ihre Angaben noch einmal ab.',
  unreachable: 'Wir erreichen den Terminplaner gerade nicht.',
  notSent: 'Das hat leider nicht geklappt. Ihre Angaben bleiben erhalten, bitte senden Sie sie noch einmal ab.',
  busy: (wait: string) => `Gerade ist viel los. Ihre Angaben bleiben erhalten, bitte versuchen Sie es ${wait} noch einmal.`,
  shortly: 'gleich',
  inSeconds: (count: number) => `in ${count} Sekunden`,
  inMinutes: (count: number) => `in ${count} Minuten`,
  retry: 'Noch einmal versuchen',
  bookingPage: 'Zur Buchungsseite',
  call: 'Oder rufen Sie uns an:',
  unknownService: 'Diese Leistung wird hier nicht angeboten.',

  confirmed: 'Ihr Termin ist gebucht',
  requested: 'Ihre Anfrage ist eingegangen',
  mailConfirmed: (email: string) => `Die Bestätigung schicken wir an ${email}.`,
  mailRequested: (email: string) => `Sobald wir den Termin bestätigt haben, schreiben wir an ${email}.`,
  calendar: 'In den Kalender übernehmen',
  manage: 'Termin verschieben oder absagen',
  again: 'Weiteren Termin buchen',
};

export type Texts = typeof de;

const en: Texts = {
  locale: 'en-GB',
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  dayOfMonth: (day, month) => `${day} ${month}`,
  clock: (time) => time,

  open: 'Book an appointment',
  close: 'Close',
  loading: 'Loading free times …',

  chooseService: 'What can we do for you?',
  service: 'Service',
  resource: 'With',
  anyResource: 'anyone, as soon as possible',
  minutes: (count) => `${count} min`,

  chooseTime: 'Free times',
  time: 'Time',
  unavailable: 'not available',
  previous: 'Earlier days',
  next: 'Later days',
  noneShown: 'Nothing is free on these days.',
  noneAtAll: 'No appointment can be booked online at present.',
  nextFree: (start) => `Next free appointment: ${start}`,
  zone: (place, zone) => `All times are local to ${place} (${zone}).`,
  yourClock: (start) => `On your clock: ${start}`,
  nowTaken: (start) => `${start} has just been taken.`,
  nowFree: (start) => `${start} has just become free.`,
  manyChanged: (count) => `${count} times have just changed.`,

  yourData: 'Your details',
  back: 'Choose another time',
  onRequest: 'We will check your request and get back to you.',
  optional: '(optional)',
  labels: {
    first_name: 'First name',
    last_name: 'Last name',
    email: 'E-mail address',
    phone: 'Telephone',
    comment: 'Comment',
    website: 'Please leave empty',
  },
  faults: {
    first_name: ['Please enter your first name.', 'Please enter the first name only, at most 100 plain characters.'],
    last_name: ['Please enter your last name.', 'Please enter the last name only, at most 100 plain characters.'],
    email: ['Please enter your e-mail address.', 'Please check the address, for example name@example.com.'],
    phone: ['Please enter your telephone number.', 'Please enter 5 to 20 digits, for example +49 711 123456.'],
    comment: ['Please leave us a short comment.', 'Please write at most 2000 characters.'],
    privacy_accepted: ['Please agree, so that we may book the appointment.', ''],
  },
  consent: ['I have read the ', 'privacy notice', ' and agree to it.'],
  newTab: '(opens a new window)',
  book: 'Book this appointment',
  request: 'Request this appointment',
  sending: 'Sending …',
  pleaseCorrect: (count) => (count === 1 ? 'One entry is still missing.' : `${count} entries are still missing.`),

  takenTitle: 'This time has just been taken.',
  notOffered: 'This time is no longer offered.',
  keepsData: 'Your details are kept.',
  alternatives: 'These times are free:',
  tooMany: 'This e-mail address already has several appointments. Please cancel one of them first.',
  fillAgain: 'Please send your details once more.',
  unreachable: 'The booking service cannot be reached at the moment.',
  notSent: 'Sorry, that did not work. Your details are kept, please send them once more.',
  busy: (wait) => `We are busy just now. Your details are kept, please try again ${wait}.`,
  shortly: 'shortly',
  inSeconds: (count) => `in ${count} seconds`,
  inMinutes: (count) => `in ${count} minutes`,
  retry: 'Try again',
  bookingPage: 'Go to the booking page',
  call: 'Or call us:',
  unknownService: 'This service is not offered here.',

  confirmed: 'Your appointment is booked',
  requested: 'We have received your request',
  mailConfirmed: (email) => `We are sending the confirmation to ${email}.`,
  mailRequested: (email) => `We will write to ${email} once we have confirmed it.`,
  calendar: 'Add to your calendar',
  manage: 'Move or cancel the appointment',
  again: 'Book another appointment',
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
