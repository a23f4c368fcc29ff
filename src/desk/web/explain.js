// Why somebody waits and what to offer, in sentences that staff can read out; or what else a seat was chosen over.
import { h, table } from './dom.js';
import { say } from './words.js';

const time = (text) => text.replace('T', ' ');
const link = (run) => h('a', { href: '#/departures/' + encodeURIComponent(run) }, run);

// One change that would open a run.
const changed = {
  earlier: (x) => say('offer.earlier', -x.days), later: (x) => say('offer.later', x.days),
  origin: (x) => say('offer.origin', x.board, x.km), destination: (x) => say('offer.destination', x.alight, x.km),
  mode: () => say('offer.mode'), class: () => say('offer.class'), opens: (x) => say('offer.opens', x.opens),
};
const room = (n) => (n ? say('roomFor', n) : say('full'));

function offers(why) {
  if (!why.changes.length) return h('p', {}, say('noOffer'));
  return [h('h3', {}, say('offers')), h('ul', { class: 'offers' }, why.changes.map((x) =>
    h('li', {}, h('strong', {}, changed[x.change](x)), ' → ', link(x.allocation), ` ${time(x.departs)} `, h('bdi', {}, x.board), ` · ${room(x.room)}`)))];
}

const seatsNow = { room: 'taken.room', movable: 'taken.movable', proved: 'taken.proved', stuck: 'taken.stuck' };

function waiting(why) {
  const { taken, party, extra } = why;
  return h('div', {},
    h('p', { class: 'speech' }, say('speechWaiting', say('reason.' + why.reason)), taken && why.reason !== 'party' ? ' ' + say(seatsNow[taken.verdict], taken.places, taken.riders.length) : ''),
    party ? h('p', {}, party.joins ? say('partyJoins', party.joins, party.waiting, party.most_together) : say('partyMost', party.waiting, party.most_together),
      party.parts.length > 1 ? ' ' + say('partyApart', party.seated_apart, party.parts.map((p) => `${p.allocation} (${p.members.length})`).join(', ')) : '') : null,
    offers(why),
    extra ? h('p', { class: 'soft' }, say('extraSeat', extra.allocation, extra.seats, (extra.fen / 100).toFixed(2))) : null);
}

const rides = (word, list) => (list.length ? [h('h3', {}, word), table(word, [
  [say('run'), (x) => link(x.allocation)], [say('when'), (x) => time(x.departs)], [say('gate'), (x) => h('bdi', {}, x.board)],
  [say('toStop'), (x) => `${x.board_km} + ${x.alight_km}`, 'n'], [say('room'), (x) => room(x.room)]], list)] : null);

export function explanation(why) {
  if (!why) return null;
  if (why.status === 'waiting') return waiting(why);
  if (!why.nearest_better.length && !why.nearest_worse.length) return h('p', {}, say('noOther'));
  return h('div', {}, rides(say('better', why.better), why.nearest_better), rides(say('worse', why.worse), why.nearest_worse));
}
