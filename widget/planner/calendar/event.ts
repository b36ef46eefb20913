// Content of the calendar: appointments, shaded times, and the line for the current time.
import type { Calendar } from '@event-calendar/core';
import { later, wallOf, type Entries, type Entry, type Settings } from './contract';
import { ROOT } from '../root';

function line(tag: string, className: string, text: string): HTMLElement {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** The signs of places: a house, a receiver, a camera, as paths of a square of 16. */
const SIGNS = {
  customer: 'M2 8 8 2.5 14 8M4 7v6.5h8V7',
  phone: 'M4.5 2.5 6.5 6 5 7.5c.8 1.6 1.9 2.7 3.5 3.5L10 9.5l3.5 2-.5 2.5C7.5 14 2 8.5 2 3z',
  video: 'M1.5 4.5h8v7h-8zM9.5 7.5l5-2.5v6l-5-2.5',
};

/** Where it takes place, as a sign with words for those who do not see it. */
function where({ sign, words }: NonNullable<Entry['venue']>): HTMLElement {
  const box = line('span', 'ev-where', '');
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SIGNS[sign]);
  svg.append(path);
  box.append(svg, line('span', 'vh', `${words} `));
  return box;
}

/** Text of what is not an appointment: a closed date, or another calendar. */
export interface Note {
  words: string;
  /** Whose it is, and when. */
  more: string;
}

function note({ words, more }: Note): Calendar.Content {
  const box = line('span', 'ev-note', words);
  box.title = [words, more].filter(Boolean).join(' · ');
  return { domNodes: [box] };
}

/** The title, whose first name can be left out where there is no room. */
function title({ title, first }: Entry): HTMLElement {
  const named = line('b', 'ev-title', '');
  if (first) named.append(line('span', 'ev-first', `${first} `), title.slice(first.length + 1));
  else named.append(title);
  return named;
}

/** An appointment links to its page; while dragged, it is plain text. The name comes first, as the position shows the time. */
export function content({ event, timeText }: Calendar.EventContentInfo): Calendar.Content {
  const entry = event.extendedProps['entry'] as Entry | undefined;
  if (event.extendedProps['note']) return note(event.extendedProps['note'] as Note);
  // A new event being drawn shows its time.
  if (!entry) return { domNodes: event.display === 'preview' ? [line('span', 'ev-time', timeText)] : [] };
  const isThere = event.display === 'auto';
  const box = document.createElement(isThere ? 'a' : 'span');
  box.className = 'ev-link';
  // Text cut off by a narrow column is shown as a tooltip.
  box.title = [entry.title, entry.time, entry.detail, entry.venue?.words, entry.places, entry.closed, entry.status].filter(Boolean).join(' · ');
  if (box instanceof HTMLAnchorElement) {
    box.href = ROOT + entry.href;
    // Otherwise the browser would drag the link's URL.
    box.draggable = false;
  }
  // A dragged event shows its new time until the server has responded.
  const stays = isThere && wallOf(event.start) === entry.start && wallOf(event.end) === entry.end;
  const time = line('span', 'ev-time', stays ? entry.time : timeText);
  const label = event.extendedProps['label'] as string;
  if (entry.venue) box.append(where(entry.venue));
  box.append(title(entry));
  // While it stays, its position shows the time.
  const parts = [entry.closed && line('span', 'ev-closed', entry.closed), label && line('span', 'ev-place', label), time];
  if (!event.extendedProps['narrow']) parts.unshift(parts.pop() as HTMLElement);
  for (const part of parts) if (part) box.append(' ', part);
  if (entry.detail) box.append(' ', line('span', 'ev-detail', entry.detail));
  box.append(' ', line('span', 'ev-status', entry.status));
  return { domNodes: [box] };
}

/** The closed times and buffers, the words over whole dates, and the line of the current time. */
function background(entries: Entries, now: string, lanes: boolean): Calendar.EventInput[] {
  const all = entries.resources.map(({ id }) => id);
  const behind = (id: string, resource: string | null, start: string, end: string, classNames: string[], note?: Note) => ({
    id,
    display: 'background' as const,
    resourceIds: resource === null ? all : [resource],
    start,
    end,
    classNames,
    extendedProps: { note },
  });
  const isDrawn = ({ resource }: { resource: string | null }) => (resource !== null) === lanes;
  const shades = entries.shades
    .filter(isDrawn)
    .map(({ resource, start, end, class: name }, place) => behind(`shade-${place}`, resource, start, end, [name]));
  const bands = entries.bands.filter(isDrawn).map(({ resource, date, words, closes }, place) =>
    behind(`band-${place}`, resource, `${date}T00:00`, later(`${date}T00:00`, 24 * 60), closes ? ['is-band', 'closes'] : ['is-band'], { words, more: '' }),
  );
  return [...shades, ...bands, behind('now', null, now, later(now, 1), ['is-now'])];
}

/** Busy times of other calendars: behind the appointments of a column, beside them where a column is a whole day. */
function elsewhere(entries: Entries, lanes: boolean): Calendar.EventInput[] {
  return entries.elsewhere.map(({ resource, start, end, time, title, whose }, place) => ({
    id: `elsewhere-${place}`,
    display: lanes ? ('background' as const) : ('auto' as const),
    resourceIds: [resource],
    start,
    end,
    classNames: ['is-elsewhere'],
    editable: false,
    startEditable: false,
    durationEditable: false,
    extendedProps: { note: { words: lanes ? title : `${whose}: ${title}`, more: `${whose} · ${time}` } },
  }));
}

/** All events to draw; with `lanes`, a column is one resource. In a week of such columns the room comes before the time. */
export function events(
  entries: Entries,
  now: string,
  lanes: boolean,
  { columns, view }: Settings,
  isCut: (entry: Entry) => boolean,
): Calendar.EventInput[] {
  const narrow = lanes && view === 'week';
  const appointments = entries.events.map((entry) => ({
    id: entry.id,
    resourceIds: entry.columns,
    start: entry.start,
    end: entry.end,
    title: entry.title,
    classNames: [...entry.class.split(' '), ...(isCut(entry) ? ['is-cut'] : [])],
    editable: entry.editable,
    extendedProps: { entry, label: lanes && columns === 'day' ? entry.label : entry.places, narrow },
  }));
  return [...background(entries, now, lanes), ...elsewhere(entries, lanes), ...appointments];
}
