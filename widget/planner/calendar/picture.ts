// The calendar itself: what the library is told, and what it tells back. The library only knows the tablet's zone, UTC and
// fixed offsets, so it is fed wall-clock times without any; a drag comes back as days and seconds, added to the wall clock.
import { createCalendar, Interaction, ResourceTimeGrid, TimeGrid, type Calendar } from '@event-calendar/core';
import { dateOf, later, timeOf, type Columns, type Entries, type Entry, type Settings } from './contract';
import { content, events } from './event';
import { firstTime, scrollTo, slotHeight, widthOf } from './layout';
import { shift, type Target } from './shift';

export interface Picture {
  draw(entries: Entries): void;
  /** Whether somebody is dragging just now. */
  isBusy(): boolean;
}

export interface Ways {
  refresh(): Promise<void>;
  /** A time was pressed. */
  pressed(at: string, resource: string): void;
  /** A span was drawn, or a start alone. */
  drawn(start: string, end: string | null, resource: string): void;
}

/** What is dragged goes from one quarter of an hour to another. */
const SNAP_MINUTES = 15;

/** The library's views. */
const VIEWS = { day: 'timeGridWeek', resource: 'resourceTimeGridWeek' };

const minutesOf = ({ days, seconds }: Calendar.Duration) => days * 24 * 60 + seconds / 60;

/** A name that is too long for its column is shown whole by the mouse. */
function label({ title }: Calendar.Resource): Calendar.Content {
  const name = document.createElement('span');
  name.className = 'cal-name';
  name.textContent = name.title = String(title);
  return { domNodes: [name] };
}

/** The library calls it a table whose rows hold appointments, which no table may. It is a picture full of links; the
    table for who hears it is the list. */
function withoutRoles(place: HTMLElement): void {
  for (const node of place.querySelectorAll('[role], [aria-colindex], [aria-colspan]')) {
    for (const name of ['role', 'aria-colindex', 'aria-colspan']) node.removeAttribute(name);
  }
  // Whoever has no mouse scrolls it with the arrow keys.
  const main = place.querySelector<HTMLElement>('.ec-main');
  if (!main) return;
  main.tabIndex = 0;
  main.setAttribute('role', 'group');
  main.setAttribute('aria-label', document.querySelector('h1')?.textContent ?? '');
}

/** Makes the calendar in `place`. */
export function createPicture(place: HTMLElement, settings: Settings, columns: Columns, first: Entries, ways: Ways): Picture {
  let busy = false;
  let shown = first;
  let drawnAt = performance.now();
  const entryOf = (event: Calendar.Event) => event.extendedProps['entry'] as Entry;
  const column = (resource?: Calendar.Resource) => resource?.id ?? settings.resource ?? '';
  const now = () => later(shown.now, Math.floor((performance.now() - drawnAt) / 60_000));
  const moved = (event: Calendar.Event, target: Target, revert: () => void) =>
    void shift(entryOf(event), target, settings, shown.resources, ways.refresh, revert);
  // What is under a finger or the mouse's button stays there, also before it is dragged.
  let pressed = false;
  place.addEventListener('pointerdown', () => (pressed = true), true);
  for (const name of ['pointerup', 'pointercancel'] as const) window.addEventListener(name, () => (pressed = false));
  // A button that was let go elsewhere.
  window.addEventListener('pointermove', ({ buttons }) => (pressed &&= buttons > 0));
  const isBusy = () => busy || pressed;
  let letGo = false;
  const during = (is: boolean) => () => {
    busy = is;
    // The press that ends a drag is none on the link: it comes before anything that waits.
    letGo = !is;
    window.setTimeout(() => (letGo = false));
  };
  place.addEventListener(
    'click',
    (event) => {
      if (letGo) event.preventDefault();
      // The edge that is dragged lies over the link.
      else if (event.target instanceof Element && event.target.matches('.ec-resizer')) {
        event.target.closest('.ec-event')?.querySelector('a')?.click();
      }
    },
    true,
  );

  const calendar = createCalendar(place, [ResourceTimeGrid, TimeGrid, Interaction], {
    view: settings.view === 'day' ? 'resourceTimeGridDay' : VIEWS[columns],
    datesAboveResources: settings.view === 'week',
    date: settings.date,
    firstDay: 1,
    headerToolbar: { start: '', center: '', end: '' },
    allDaySlot: false,
    height: '100%',
    slotDuration: '00:30',
    snapDuration: { minutes: SNAP_MINUTES },
    slotHeight: slotHeight(),
    columnWidth: widthOf(settings, columns, first),
    slotLabelFormat: timeOf,
    eventTimeFormat: (start, end) => (end ? `${timeOf(start)}–${timeOf(end)}` : timeOf(start)),
    dayHeaderFormat: (date) => settings.heads[dateOf(date)] ?? '',
    dayHeaderAriaLabelFormat: (date) => settings.heads[dateOf(date)] ?? dateOf(date),
    highlightedDates: [settings.today],
    scrollTime: firstTime(settings, first),
    slotEventOverlap: false,
    slotMinTime: first.from,
    slotMaxTime: first.to,
    hiddenDays: first.hidden as Calendar.dayOfWeek[],
    resources: first.resources,
    events: events(first, first.now),
    eventContent: content,
    resourceLabelContent: ({ resource }) => label(resource),
    editable: true,
    selectable: true,
    longPressDelay: 500,
    viewDidMount: () => {
      withoutRoles(place);
      // After the library, which only knows today.
      window.setTimeout(() => scrollTo(place, settings.date));
    },
    eventAllUpdated: () => withoutRoles(place),
    dateClick: ({ dateStr, resource }) => ways.pressed(dateStr.slice(0, 16), column(resource)),
    select: ({ startStr, endStr, resource, jsEvent }) => {
      const [start, end] = [startStr.slice(0, 16), endStr.slice(0, 16)];
      // A finger that only stayed where it was meant no length.
      const isHeld = jsEvent instanceof PointerEvent && jsEvent.pointerType !== 'mouse' && end === later(start, SNAP_MINUTES);
      ways.drawn(start, isHeld ? null : end, column(resource));
    },
    eventDragStart: during(true),
    eventDragStop: during(false),
    eventResizeStart: during(true),
    eventResizeStop: during(false),
    eventDrop: ({ event, delta, oldResource, newResource, revert }) => {
      const { start, resources } = entryOf(event);
      const target: Target = { start: later(start, minutesOf(delta)) };
      // Another column of its own on another date: only the date was meant.
      const isElsewhere = newResource && oldResource && !resources.includes(newResource.id);
      if (isElsewhere) Object.assign(target, { from: oldResource.id, to: newResource.id });
      if (isElsewhere || target.start !== start) moved(event, target, revert);
      else revert();
    },
    eventResize: ({ event, endDelta, revert }) =>
      moved(event, { end: later(entryOf(event).end, minutesOf(endDelta)) }, revert),
  });

  window.setInterval(() => {
    if (!isBusy()) calendar.setOption('events', events(shown, now()));
  }, 60_000);
  return {
    isBusy,
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
      const width = widthOf(settings, columns, entries);
      if (width !== calendar.getOption('columnWidth')) calendar.setOption('columnWidth', width);
      calendar.setOption('events', events(entries, entries.now));
    },
  };
}
