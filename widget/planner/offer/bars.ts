// The week chart: bars are moved or resized; dragging on an empty track opens the form for new hours. A track is an
// SVG as wide as the axis; positions are percentages, allowed in SVG attributes where the CSP forbids inline styles.
import { hold, send } from './in-place';
import { ROOT } from '../root';

/** Times snap to this many minutes. */
const SNAP = 15;
/** Width of the resize handle at each end of a bar, in pixels. */
const END = 14;
/** Pointer movement that starts a drag, in pixels. */
const THRESHOLD = 4;

type Grip = 'from' | 'to' | 'move' | 'new';

interface Drag {
  grip: Grip;
  bar: SVGSVGElement;
  home: SVGSVGElement;
  track: SVGSVGElement;
  startX: number;
  from: number;
  to: number;
  begun: boolean;
  now: { from: number; to: number };
}

const axis = (track: SVGSVGElement) => ({ first: Number(track.dataset.first), last: Number(track.dataset.last) });
const snap = (minute: number) => Math.round(minute / SNAP) * SNAP;
const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const short = (minute: number) => (minute % 60 ? `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}` : String(minute / 60));

function minuteAt(track: SVGSVGElement, x: number): number {
  const { left, width } = track.getBoundingClientRect();
  const { first, last } = axis(track);
  return first + ((x - left) / width) * (last - first);
}

function draw({ bar, track, now }: Drag): void {
  const { first, last } = axis(track);
  const share = (minutes: number) => `${(100 * minutes) / (last - first)}%`;
  bar.setAttribute('x', share(now.from - first));
  bar.setAttribute('width', share(now.to - now.from));
  const text = bar.querySelector('text');
  if (text) text.textContent = `${short(now.from)}–${short(now.to)}`;
}

function gripAt(bar: SVGSVGElement, x: number): Grip {
  const { left, right } = bar.getBoundingClientRect();
  // A narrow bar keeps a middle part for moving.
  const end = Math.min(END, (right - left) / 3);
  if (x < left + end) return 'from';
  return x > right - end ? 'to' : 'move';
}

/** The span with the pointer at `x`, within the axis and at least one step long. */
function spanAt({ grip, from, to, track, startX }: Drag, x: number): { from: number; to: number } {
  const { first, last } = axis(track);
  const at = Math.min(Math.max(snap(minuteAt(track, x)), first), last);
  const by = snap(minuteAt(track, x) - minuteAt(track, startX));
  switch (grip) {
    case 'from': return { from: Math.min(at, to - SNAP), to };
    case 'to': return { from, to: Math.max(at, from + SNAP) };
    case 'new': return at < from ? { from: at, to: from } : { from, to: at };
    case 'move': {
      const moved = Math.min(Math.max(from + by, first), last - (to - from));
      return { from: moved, to: moved + to - from };
    }
  }
}

function ghost(track: SVGSVGElement): SVGSVGElement {
  const make = (name: string) => document.createElementNS('http://www.w3.org/2000/svg', name);
  const bar = make('svg') as SVGSVGElement;
  const [rect, text] = [make('rect'), make('text')];
  bar.setAttribute('class', 'bar ghost');
  bar.setAttribute('height', '44');
  for (const [name, value] of Object.entries({ x: '1', y: '4', width: '100%', height: '36', rx: '6' })) rect.setAttribute(name, value);
  text.setAttribute('x', '10');
  text.setAttribute('y', '27');
  bar.append(rect, text);
  track.append(bar);
  return bar;
}

function begin(event: PointerEvent): Drag | null {
  const target = event.target instanceof Element ? event.target : null;
  const track = target?.closest<SVGSVGElement>('.track');
  if (!track || event.button !== 0 || target?.closest('.notice')) return null;
  const home = track;
  const bar = target?.closest<SVGSVGElement>('.bar');
  const common = { home, track, startX: event.clientX, begun: false };
  if (!bar) {
    const from = snap(minuteAt(track, event.clientX));
    return { ...common, grip: 'new', bar: ghost(track), from, to: from, now: { from, to: from } };
  }
  if (!bar.dataset.id) return null;
  const [from, to] = [Number(bar.dataset.from), Number(bar.dataset.to)];
  return { ...common, grip: gripAt(bar, event.clientX), bar, from, to, now: { from, to } };
}

/** A moved bar may change to the track under the pointer; one for a single date stays in its column of days. */
function changeTrack(drag: Drag, { clientX, clientY }: PointerEvent): void {
  if (drag.grip !== 'move') return;
  const under = document.elementFromPoint(clientX, clientY)?.closest<SVGSVGElement>('.track');
  const once = drag.bar.classList.contains('once');
  if (!under || under === drag.track || (once && under.dataset.weekday !== drag.home.dataset.weekday)) return;
  drag.track = under;
  under.append(drag.bar);
}

function finish(drag: Drag): void {
  const { bar, home, track, now, grip } = drag;
  if (grip === 'new') {
    bar.remove();
    if (now.to - now.from < SNAP) return;
    const { resource = '', weekday = '' } = track.dataset;
    const week = document.querySelector<HTMLInputElement>('form.drag [name=week]')?.value ?? '';
    const query = new URLSearchParams({ resource, weekday, from: clock(now.from), to: clock(now.to % 1440), week });
    location.assign(`${ROOT}/planner/hours/rule?${query}`);
    return;
  }
  const form = document.querySelector<HTMLFormElement>('form.drag');
  if (!form || (track === home && now.from === drag.from && now.to === drag.to)) return;
  const values = {
    id: bar.dataset.id, revision: bar.dataset.revision, weekday: home.dataset.weekday, resource: track.dataset.resource,
    to_weekday: track.dataset.weekday, from: clock(now.from), to: clock(now.to),
  };
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value ?? '';
  }
  void send(form);
}

function giveUp(drag: Drag): void {
  if (drag.grip === 'new') return drag.bar.remove();
  drag.track = drag.home;
  drag.home.append(drag.bar);
  drag.now = { from: drag.from, to: drag.to };
  draw(drag);
}

/** Adds the listeners for dragging bars. */
export function dragBars(): void {
  let drag: Drag | null = null;
  let dragged = false;
  const end = () => {
    drag = null;
    hold(false);
  };
  document.addEventListener('pointerdown', (event) => {
    dragged = false;
    drag = begin(event);
    // Otherwise the browser drags links and selects text.
    if (drag && event.pointerType === 'mouse') event.preventDefault();
  });
  document.addEventListener('pointermove', (event) => {
    if (!drag) return;
    if (!drag.begun && Math.abs(event.clientX - drag.startX) < THRESHOLD && drag.grip !== 'move') return;
    if (!drag.begun && drag.grip === 'move' && Math.abs(event.clientX - drag.startX) < THRESHOLD && Math.abs(event.movementY) < THRESHOLD) return;
    drag.begun = true;
    dragged = true;
    hold(true);
    changeTrack(drag, event);
    drag.now = spanAt(drag, event.clientX);
    draw(drag);
  });
  document.addEventListener('pointerup', () => {
    if (drag?.begun) finish(drag);
    else if (drag?.grip === 'new') drag.bar.remove();
    end();
  });
  const cancel = () => {
    if (drag) giveUp(drag);
    end();
  };
  document.addEventListener('pointercancel', cancel);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && cancel());
  document.addEventListener('dragstart', (event) => event.target instanceof Element && event.target.closest('.track') && event.preventDefault());
  // The click that ends a drag must not open a link.
  document.addEventListener('click', (event) => {
    if (dragged && event.target instanceof Element && event.target.closest('.track')) event.preventDefault();
    dragged = false;
  }, true);
}
