// Content of the calendar: appointments, shaded times, and the line for the current time.
import type { Calendar } from '@event-calendar/core';
import { later, wallOf, type Entries, type Entry } from './contract';
import { ROOT } from '../root';

function line(tag: string, className: string, text: string): HTMLElement {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** An appointment links to its page; while dragged, it is plain text. The name comes first, as the position shows the time. */
export function content({ event, timeText }: Calendar.EventContentInfo): Calendar.Content {
  const entry = event.extendedProps['entry'] as Entry | undefined;
  // A new event being drawn shows its time.
  if (!entry) return { domNodes: event.display === 'preview' ? [line('span', 'ev-time', timeText)] : [] };
  const isThere = event.display === 'auto';
  const box = document.createElement(isThere ? 'a' : 'span');
  box.className = 'ev-link';
  // Text cut off by a narrow column is shown as a tooltip.
  box.title = [entry.title, entry.time, entry.detail, entry.status].filter(Boolean).join(' · ');
  if (box instanceof HTMLAnchorElement) {
    box.href = ROOT + entry.href;
    // Otherwise the browser would drag the link's URL.
    box.draggable = false;
  }
  // A dragged event shows its new time until the server has responded.
  const stays = isThere && wallOf(event.start) === entry.start && wallOf(event.end) === entry.end;
  box.append(line('b', 'ev-title', entry.title), ' ', line('span', 'ev-time', stays ? entry.time : timeText));
  if (entry.detail) box.append(' ', line('span', 'ev-detail', entry.detail));
  box.append(' ', line('span', 'ev-status', entry.status));
  return { domNodes: [box] };
}

/** All events to draw. */
export function events(entries: Entries, now: string): Calendar.EventInput[] {
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
