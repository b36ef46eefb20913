// What the picture shows: appointments with their words, whatever is shaded, and the line of now.
import type { Calendar } from '@event-calendar/core';
import { later, wallOf, type Entries, type Entry } from './contract';

function line(tag: string, className: string, text: string): HTMLElement {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** An appointment is a link to its page; while it is dragged, only what it says. Whose it is comes first: the time of day
    is where it stands. */
export function content({ event, timeText }: Calendar.EventContentInfo): Calendar.Content {
  const entry = event.extendedProps['entry'] as Entry | undefined;
  // What is drawn for a new one says when it will be.
  if (!entry) return { domNodes: event.display === 'preview' ? [line('span', 'ev-time', timeText)] : [] };
  const isThere = event.display === 'auto';
  const box = document.createElement(isThere ? 'a' : 'span');
  box.className = 'ev-link';
  // What a narrow column cuts off is shown by the mouse.
  box.title = [entry.title, entry.time, entry.detail, entry.status].filter(Boolean).join(' · ');
  if (box instanceof HTMLAnchorElement) {
    box.href = entry.href;
    // Otherwise the browser would drag the link's address.
    box.draggable = false;
  }
  // One that was dragged says where it is, while the server is still asked.
  const stays = isThere && wallOf(event.start) === entry.start && wallOf(event.end) === entry.end;
  box.append(line('b', 'ev-title', entry.title), ' ', line('span', 'ev-time', stays ? entry.time : timeText));
  if (entry.detail) box.append(' ', line('span', 'ev-detail', entry.detail));
  box.append(' ', line('span', 'ev-status', entry.status));
  return { domNodes: [box] };
}

/** Everything that is drawn. */
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
