// Books, shows, moves and cancels with types that openapi-typescript made of the description: what the compiler takes, the server takes.
import createClient from 'openapi-fetch';
import type { paths } from './generated/api.js';

/** The body of a successful answer. */
const ok = <T>(answer: { data?: T; error?: unknown; response: Response }): T => {
  if (answer.data === undefined) throw new Error(`${answer.response.status}: ${JSON.stringify(answer.error)}`);
  return answer.data;
};

const api = createClient<paths>({ baseUrl: process.env['API'] ?? '' });
const shop = ok(await api.GET('/api/v1/shop', { params: { query: { lang: 'de' } } }));
const service = shop.services[0]?.id ?? '';
const times = ok(await api.GET('/api/v1/availability', { params: { query: { service } } }));
const booked = ok(
  await api.POST('/api/v1/bookings', {
    params: { header: { 'Idempotency-Key': crypto.randomUUID() } },
    body: {
      service,
      start: times.next_free ?? '',
      customer: { first_name: 'Erika', last_name: 'Muster', email: 'typescript@example.org' },
      language: 'de',
    },
  }),
);
const path = { token: booked.token };
const shown = ok(await api.GET('/api/v1/bookings/{token}', { params: { path } }));
if (!shown.can_change || shown.start !== times.next_free) throw new Error(JSON.stringify(shown));
const other = ok(await api.GET('/api/v1/bookings/{token}/availability', { params: { path, query: { days: 31 } } }));
const start = other.days.flatMap((day) => day.slots).find((slot) => slot.free && slot.start !== shown.start)?.start ?? '';
const moved = ok(await api.PATCH('/api/v1/bookings/{token}', { params: { path }, body: { start } }));
const cancelled = ok(await api.DELETE('/api/v1/bookings/{token}', { params: { path } }));
if (moved.start !== start || cancelled.status !== 'cancelled') throw new Error(JSON.stringify(cancelled));
const taken = await api.POST('/api/v1/bookings', {
  body: { service, start: '2022-01-01T09:00:00+01:00', customer: { first_name: 'E', last_name: 'M', email: 'typescript@example.org' } },
});
if (taken.error?.code !== 'not_offered') throw new Error(JSON.stringify(taken.error));
console.log('TypeScript: booked, shown, moved, cancelled, refused');
