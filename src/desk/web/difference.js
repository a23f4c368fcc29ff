// What a change does to the bookings that stand: the same table wherever a change is looked at.
import { h, table, longTable, figures, number, note } from './dom.js';
import { say } from './words.js';
import { officeName } from './places.js';

const kinds = ['added', 'moved', 'removed', 'status'];
const riderLink = (r) => h('a', { href: `#/riders/${encodeURIComponent(r.station)}/${encodeURIComponent(r.ref)}` }, `${r.station}/${r.ref}` + (r.trip > 1 ? ` #${r.trip}` : ''));
const side = (s) => (s ? `${s.allocation} ${s.board_stop}→${s.alight_stop}${s.seat ? ' · ' + s.seat : ''}` : say('waiting'));
const countColumns = kinds.map((k) => [say(k), (g) => number(g[k]), 'n']);

export function difference(d) {
  if (!d || !kinds.some((k) => d[k])) return note('good', say('nochange'));
  return h('div', {},
    figures(kinds.map((k) => [say(k), number(d[k])])),
    d.offices?.length ? [h('h3', {}, say('byOffice')), table(say('byOffice'), [[say('office'), (o) => officeName(o.office)], ...countColumns], d.offices)] : null,
    d.parties?.length ? [h('h3', {}, say('byParty')), longTable(say('byParty'), [[say('party'), (p) => `${p.station}/${p.party}`], ...countColumns], d.parties, 10)] : null,
    d.requests?.length ? [h('h3', {}, say('byRider')), longTable(say('byRider'), [
      [say('who'), riderLink], [say('weight'), (r) => say(r.change)], [say('from'), (r) => side(r.from)], [say('to'), (r) => side(r.to)]], d.requests, 20)] : null);
}
