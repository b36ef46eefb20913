// What the booking file says beside the widget's own texts, in German (the model) and English.
import { textsIn, type Texts } from '../texts';

const de = {
  $yourClock: (start: string) => `Auf Ihrer Uhr: ${start}`,
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
  $networkLimit: 'Von Ihrem Internetanschluss wurde heute schon sehr oft gebucht. Bitte rufen Sie uns an.',
  $notSent: 'Das hat leider nicht geklappt. Bitte senden Sie Ihre Angaben noch einmal ab.',
  $busy: (wait: string) => `Gerade ist viel los. Bitte senden Sie Ihre Angaben ${wait} noch einmal ab.`,
  $confirmed: 'Ihr Termin ist gebucht',
  $requested: 'Ihre Anfrage ist eingegangen',
  $mailConfirmed: (email: string) => `Die Bestätigung geht an ${email}.`,
  $mailRequested: (email: string) => `Wir prüfen Ihre Anfrage und schreiben an ${email}.`,
  $calendar: 'In den Kalender übernehmen',
  $manage: 'Termin verschieben oder absagen',
  $earlier: 'Gebucht ist, was Sie zuerst gesendet haben; Ihre letzten Änderungen sind nicht dabei.',
  $again: 'Weiteren Termin buchen',
};

export type BookingTexts = Texts & typeof de;

const en: typeof de = {
  $yourClock: (start) => `On your clock: ${start}`,
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
  $networkLimit: 'Very many bookings came from your internet connection today. Please call us.',
  $notSent: 'Sorry, that did not work. Please send your details once more.',
  $busy: (wait) => `We are busy just now. Please send your details once more ${wait}.`,
  $confirmed: 'Your appointment is booked',
  $requested: 'We have received your request',
  $mailConfirmed: (email) => `The confirmation goes to ${email}.`,
  $mailRequested: (email) => `We will check your request and write to ${email}.`,
  $calendar: 'Add to your calendar',
  $manage: 'Move or cancel the appointment',
  $earlier: 'What you sent first is booked; your latest changes are not part of it.',
  $again: 'Book another appointment',
};

/** All that is said, from the time chosen to the appointment booked. */
export const bookingTextsIn = (lang: string): BookingTexts => ({ ...textsIn(lang), ...(lang === 'en' ? en : de) });
