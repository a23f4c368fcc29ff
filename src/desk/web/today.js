// Today: what is due, where things stand, what leaves, who is silent.
import { h, card, note, table, longTable, figures, load, number, tag, wrote } from './dom.js';
import { get } from './api.js';
import { say } from './words.js';
import { loadOffices, officeName } from './places.js';

const percent = (a, b) => `${number(a)} / ${number(b)}`;

function standing(s) {
  return card(say('standing'),
    figures([
      [say('requests'), number(s.requests)],
      [say('seated'), number(s.bookings.seated + s.bookings.told + s.bookings.confirmed)],
      [say('waiting'), number(s.waiting)],
      [say('hardship'), percent(s.hardship_seated, s.hardship)],
      [say('told'), number(s.bookings.told)],
      [say('confirmed'), number(s.bookings.confirmed)],
    ]),
    h('p', { class: 'soft' }, s.last_match ? say('lastmatch', s.last_match.replace('T', ' ')) : say('notmatched')),
    s.leaving ? note('warn', say('leaving', s.leaving)) : null,
    s.corrections ? note('warn', h('a', { href: '#/lists' }, say('corrections', s.corrections))) : null,
    s.below_minimum ? note('warn', h('a', { href: '#/departures' }, say('thin', s.below_minimum))) : null);
}

const silentTable = (title, stations) => card(title, longTable(title, [
  [say('station'), (s) => h('a', { href: '#/lists' }, wrote(`${s.station} ${s.name}`))], [say('office'), (s) => officeName(s.office)],
  [say('reason'), (s) => wrote(s.fetch?.message || '')]], stations, 8));

const runLink = (run) => h('a', { href: '#/departures/' + encodeURIComponent(run) }, run);
const time = (text) => (text || '').replace('T', ' ');

/* ---- what is due ---- */

// Where each kind is done: the object is a run, a station, or nothing.
const places = [
  [/return|boarding/, (l) => '#/figures/' + encodeURIComponent(l.object)], [/list|station|correction/, () => '#/lists'],
  [/told|call|rider/, () => '#/riders'], [/match|waiting/, () => '#/match'], [/statement|report/, () => '#/figures'],
];
const placeOf = (l) => (places.find(([like]) => like.test(l.kind))?.[1] || ((one) => '#/departures/' + encodeURIComponent(one.object || '')))(l);
const leftWord = (hours) => (hours < 0 ? say('overdue', -hours) : hours > 72 ? say('daysLeft', Math.floor(hours / 24)) : say('hoursLeft', hours));

const dueCard = ({ lines }) => card(say('due'), longTable(say('due'), [
  [say('timeLeft'), (l) => (l.hours_left === null || l.hours_left === undefined ? '' : tag(l.hours_left < 24 ? 'bad' : l.hours_left < 72 ? 'warn' : '', leftWord(l.hours_left)))],
  [say('what'), (l) => h('a', { href: placeOf(l) }, wrote(l.text))],
  [say('office'), (l) => officeName(l.office)], [say('when'), (l) => time(l.due)]], lines, 15));

/* ---- who must be reached, what leaves, what is left ---- */

const reachCard = ({ lines }) => card(say('reachAgain'), longTable(say('reachAgain'), [
  [say('who'), (l) => h('a', { href: `#/riders/${encodeURIComponent(l.station)}/${encodeURIComponent(l.ref)}` }, `${l.station}/${l.ref}`)],
  [say('changeWas'), (l) => say('change.' + l.change)],
  [say('nowRides'), (l) => (l.stands ? [runLink(l.stands.allocation), ' ', time(l.stands.board_at)] : say('waiting'))]], lines, 8));

// Of today; before and after the campaign, of the next day on which something leaves, or else the last.
function leavingCard(runs, today) {
  const days = [...new Set(runs.filter((r) => !r.cancelled).map((r) => r.departs.slice(0, 10)))].sort();
  const chosen = days.find((d) => d >= today) || days.at(-1);
  if (!chosen) return null;
  return card(say('departuresOf', chosen), longTable(say('departuresOf', chosen), [
    [say('run'), (r) => runLink(r.run)], [say('when'), (r) => r.departs.slice(11)], [say('to'), (r) => wrote(r.to)],
    [say('seatsTaken'), (r) => load(r.seated + r.told + r.confirmed, r.seats)]], runs.filter((r) => r.departs.startsWith(chosen)).sort((a, b) => a.departs.localeCompare(b.departs)), 10));
}

function extrasCard({ extras }) {
  const used = extras.filter((e) => e.in || e.given);
  return used.length ? card(say('extrasLeft'), table(say('extrasLeft'), [
    [say('what'), (e) => wrote(e.name)], [say('given'), (e) => `${number(e.given)} ${e.unit}`, 'n'], [say('left'), (e) => (e.left === undefined ? '' : number(e.left)), 'n']], used)) : null;
}

function missingCard({ return_missing: missing, returns }) {
  const open = returns.filter((r) => r.status === 'return missing');
  return missing ? card(say('returnsMissing'), longTable(say('returnsMissing'), [
    [say('run'), (r) => h('a', { href: '#/figures/' + encodeURIComponent(r.run) }, r.run)], [say('when'), (r) => time(r.departs)], [say('booked'), (r) => number(r.booked), 'n']], open, 8)) : null;
}

const dayOf = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

export async function show(box) {
  await loadOffices();
  const [status, { stations }, { imports }, due, told, { runs }, boardings, extras] = await Promise.all([
    get(['status']), get(['stations']), get(['lists']), get(['due']).catch(() => null), get(['told']), get(['runs']), get(['boardings']), get(['extras'])]);
  const sent = new Set(imports.filter((i) => !i.undone).map((i) => i.station));
  const silent = stations.filter((s) => !sent.has(s.station));
  const unfetched = stations.filter((s) => s.fetch?.status === 'failed');
  if (due) box.append(dueCard(due));
  box.append(h('div', { class: 'cards' }, [standing(status), leavingCard(runs, dayOf(new Date())), told.lines.length ? reachCard(told) : null,
    missingCard(boardings), silent.length ? silentTable(say('silent'), silent) : null,
    unfetched.length ? silentTable(say('failedFetch'), unfetched) : null, extrasCard(extras)].filter(Boolean)));
}
