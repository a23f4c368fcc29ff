// Departures: those of a day; and one departure with its seats, changes and papers.
import { h, fill, card, note, longTable, table, tag, figures, load, labelled, button, wrote, number } from './dom.js';
import { get } from './api.js';
import { say } from './words.js';
import { failed } from './app.js';
import { loadOffices, officeName } from './places.js';
import { seatCard } from './seats.js';
import { actionCards, undoBar } from './runactions.js';
import { paperCard, callCard } from './runpapers.js';

const at = (text) => (text || '').replace('T', ' ');
const riders = (r) => r.seated + r.told + r.confirmed;
const pad = (n) => String(n).padStart(2, '0');
const localDay = (d) => `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())}`;

function marks(r) {
  if (r.cancelled) return tag('bad', say('cancelledRun'));
  return [r.minimum && riders(r) < r.minimum ? [tag('warn', say('belowMinimum', r.minimum)), ' '] : null,
    r.seats && riders(r) >= r.seats ? tag('good', say('fullRun')) : null];
}

const runTable = (rows) => longTable(say('page.departures'), [
  [say('departs'), (r) => at(r.departs).slice(5)],
  [say('run'), (r) => h('a', { href: '#/departures/' + encodeURIComponent(r.run) }, wrote(r.run), r.label && r.label !== r.run ? [' ', wrote(r.label)] : null)],
  [say('way'), (r) => h('span', {}, wrote(r.from), ' → ', wrote(r.to))],
  [say('vehicle'), (r) => wrote(r.vehicle || say('kind.' + r.kind))],
  [say('office'), (r) => officeName(r.office)],
  [say('load'), (r) => load(riders(r), r.seats)],
  [say('state'), marks],
], rows);

const matches = (r, words) => words.every((w) => [r.run, r.label, r.from, r.to, r.vehicle].some((t) => (t || '').toLowerCase().includes(w)));

// Today if anything leaves; else the next day that has departures, else the first.
async function firstDay() {
  const today = localDay(new Date());
  if ((await get(['runs'], { date: today })).runs.length) return today;
  const days = (await get(['runs'])).runs.map((r) => r.departs.slice(0, 10)).sort();
  return days.find((d) => d >= today) || days[0] || today;
}

let chosen = { day: '', office: '', text: '' }; // kept while one departure is looked at
async function list(box) {
  chosen.day ||= await firstDay();
  const { offices } = await get(['offices']);
  const day = h('input', { type: 'date', value: chosen.day }), out = h('div', {});
  const office = h('select', {}, h('option', { value: '' }, say('allOffices')),
    offices.filter((o) => o.allocations).map((o) => h('option', { value: o.office, selected: o.office === chosen.office }, o.name)));
  const text = h('input', { type: 'search', value: chosen.text });
  let runs = [];
  const draw = () => {
    chosen.text = text.value;
    const rows = runs.filter((r) => matches(r, text.value.toLowerCase().split(/\s+/).filter(Boolean)));
    fill(out, h('p', { class: 'soft' }, say('countRuns', number(rows.length), number(rows.reduce((n, r) => n + riders(r), 0)))), runTable(rows));
  };
  const fetchDay = async () => {
    chosen = { day: day.value, office: office.value, text: text.value };
    try {
      runs = (await get(['runs'], { date: day.value, office: office.value })).runs.sort((a, b) => (a.departs + a.run < b.departs + b.run ? -1 : 1));
      draw();
    } catch (error) { fill(out, failed(error)); }
  };
  const step = (days) => () => { const d = new Date(day.value + 'T12:00'); d.setDate(d.getDate() + days); day.value = localDay(d); fetchDay(); };
  day.addEventListener('change', fetchDay);
  office.addEventListener('change', fetchDay);
  text.addEventListener('input', draw);
  box.append(card(null, h('div', { class: 'row' },
    button('←', step(-1), { class: 'second', 'aria-label': say('dayBefore') }), labelled(say('day'), day),
    button('→', step(1), { class: 'second', 'aria-label': say('dayAfter') }),
    labelled(say('office'), office), labelled(say('filterRuns'), text)), out));
  await fetchDay();
}

/* ---- one departure ---- */

const crewText = (c) => h('span', {}, say('role.' + c.role), ' ', wrote(c.name), c.phone ? ` ${c.phone}` : '', ' ');

function facts(run) {
  const rows = [
    [say('vehicle'), [run.vehicle, run.vehicle_type, run.operator].filter(Boolean).join(' · ') || [run.service, run.car].filter(Boolean).join(' · ')],
    [say('crew'), run.crew.length ? run.crew.map(crewText) : say('nothing')],
    [say('sign'), run.sign_no],
    [say('contract'), run.contract_no],
    [say('office'), officeName(run.office)]].filter(([, value]) => value);
  return h('dl', { class: 'facts' }, rows.map(([head, value]) => h('div', {}, h('dt', {}, head), h('dd', {}, typeof value === 'string' ? wrote(value) : value))));
}

function head(run) {
  return card(null,
    h('h2', {}, wrote(run.run), ' ', wrote(run.label && run.label !== run.run ? run.label : ''), ' ', marks(run)),
    h('p', {}, wrote(run.from), ' → ', wrote(run.to), ` · ${at(run.departs)} → ${at(run.arrives)}`),
    figures([[say('seats'), `${riders(run)} / ${run.seats}`], [say('minimum'), number(run.minimum)], [say('told'), number(run.told)], [say('confirmed'), number(run.confirmed)]]),
    facts(run),
    table(say('stops'), [['#', (s) => s.n, 'n'], [say('stop'), (s) => wrote(s.name)], [say('when'), (s) => at(s.at)],
      [say('boarding'), (s) => number(s.boarding), 'n'], [say('alighting'), (s) => number(s.alighting), 'n']],
    run.stops.map((s, i) => ({ ...s, n: i + 1 }))));
}

async function one(box, name) {
  const [run, view] = await Promise.all([get(['runs', name]), get(['runs', name, 'seats'])]);
  const message = h('div', { 'aria-live': 'polite' });
  const work = { run, view, message, seen: { run: name, mark: view.mark } };
  box.append(h('p', { class: 'noprint' }, h('a', { href: '#/departures' }, '← ' + say('page.departures'))),
    undoBar(work) || '', message, head(run), seatCard(work), paperCard(work), callCard(work));
  if (!run.cancelled) box.append(actionCards(work));
}

export async function show(box, run) {
  await loadOffices();
  return run ? one(box, run) : list(box);
}
