// Today: what is due, where things stand, what leaves, who is silent.
import { h, card, note, table, longTable, figures, load, number, labelled, wrote } from './dom.js';
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
  [say('station'), (s) => wrote(`${s.station} ${s.name}`)], [say('office'), (s) => officeName(s.office)],
  [say('reason'), (s) => wrote(s.fetch?.message || '')]], stations, 8));

export async function show(box) {
  await loadOffices();
  const [status, { stations }, { imports }] = await Promise.all([get(['status']), get(['stations']), get(['lists'])]);
  const sent = new Set(imports.filter((i) => !i.undone).map((i) => i.station));
  const silent = stations.filter((s) => !sent.has(s.station));
  const unfetched = stations.filter((s) => s.fetch?.status === 'failed');
  box.append(h('div', { class: 'cards' }, standing(status),
    silentTable(say('silent'), silent), unfetched.length ? silentTable(say('failedFetch'), unfetched) : null));
}
