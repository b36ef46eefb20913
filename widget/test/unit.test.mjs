// The functions that touch no page: layout, values, dates, colours, languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, css, palette, WHITE } from '../src/color';
import { dayRange, endOf, longDay, offsetName, shortDay, soon, span, spokenRange, spokenSpan } from '../src/dates';
import { monthFrom, weeksOf } from '../src/booking/months';
import { runs } from '../src/grid-fold';
import { faultIn, fieldsOf } from '../src/booking/fields';
import { columnsFor, doubled, nextFree, rowsOf } from '../src/grid-layout';
import { languageOf, shopLanguage, startOf, wantedLanguage } from '../src/texts';
import deBooking from 'texts:de/booking';
import de from 'texts:de/grid';
import en from 'texts:en/grid';
import fr from 'texts:fr/grid';
import frBooking from 'texts:fr/booking';
import enBooking from 'texts:en/booking';
import it from 'texts:it/grid';
import colors from '../../tests/colors.json';

const slot = (start, free = true) => ({ start, time: start.slice(11, 16), free });

test('buttons have the colours that the pages give them', () => {
  for (const { accent, contrast_to_white: ratio, fill } of colors) {
    const color = [1, 3, 5].map((at) => Number.parseInt(accent.slice(at, at + 2), 16) / 255);
    assert.ok(Math.abs(contrast(WHITE, color) - ratio) < 1e-3, accent);
    assert.equal(css(palette(color, WHITE, [0, 0, 0]).fill), fill);
  }
});

test('a time that is no mark of a day is an empty cell', () => {
  const rows = rowsOf([
    { date: '2022-01-17', slots: [slot('2022-01-17T09:00:00+01:00'), slot('2022-01-17T10:00:00+01:00')] },
    { date: '2022-01-18', slots: [slot('2022-01-18T09:30:00+01:00')] },
  ]);
  assert.deepEqual(rows.map(({ time, slots }) => [time, slots.map((cell) => cell?.time ?? null)]),
    [['09:00', ['09:00', null]], ['09:30', [null, '09:30']], ['10:00', ['10:00', null]]]);
});

test('the doubled hour is shown twice and told apart', () => {
  const first = slot('2022-10-30T02:30:00+02:00');
  const second = slot('2022-10-30T02:30:00+01:00');
  const days = [{ date: '2022-10-30', slots: [first, second, slot('2022-10-30T03:00:00+01:00')] }];
  assert.deepEqual(rowsOf(days).map(({ slots }) => slots[0].start), [first.start, second.start, '2022-10-30T03:00:00+01:00']);
  assert.deepEqual([...doubled(days)], [first.start, second.start]);
  assert.deepEqual([offsetName(first.start), offsetName(second.start)], ['UTC+02:00', 'UTC+01:00']);
});

test('the next free times are offered in order, three at most', () => {
  const slots = ['08', '09', '10', '11', '12', '13'].map((hour) => slot(`2022-01-17T${hour}:00:00+01:00`, hour !== '10'));
  const page = { days: [{ date: '2022-01-17', slots }], previous: null, next: null, next_free: null };
  assert.deepEqual(nextFree(page, slots[1].start).map((start) => start.slice(11, 13)), ['11', '12', '13']);
  assert.deepEqual(nextFree(null, slots[1].start), []);
});

test('fewer columns fit where it is narrow or the text is large', () => {
  assert.deepEqual([60, 34, 22, 8].map((width) => columnsFor(width, 7)), [7, 5, 3, 2]);
  assert.equal(columnsFor(22, 1), 1);
  assert.equal(columnsFor(90, 14), 14 * 5.2 <= 90 ? 14 : 5);
});

test('days and times read as the shop writes them', () => {
  assert.equal(shortDay(de, '2022-01-17'), 'Mo 17. Jan');
  assert.equal(shortDay(de, '2022-03-01'), 'Di 1. Mär');
  assert.equal(shortDay(de, '2022-09-04'), 'So 4. Sep');
  assert.equal(shortDay(en, '2022-01-17'), 'Mon 17 Jan');
  assert.equal(longDay(de, '2022-01-17'), 'Montag, 17. Januar 2022');
  assert.equal(dayRange(de, '2022-01-14', '2022-01-21'), '14.–21. Januar 2022');
  assert.equal(soon(de, '2022-01-17T09:00:00+01:00'), 'Montag, 17. Januar, 09:00 Uhr');
  assert.equal(span(de, '2022-01-17T09:00:00+01:00', endOf('2022-01-17T09:00:00+01:00', 60, 'Europe/Berlin')), '09:00–10:00 Uhr');
  assert.equal(soon(fr, '2022-07-18T09:00:00+02:00'), 'lundi 18 juillet, 09:00');
  assert.equal(soon(it, '2022-07-18T09:00:00+02:00'), 'lunedì 18 luglio, ore 09:00');
  // Clocks go forward at two: an hour and a half later it is half past three.
  assert.equal(span(en, '2022-03-27T01:00:00+01:00', endOf('2022-03-27T01:00:00+01:00', 90, 'Europe/Berlin')), '01:00–03:30');
});

test('ranges are heard in words, since voices leave a dash out', () => {
  assert.equal(spokenRange(de, '2022-01-14', '2022-01-21'), '14. bis 21. Januar 2022');
  assert.equal(spokenRange(de, '2022-01-29', '2022-02-04'), '29. Januar bis 4. Februar 2022');
  const heard = (grid, booking, start, minutes) => spokenSpan({ ...grid, ...booking }, start, endOf(start, minutes, 'Europe/Berlin'));
  assert.equal(heard(de, deBooking, '2022-01-17T09:00:00+01:00', 45), 'Montag, 17. Januar 2022, 9 Uhr bis 9 Uhr 45');
  assert.equal(heard(de, deBooking, '2022-01-17T12:05:00+01:00', 55), 'Montag, 17. Januar 2022, 12 Uhr 5 bis 13 Uhr');
  assert.equal(heard(fr, frBooking, '2022-01-17T09:00:00+01:00', 45), 'lundi 17 janvier 2022, de 9 heures à 9 heures 45');
  assert.equal(heard(en, enBooking, '2022-01-17T09:00:00+01:00', 45), 'Monday, 17 January 2022, 09:00 to 09:45');
  assert.equal(heard(de, deBooking, '2022-01-17T09:00:00+01:00', 2 * 24 * 60),
    'Montag, 17. Januar 2022, 09:00 Uhr bis Mittwoch, 19. Januar 2022, 09:00 Uhr');
});

test('only neighbouring rows without a free time are folded, and never one alone', () => {
  const rows = (...free) => free.map((one, at) => ({ time: `${at + 10}:00`, slots: [null, slot('2022-01-17T09:00:00+01:00', one)] }));
  assert.deepEqual(runs(rows(false, false, true, false, true, false, false, false)), [[0, 1], [5, 7]]);
  assert.deepEqual(runs(rows(true, false)), []);
});

test('a month is weeks of seven places, from the first weekday of the language on', () => {
  assert.equal(monthFrom('2022-01-31', 1), '2022-02-01');
  assert.equal(monthFrom('2022-01-31', -1), '2021-12-01');
  const [first, ...others] = weeksOf('2022-01-01', 1);
  assert.deepEqual(first, [null, null, null, null, null, '2022-01-01', '2022-01-02']);
  assert.deepEqual(others.at(-1), ['2022-01-31', null, null, null, null, null, null]);
  assert.deepEqual(weeksOf('2022-05-01', 7)[0][0], '2022-05-01');
  assert.equal(weeksOf('2024-02-01', 1).flat().filter(Boolean).length, 29);
});

test('values follow the rules of the server', () => {
  const fault = (name, value, required = true) => faultIn({ name, required }, value);
  assert.equal(fault('first_name', '  '), 0);
  assert.equal(fault('phone', '', false), null);
  for (const name of ['Erika', 'Ō', 'Müller-Lüdenscheidt', 'x'.repeat(100), '👵'.repeat(100)]) assert.equal(fault('last_name', name), null, name);
  for (const name of ['x'.repeat(101), 'a\u202eb', 'a\nb']) assert.equal(fault('last_name', name), 1, name);
  for (const email of ['erika@example.org', 'e.m+x@sub.example.org']) assert.equal(fault('email', email), null, email);
  for (const email of ['erika', 'erika@example', 'a@b@example.org', 'a b@example.org', 'a@example..org', `${'x'.repeat(250)}@a.de`]) assert.equal(fault('email', email), 1, email);
  for (const phone of ['0711 123456', '+49 (711) 12-34.56/7', '12345']) assert.equal(fault('phone', phone), null, phone);
  for (const phone of ['1234', '0711 abc', '1'.repeat(21)]) assert.equal(fault('phone', phone), 1, phone);
  assert.equal(fault('comment', 'x'.repeat(2000), false), null);
  assert.equal(fault('comment', 'x'.repeat(2001), false), 1);
});

test('a shop is asked only for the fields it wants', () => {
  const names = (shop) => fieldsOf(shop).map(({ name, required }) => name + (required ? '!' : ''));
  assert.deepEqual(names({ fields: { phone: 'required', comment: 'optional' }, privacy_url: 'https://example.org/' }),
    ['first_name!', 'last_name!', 'email!', 'phone!', 'comment', 'privacy_accepted!']);
  assert.deepEqual(names({ fields: { phone: 'hidden', comment: 'hidden' }, privacy_url: null }), ['first_name!', 'last_name!', 'email!']);
});

test('where a service takes place decides which fields are required', () => {
  const shop = { fields: { phone: 'hidden', comment: 'hidden' }, privacy_url: null };
  const names = (place) => fieldsOf(shop, { place }).map(({ name, required }) => name + (required ? '!' : '')).slice(3);
  assert.deepEqual(names('customer'), ['phone!', 'address!']);
  assert.deepEqual(names('phone'), ['phone!']);
  for (const place of ['shop', 'video', undefined]) assert.deepEqual(names(place), [], place);
});

test('any accent on any background yields readable pairs', () => {
  const steps = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const grey = (value) => [value, value, value];
  for (const r of steps) for (const g of steps) for (const b of steps) {
    for (const [ground, text] of [[grey(1), grey(0)], [grey(0.07), grey(1)], [grey(0.95), grey(0.2)], [[0.1, 0.15, 0.3], grey(0.9)]]) {
      const pair = palette([r, g, b], ground, text);
      for (const [over, under, least] of [['ink', 'ground', 4.5], ['ink', 'tint', 4.5], ['muted', 'ground', 4.5], ['muted', 'tint', 4.5],
        ['on-fill', 'fill', 4.5], ['wrong', 'ground', 4.5], ['edge', 'ground', 3]]) {
        assert.ok(contrast(pair[over], pair[under]) >= least, `${over} on ${under}: accent ${[r, g, b]} ground ${ground}: ${contrast(pair[over], pair[under])}`);
      }
    }
  }
});

test('the language is the element’s, else the page’s, else the shop’s', () => {
  assert.equal(wantedLanguage('en', 'de'), 'en');
  assert.equal(wantedLanguage(null, 'en-US'), 'en');
  assert.equal(wantedLanguage('xx', 'de-CH'), 'de');
  assert.equal(wantedLanguage(null, 'fr-CH'), 'fr');
  assert.equal(wantedLanguage(null, 'xx'), null);
  assert.equal(languageOf('xx'), languageOf('de'));
  assert.equal(startOf('xx'), startOf('de'));
  assert.equal(startOf('fr'), startOf('en'));
  assert.equal(shopLanguage('en', { language: 'de', languages: ['de'] }), 'de');
  assert.equal(shopLanguage(null, { language: 'en', languages: ['de', 'en'] }), 'en');
});

test('a text with arguments is a function of them, in the order of the alphabet', () => {
  assert.equal(deBooking.mailConfirm('erika@example.org', '09:00 Uhr'),
    'Bitte bestätigen Sie bis 09:00 Uhr mit dem Link in der E-Mail an erika@example.org.');
});
