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

// Where each kind is done; what is not here is done on the page of its run.
const lists = () => '#/lists';
const places = { boarding: (l) => '#/figures/' + encodeURIComponent(l.object), rejects: (l) => '#/lists/' + encodeURIComponent(l.object), corrections: lists, leaving: lists };
const placeOf = (l) => (places[l.kind] || ((one) => '#/departures/' + encodeURIComponent(one.object)))(l);
const urgency = (hours) => (hours < 24 ? 'bad' : hours < 72 ? 'warn' : 'soft');

const dueCard = ({ lines }) => card(say('due'), longTable(say('due'), [
  [say('timeLeft'), (l) => tag(urgency(l.hours_left), l.left)],
  [say('todo'), (l) => h('a', { href: placeOf(l) }, wrote(l.text))],
  [say('office'), (l) => officeName(l.office)], [say('when'), (l) => time(l.due)]], lines, 10));

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
    [say('run'), (r) => runLink(r.run)], [say('when'), (r) => r.departs.slice(11)], [say('goesTo'), (r) => wrote(r.to)],
    [say('seatsTaken'), (r) => load(r.seated + r.told + r.confirmed, r.seats)]], runs.filter((r) => r.departs.startsWith(chosen)).sort((a, b) => a.departs.localeCompare(b.departs)), 10));
}

function extrasCard({ extras }) {
  const used = extras.filter((e) => e.in || e.given);
  return used.length ? card(say('extrasLeft'), table(say('extrasLeft'), [
    [say('what'), (e) => wrote(e.name)], [say('given'), (e) => `${number(e.given)} ${e.unit}`, 'n'], [say('left'), (e) => (e.left === undefined ? '' : number(e.left)), 'n']], used)) : null;
}

const dayOf = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

export async function show(box) {
  await loadOffices();
  const [status, { stations }, { imports }, due, told, { runs }, extras] = await Promise.all([
    get(['status']), get(['stations']), get(['lists']), get(['due']), get(['told']), get(['runs']), get(['extras'])]);
  const sent = new Set(imports.filter((i) => !i.undone).map((i) => i.station));
  const silent = stations.filter((s) => !sent.has(s.station));
  const unfetched = stations.filter((s) => s.fetch?.status === 'failed');
  box.append(dueCard(due));
  box.append(h('div', { class: 'cards' }, [standing(status), leavingCard(runs, dayOf(new Date())), told.lines.length ? reachCard(told) : null,
    silent.length ? silentTable(say('silent'), silent) : null,
    unfetched.length ? silentTable(say('failedFetch'), unfetched) : null, extrasCard(extras)].filter(Boolean)));
}
