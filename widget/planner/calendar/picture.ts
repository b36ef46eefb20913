// Adapter for the calendar library. It supports only the browser's time zone, UTC and fixed offsets, so it gets local
// times without zone; a drag is returned as days and seconds, which are added to the local time.
import { createCalendar, Interaction, ResourceTimeGrid, TimeGrid, type Calendar } from '@event-calendar/core';
import { dateOf, later, timeOf, type Entries, type Entry, type Settings } from './contract';
import { content, events } from './event';
import { keepFocus } from './focus';
import { firstTime, hasLanes, scrollTo, slotHeight, widthOf } from './layout';
import { shift, type Target } from './shift';
import { ROOT } from '../root';

export interface Picture {
  draw(entries: Entries): void;
  /** Whether a drag is in progress. */
  isBusy(): boolean;
}

export interface Ways {
  refresh(): Promise<void>;
  /** A time was clicked. */
  pressed(at: string, resource: string): void;
  /** An appointment was clicked, or opened by Enter. */
  opened(entry: Entry): void;
  /** An appointment was cut out by a key. */
  cut(entry: Entry): void;
  isCut(entry: Entry): boolean;
  /** What was cut out shall be put in; false: nothing waits. */
  pasted(): boolean;
  /** A span was drawn; `end` is null for a start time only. */
  drawn(start: string, end: string | null, resource: string): void;
}

/** Drags snap to a quarter of an hour. */
const SNAP_MINUTES = 15;

/** Minutes by which keys move an appointment. */
const STEPS: Record<string, number> = {
  ArrowUp: -SNAP_MINUTES,
  ArrowDown: SNAP_MINUTES,
  ArrowLeft: -24 * 60,
  ArrowRight: 24 * 60,
};

const minutesOf = ({ days, seconds }: Calendar.Duration) => days * 24 * 60 + seconds / 60;

/** A name cut off by its column is shown as a tooltip. */
function label({ title }: Calendar.Resource): Calendar.Content {
  const name = document.createElement('span');
  name.className = 'cal-name';
  name.textContent = name.title = String(title);
  return { domNodes: [name] };
}

/** The library sets table roles whose rows contain appointments, which ARIA forbids. The calendar consists of links; the
    accessible table is the list. */
function withoutRoles(place: HTMLElement): void {
  for (const node of place.querySelectorAll('[role], [aria-colindex], [aria-colspan]')) {
    for (const name of ['role', 'aria-colindex', 'aria-colspan']) node.removeAttribute(name);
  }
  // Without a mouse it can be scrolled by the arrow keys.
  const main = place.querySelector<HTMLElement>('.ec-main');
  if (!main) return;
  main.tabIndex = 0;
  main.setAttribute('role', 'group');
  main.setAttribute('aria-label', document.querySelector('h1')?.textContent ?? '');
}

/** Creates the calendar in `place`. */
export function createPicture(place: HTMLElement, settings: Settings, first: Entries, ways: Ways): Picture {
  const lanes = hasLanes(settings, first, place.clientWidth);
  const width = (entries: Entries) => widthOf(settings, lanes, entries, place.clientWidth);
  const drawn = (entries: Entries, at: string) => events(entries, at, lanes, settings, ways.isCut);
  let busy = false;
  let shown = first;
  let drawnAt = performance.now();
  const entryOf = (event: Calendar.Event) => event.extendedProps['entry'] as Entry;
  const column = (resource?: Calendar.Resource) => resource?.id ?? settings.resource ?? '';
  const now = () => later(shown.now, Math.floor((performance.now() - drawnAt) / 60_000));
  const moved = (event: Calendar.Event, target: Target, revert: () => void) =>
    void shift(entryOf(event), target, settings, shown.resources, ways.refresh, revert);
  // The event under a pressed pointer must not be replaced, even before a drag starts.
  let pressed = false;
  place.addEventListener('pointerdown', () => (pressed = true), true);
  for (const name of ['pointerup', 'pointercancel'] as const) window.addEventListener(name, () => (pressed = false));
  // The button was released outside the window.
  window.addEventListener('pointermove', ({ buttons }) => (pressed &&= buttons > 0));
  const isBusy = () => busy || pressed;
  let letGo = false;
  const during = (is: boolean) => () => {
    busy = is;
    // The click that ends a drag must not open the link: it comes before any timer.
    letGo = !is;
    window.setTimeout(() => (letGo = false));
  };
  const entryOfLink = (target: EventTarget | null) => {
    const link = target instanceof Element ? target.closest('a.ev-link') : null;
    return link ? shown.events.find(({ href }) => link.getAttribute('href') === ROOT + href) : undefined;
  };
  // What a mouse drags, Shift and the arrow keys move. A key may come while the calendar is drawn anew and the focus is nowhere:
  // it counts for the appointment moved before, once that move is done.
  let chosen: string | undefined;
  let moves = Promise.resolve();
  const isNowhere = (target: EventTarget | null) =>
    target === document.body || (target instanceof Element && target.matches('.ec-main'));
  /** Whether a key is meant for the calendar, not for a field. */
  const isHere = (target: EventTarget | null) => isNowhere(target) || (target instanceof Node && place.contains(target));
  const step = async (href: string, minutes: number) => {
    const entry = shown.events.find((one) => one.href === href);
    if (!entry?.editable) return;
    await shift(entry, { start: later(entry.start, minutes) }, settings, shown.resources, ways.refresh, () => undefined);
  };
  document.addEventListener('focusin', ({ target }) => {
    if (!isNowhere(target) && entryOfLink(target)?.href !== chosen) chosen = undefined;
  });
  document.addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector('dialog[open]')) return;
    const entry = entryOfLink(event.target) ?? shown.events.find(({ href }) => isNowhere(event.target) && href === chosen);
    const isSelected = getSelection()?.isCollapsed === false;
    const isDone = event.key === 'x' && entry && !isSelected ? (ways.cut(entry), true) : event.key === 'v' && isHere(event.target) && ways.pasted();
    if (isDone) event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    const minutes = event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey ? STEPS[event.key] : undefined;
    const href = entryOfLink(event.target)?.href ?? (isNowhere(event.target) ? chosen : undefined);
    if (!minutes || !href || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    chosen = href;
    moves = moves.then(() => step(href, minutes));
  });
  place.addEventListener(
    'click',
    (event) => {
      const entry = entryOfLink(event.target);
      const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
      if (letGo) event.preventDefault();
      else if (entry && isPlain) {
        event.preventDefault();
        ways.opened(entry);
      }
      // The handle for resizing covers the link.
      else if (event.target instanceof Element && event.target.matches('.ec-resizer')) {
        event.target.closest('.ec-event')?.querySelector('a')?.click();
      }
    },
    true,
  );

  const calendar = createCalendar(place, [ResourceTimeGrid, TimeGrid, Interaction], {
    view: settings.view === 'day' ? 'resourceTimeGridDay' : lanes ? 'resourceTimeGridWeek' : 'timeGridWeek',
    datesAboveResources: settings.view === 'week',
    date: settings.date,
    firstDay: 1,
    headerToolbar: { start: '', center: '', end: '' },
    allDaySlot: false,
    height: '100%',
    slotDuration: '00:30',
    snapDuration: { minutes: SNAP_MINUTES },
    slotHeight: slotHeight(),
    columnWidth: width(first),
    slotLabelFormat: timeOf,
    eventTimeFormat: (start, end) => (end ? `${timeOf(start)}–${timeOf(end)}` : timeOf(start)),
    dayHeaderFormat: (date) => settings.heads[dateOf(date)] ?? '',
    dayHeaderAriaLabelFormat: (date) => settings.heads[dateOf(date)] ?? dateOf(date),
    highlightedDates: [settings.today],
    scrollTime: firstTime(settings, first),
    slotEventOverlap: false,
    slotMinTime: first.from,
    slotMaxTime: first.to,
    resources: first.resources,
    events: drawn(first, first.now),
    eventContent: content,
    resourceLabelContent: ({ resource }) => label(resource),
    editable: true,
    selectable: true,
    longPressDelay: 500,
    viewDidMount: () => {
      withoutRoles(place);
      // After the library's own scrolling, which considers only today.
      window.setTimeout(() => scrollTo(place, settings.date));
    },
    eventAllUpdated: () => withoutRoles(place),
    dateClick: ({ dateStr, resource }) => ways.pressed(dateStr.slice(0, 16), column(resource)),
    select: ({ startStr, endStr, resource, jsEvent }) => {
      const [start, end] = [startStr.slice(0, 16), endStr.slice(0, 16)];
      // A long press without movement does not set a duration.
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
      // Dropped on another resource's column of another date: only the date changes.
      const isElsewhere = newResource && oldResource && !resources.includes(newResource.id);
      if (isElsewhere) Object.assign(target, { from: oldResource.id, to: newResource.id });
      if (isElsewhere || target.start !== start) moved(event, target, revert);
      else revert();
    },
    eventResize: ({ event, endDelta, revert }) =>
      moved(event, { end: later(entryOf(event).end, minutesOf(endDelta)) }, revert),
  });

  window.setInterval(() => {
    if (!isBusy()) calendar.setOption('events', drawn(shown, now()));
  }, 60_000);
  return {
    isBusy,
    draw(entries) {
      // Only changed options are set, since others would rebuild the columns.
      const before = shown;
      const giveBack = keepFocus(() => place.querySelector('.ec-main'));
      const wasInside = place.contains(document.activeElement);
      shown = entries;
      drawnAt = performance.now();
      const changed = (name: keyof Entries) => JSON.stringify(before[name]) !== JSON.stringify(entries[name]);
      if (changed('resources')) calendar.setOption('resources', entries.resources);
      if (changed('from')) calendar.setOption('slotMinTime', entries.from);
      if (changed('to')) calendar.setOption('slotMaxTime', entries.to);
      const wanted = width(entries);
      if (wanted !== calendar.getOption('columnWidth')) calendar.setOption('columnWidth', wanted);
      calendar.setOption('events', drawn(entries, entries.now));
      // Once it is drawn.
      if (wasInside) requestAnimationFrame(giveBack);
    },
  };
}
