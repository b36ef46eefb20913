// The calendar itself: what the library is told, and what it tells back. The library only knows the tablet's zone, UTC and
// fixed offsets, so it is fed wall-clock times without any; a drag comes back as days and seconds, added to the wall clock.
import { createCalendar, Interaction, ResourceTimeGrid, TimeGrid, type Calendar } from '@event-calendar/core';
import { later, type Entries, type Entry, type Settings } from './contract';
import { shift, type Target } from './shift';

export interface Picture {
  draw(entries: Entries): void;
  /** Whether somebody is dragging just now. */
  isBusy(): boolean;
}

interface Ways {
  refresh(): Promise<void>;
  /** A time was pressed. */
  pressed(at: string, resource: string): void;
  /** A span was drawn. */
  drawn(start: string, end: string, resource: string): void;
}

const two = (number: number) => String(number).padStart(2, '0');
const dateOf = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const timeOf = (date: Date) => `${two(date.getHours())}:${two(date.getMinutes())}`;
const wallOf = (date: Date) => `${dateOf(date)}T${timeOf(date)}`;
const minutesOf = ({ days, seconds }: Calendar.Duration) => days * 24 * 60 + seconds / 60;

function line(tag: string, className: string, text: string): HTMLElement {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** An appointment is a link to its page; while it is dragged, only what it says. */
function content({ event, timeText }: Calendar.EventContentInfo): Calendar.Content {
  const entry = event.extendedProps['entry'] as Entry | undefined;
  if (!entry) return { domNodes: [] };
  const isThere = event.display === 'auto';
  const box = document.createElement(isThere ? 'a' : 'span');
  box.className = 'ev-link';
  // What a narrow column cuts off is shown by the mouse.
  box.title = [entry.time, entry.title, entry.detail, entry.status].filter(Boolean).join(' · ');
  if (box instanceof HTMLAnchorElement) {
    box.href = entry.href;
    // Otherwise the browser would drag the link's address.
    box.draggable = false;
  }
  // One that was dragged says where it is, while the server is still asked.
  const stays = isThere && wallOf(event.start) === entry.start && wallOf(event.end) === entry.end;
  const time = stays ? entry.time : timeText;
  const isShort = event.classNames.includes('is-short');
  box.append(line('span', 'ev-time', isShort ? time.slice(0, 5) : time), ' ', line('b', 'ev-title', entry.title));
  if (entry.detail) box.append(' ', line('span', 'ev-detail', entry.detail));
  box.append(' ', line('span', 'ev-status', entry.status));
  return { domNodes: [box] };
}

/** The library calls it a table whose rows hold appointments, which no table may. It is a picture full of links; the
    table for who hears it is the list. */
function withoutRoles(place: HTMLElement): void {
  for (const node of place.querySelectorAll('[role], [aria-colindex], [aria-colspan]')) {
    for (const name of ['role', 'aria-colindex', 'aria-colspan']) node.removeAttribute(name);
  }
}

function events(entries: Entries, now: string): Calendar.EventInput[] {
  const all = entries.resources.map(({ id }) => id);
  const appointments = entries.events.map((entry) => ({
    id: entry.id,
    resourceIds: entry.resources,
    start: entry.start,
    end: entry.end,
    title: entry.title,
    classNames: entry.class.split(' '),
    editable: entry.editable,
    extendedProps: { entry },
  }));
  const shades = entries.shades.map(({ resource, start, end, class: name }, place) => ({
    id: `shade-${place}`,
    display: 'background' as const,
    resourceIds: resource === null ? all : [resource],
    start,
    end,
    classNames: [name],
  }));
  const line = { id: 'now', display: 'background' as const, resourceIds: all, start: now, end: later(now, 1), classNames: ['is-now'] };
  return [...shades, line, ...appointments];
}

/** Makes the calendar in `place`. */
export function createPicture(place: HTMLElement, settings: Settings, first: Entries, ways: Ways): Picture {
  let busy = false;
  let shown = first;
  let drawnAt = performance.now();
  const entryOf = (event: Calendar.Event) => event.extendedProps['entry'] as Entry;
  const column = (resource?: Calendar.Resource) => resource?.id ?? settings.resource ?? '';
  const now = () => later(shown.now, Math.floor((performance.now() - drawnAt) / 60_000));
  const moved = (event: Calendar.Event, target: Target, revert: () => void) =>
    void shift(entryOf(event), target, settings, ways.refresh, revert);
  let letGo = false;
  const during = (is: boolean) => () => {
    busy = is;
    // The press that ends a drag is none on the link: it comes before anything that waits.
    letGo = !is;
    window.setTimeout(() => (letGo = false));
  };
  const notAfterDrag = (event: Event) => letGo && event.preventDefault();
  place.addEventListener('click', notAfterDrag, true);

  const calendar = createCalendar(place, [ResourceTimeGrid, TimeGrid, Interaction], {
    view: settings.view === 'day' ? 'resourceTimeGridDay' : 'timeGridWeek',
    date: settings.date,
    firstDay: 1,
    headerToolbar: { start: '', center: '', end: '' },
    allDaySlot: false,
    height: '100%',
    slotDuration: '00:30',
    snapDuration: '00:15',
    slotHeight: 34,
    columnWidth: settings.view === 'day' ? 'minmax(9.5rem, 1fr)' : 'minmax(8rem, 1fr)',
    slotLabelFormat: timeOf,
    eventTimeFormat: (start, end) => (end ? `${timeOf(start)}–${timeOf(end)}` : timeOf(start)),
    dayHeaderFormat: (date) => settings.heads[dateOf(date)] ?? '',
    dayHeaderAriaLabelFormat: (date) => settings.heads[dateOf(date)] ?? dateOf(date),
    highlightedDates: [settings.today],
    scrollTime: settings.date === settings.today ? later(first.now, -90).slice(11) : first.from,
    slotEventOverlap: false,
    slotMinTime: first.from,
    slotMaxTime: first.to,
    hiddenDays: first.hidden as Calendar.dayOfWeek[],
    resources: first.resources,
    events: events(first, first.now),
    eventContent: content,
    editable: true,
    selectable: true,
    longPressDelay: 500,
    viewDidMount: () => withoutRoles(place),
    eventAllUpdated: () => withoutRoles(place),
    dateClick: ({ dateStr, resource }) => ways.pressed(dateStr.slice(0, 16), column(resource)),
    select: ({ startStr, endStr, resource }) => ways.drawn(startStr.slice(0, 16), endStr.slice(0, 16), column(resource)),
    eventDragStart: during(true),
    eventDragStop: during(false),
    eventResizeStart: during(true),
    eventResizeStop: during(false),
    eventDrop: ({ event, delta, oldResource, newResource, revert }) => {
      const target: Target = { start: later(entryOf(event).start, minutesOf(delta)) };
      if (newResource && oldResource) Object.assign(target, { from: oldResource.id, to: newResource.id });
      moved(event, target, revert);
    },
    eventResize: ({ event, endDelta, revert }) =>
      moved(event, { end: later(entryOf(event).end, minutesOf(endDelta)) }, revert),
  });

  window.setInterval(() => {
    if (!busy) calendar.setOption('events', events(shown, now()));
  }, 60_000);
  return {
    isBusy: () => busy,
    draw(entries) {
      // What stays the same is left alone: the columns would be made anew.
      const before = shown;
      shown = entries;
      drawnAt = performance.now();
      const changed = (name: keyof Entries) => JSON.stringify(before[name]) !== JSON.stringify(entries[name]);
      if (changed('resources')) calendar.setOption('resources', entries.resources);
      if (changed('from')) calendar.setOption('slotMinTime', entries.from);
      if (changed('to')) calendar.setOption('slotMaxTime', entries.to);
      if (changed('hidden')) calendar.setOption('hiddenDays', entries.hidden as Calendar.dayOfWeek[]);
      calendar.setOption('events', events(entries, entries.now));
    },
  };
}
