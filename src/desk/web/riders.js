// Riders: found by what is said on the telephone; what they ride, or why they wait; what can be done.
import { h, fill, card, note, table, tag, number, wrote, labelled, button, tell } from './dom.js';
import { get, post } from './api.js';
import { say } from './words.js';
import { failed } from './app.js';
import { form } from './form.js';
import { act } from './act.js';
import { difference } from './difference.js';
import { explanation } from './explain.js';

const kinds = { waiting: 'warn', seated: '', told: 'good', confirmed: 'good' };
const time = (text) => (text || '').replace('T', ' ');
const address = (r) => `#/riders/${encodeURIComponent(r.station)}/${encodeURIComponent(r.ref)}`;
const state = (t) => tag(kinds[t.status] ?? '', say(t.status));
const runLink = (run) => h('a', { href: '#/departures/' + encodeURIComponent(run) }, run);
const days = (t) => (t.earliest === t.latest ? t.earliest : `${t.earliest} – ${t.latest}`);
const again = () => dispatchEvent(new Event('homeward:again'));

/* ---- found ---- */

let asked = ''; // stays while one rider is looked at

const lines = (riders) => riders.flatMap((r) => (r.trips.length ? r.trips : [{ status: 'withdrawn' }]).map((t) => ({ r, t })));

function results({ found, riders }) {
  return [h('p', { class: 'soft', role: 'status' }, say(found > riders.length ? 'foundMany' : 'found', number(found), number(riders.length))),
    riders.length ? table(say('page.riders'), [
      [say('who'), ({ r }) => h('a', { href: address(r) }, wrote(r.name), ' ', h('span', { class: 'soft' }, `${r.station}/${r.ref}`))],
      [say('field.phone'), ({ r }) => r.phone || '–'],
      [say('trip'), ({ t }) => (t.direction ? say('direction.' + t.direction) : '')],
      [say('stateNow'), ({ t }) => state(t)],
      [say('seat'), ({ t }) => t.seat || ''],
      [say('run'), ({ t }) => (t.allocation ? runLink(t.allocation) : '')],
      [say('gate'), ({ t }) => wrote(t.board)],
      [say('when'), ({ t }) => time(t.board_at) || days(t)],
    ], lines(riders)) : null];
}

async function search(box) {
  const out = h('div', {});
  const field = h('input', { type: 'search', value: asked, 'data-first': true, autocomplete: 'off', spellcheck: 'false' });
  let last = 0, timer, riders = [];
  const find = async () => {
    const mine = ++last, text = field.value.trim().split(/\s+/).filter(Boolean);
    asked = field.value;
    if (!text.length) { riders = []; out.replaceChildren(); return; }
    try {
      const answer = await post(['riders', 'find'], { text });
      if (mine !== last) return;
      riders = answer.riders;
      fill(out, results(answer));
    } catch (error) { if (mine === last) { riders = []; fill(out, failed(error)); } }
  };
  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(find, 200); });
  const enter = async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await find();
    if (riders.length === 1) location.hash = address(riders[0]);
  };
  box.append(h('form', { class: 'card', role: 'search', onsubmit: enter },
    labelled(say('searchRider'), field), h('p', { class: 'soft' }, say('searchHint'))), out,
  h('p', {}, h('a', { class: 'button second', href: '#/riders/new' }, say('addRider'))));
  if (asked) await find();
}

/* ---- what would change ---- */

const doing = (d) => (d && (d.added || d.moved || d.removed || d.status) ? difference(d) : null);

// Of adding, changing, correcting, replacing, withdrawing.
function outcome(a) {
  return [h('p', {}, wrote(a.name), ` ${a.station}/${a.ref} · ${a.document} · ${a.phone || '–'}`),
    a.trips.map((t) => h('p', {}, `${t.trip}. `, wrote(t.from_name), ' → ', wrote(t.to_name), ` ${days(t)} `, state(t), ' ', t.allocation, ' ', t.seat)),
    a.warnings.map((text) => note('warn', text)),
    a.party ? h('p', { class: 'soft' }, say('partyOf', a.party, a.party_riders)) : null,
    a.ahead >= 0 ? h('p', {}, say('waitsBehind', number(a.ahead))) : null,
    a.to_reach ? note('warn', say('toReach')) : null,
    a.freed ? note(a.next ? 'good' : '', say(a.next ? 'freedNext' : 'freed', a.freed, a.next && `${a.next.station}/${a.next.ref}`)) : null,
    doing(a.difference)];
}
const bookings = (a) => [a.told ? h('p', {}, say('willTell', a.told)) : null, a.seat ? h('p', {}, say('onSeat', a.allocation, a.seat)) : null, difference(a.difference)];

/* ---- forms ---- */

const pick = (key, ...values) => [['', '–'], ...values.map((value) => [value, say(`${key}.${value}`)])];
const person = (needed) => [['name', { required: needed }], ['document', { required: needed, hint: say('wholeDocument') }], ['type', { choices: pick('document', 'resident-id', 'hk-macau-permit', 'taiwan-permit', 'passport', 'other') }],
  ['phone', { type: 'text' }], ['employer']];
const hardship = ['hardship', { choices: [['', '–'], ['是', say('yes')], ['否', say('no')]] }];
const journey = (needed, value = {}) => [
  ['direction', { choices: pick('direction', 'home', 'return') }],
  ['from', { hint: value.from_name || say('placeHint') }], ['to', { required: needed, hint: value.to_name || say('placeHint') }],
  ['days', { required: needed, hint: value.earliest ? days(value) : say('daysHint') }], ['preferred', { hint: value.preferred || '2018-02-07' }],
  ['modes', { choices: pick('mode', 'coach', 'train') }], ['party', { hint: value.party || say('partyHint') }],
  ['together', { choices: pick('together', 'must', 'prefer') }], ['needs', { choices: [...pick('need', 'lower-berth', 'wheelchair'), ['无', say('nothing')]] }], ['luggage', { type: 'number' }],
  ['classes'], ['services']];

async function add(box) {
  const { stations } = await get(['stations']);
  const send = async (given) => {
    const a = await act(say('addRider'), ['riders'], given, outcome);
    if (a) { tell(say('done')); location.hash = address(a); }
  };
  box.append(h('p', {}, h('a', { href: '#/riders' }, '← ' + say('page.riders'))), card(say('addRider'), h('p', { class: 'soft' }, say('addHint')),
    form([['station', { required: true, choices: [['', '–'], ...stations.map((s) => [s.station, `${s.station} ${s.name}`])] }],
      ...person(true), hardship, ['ref'], ...journey(true)], say('preview'), send)));
}

/* ---- one rider ---- */

// Buttons that open a form below them, or ask at once.
function actions(choices, whom) {
  const panel = h('div', {});
  const shut = () => panel.replaceChildren();
  const open = (word, parts, fields, fixed, shown) => () => {
    fill(panel, h('h3', {}, word), form(fields(), say('preview'), (given) => carry(word, parts, { ...fixed, ...given }, shown), shut));
    panel.querySelector('input, select').focus();
  };
  const carry = async (word, parts, body, shown) => { if (await act(`${word} · ${whom}`, parts, body, shown)) { tell(say('done')); again(); } };
  const once = (word, parts, fixed, shown) => () => carry(word, parts, fixed, shown).catch((error) => fill(panel, failed(error)));
  return [h('div', { class: 'row noprint' }, choices.map(([word, parts, fields, fixed, shown], i) =>
    button(word, fields ? open(word, parts, fields, fixed, shown) : once(word, parts, fixed, shown), { class: i ? 'second' : null }))), panel];
}

function tripActions(r, t, room) {
  const at = (verb) => ['requests', r.station, r.ref, verb], of = (verb) => ['riders', r.station, r.ref, verb], trip = { trip: t.trip };
  const to = h('datalist', { id: `runs${t.trip}` }, room.map((run) => h('option', { value: run })));
  const seated = t.status !== 'waiting';
  return [to, actions([
    seated && t.status !== 'confirmed' && [say('confirmSeat'), at('confirm'), null, trip, bookings],
    [say('noteTold'), at('told'), () => [['means', { choices: ['call', 'sms', 'slip', 'posted'].map((m) => [m, say('means.' + m)]) }]], trip, bookings],
    [say('moveRider'), at('move'), () => [['to', { label: say('run'), required: true, list: to.id, value: room[0] }], ['seat']], trip, bookings],
    [say('changeTrip'), of('change'), () => journey(false, t).filter(([name]) => name !== 'direction'), trip, outcome],
    seated && [say('cancelSeat'), at('cancel'), null, trip, bookings],
    [say('withdrawTrip'), of('withdraw'), null, trip, outcome],
  ].filter(Boolean), say('direction.' + t.direction))];
}

const facts = (pairs) => h('dl', { class: 'facts' }, pairs.filter(([, value]) => value).map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {}, value))));

function seatedFacts(t) {
  return [facts([[say('seat'), h('strong', {}, t.seat || say('seatOnTicket'))], [say('run'), runLink(t.allocation)], [say('gate'), h('strong', {}, wrote(t.board))], [say('when'), h('strong', {}, time(t.board_at))],
    [say('vehicle'), t.vehicle && wrote(t.vehicle)], [say('driver'), t.crew ? wrote(t.crew) : say('noDriver')]]),
  h('p', { class: 'speech' }, say('speech', t.allocation, time(t.board_at), t.board, t.seat ? say('speechSeat', t.seat) : ''))];
}

function tripCard(r, t, why) {
  const waiting = t.status === 'waiting';
  const room = [...(why?.nearest_better || []), ...(why?.nearest_worse || []), ...(why?.changes || [])].filter((ride) => ride.room > 0).map((ride) => ride.allocation);
  return card([`${say('direction.' + t.direction)} `, state(t)],
    waiting ? explanation(why) : seatedFacts(t),
    facts([[say('asks'), [wrote(t.from_name), ' → ', wrote(t.to_name)]], [say('field.days'), days(t)], [say('field.preferred'), t.preferred],
      [say('party'), t.party && [wrote(t.party), t.must ? `（${say('together.must')}）` : '']]]),
    tripActions(r, t, [...new Set(room)]),
    waiting ? null : h('details', {}, h('summary', {}, say('whyHere')), explanation(why)));
}

const toldCard = (told) => card(say('toldBefore'), table(say('toldBefore'), [
  [say('when'), (l) => time(l.at)], [say('trip'), (l) => String(l.trip)], [say('how'), (l) => say('means.' + l.means)],
  [say('what'), (l) => (l.said ? [l.said.allocation, ' ', time(l.said.board_at), ' ', wrote(l.said.board), ' ', l.said.seat] : say('waiting'))],
  [say('standsStill'), (l) => (l.change === 'none' ? say('yes') : tag('warn', say('change.' + l.change)))], [say('byWhom'), (l) => wrote(l.who)]], told));

async function one(box, station, ref) {
  const r = await get(['riders', station, ref]);
  const why = await Promise.all(r.trips.map((t) => get(['requests', station, ref, 'explain'], { trip: t.trip }).catch(() => null)));
  const of = (verb) => ['riders', station, ref, verb];
  box.append(h('p', {}, h('a', { href: '#/riders', 'data-first': true }, '← ' + say('backToSearch'))),
    card([wrote(r.name), ' ', h('span', { class: 'soft' }, `${r.station}/${r.ref}`)],
      r.standing ? null : note('warn', say('withdrawn')),
      facts([[say('field.document'), r.document], [say('field.phone'), r.phone], [say('field.employer'), r.employer && wrote(r.employer)], ['', r.free_child && say('freeChild')]]),
      actions([[say('correctRider'), of('correct'), () => person(false), {}, outcome],
        [say('replaceRider'), of('replace'), () => [...person(true), hardship], {}, outcome],
        [say('changeRider'), of('change'), () => [['phone'], ['employer'], hardship], r.trips.length > 1 ? { trip: 1 } : {}, outcome]], r.name)),
    h('div', { class: 'cards' }, r.trips.map((t, i) => tripCard(r, t, why[i]))), r.told.length ? toldCard(r.told) : null);
}

export const show = (box, station, ref) => (ref ? one(box, station, ref) : station === 'new' ? add(box) : search(box));
