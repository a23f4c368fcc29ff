// The seats of a departure: who sits where, and moving or swapping by drag or by keyboard.
import { h, card, note, table, tag, button, labelled, tell, wrote, fill } from './dom.js';
import { get } from './api.js';
import { say } from './words.js';
import { change } from './runchange.js';

const colours = ['#14479e', '#8a5200', '#1f6b3a', '#7b2d8e', '#a3281f', '#00696b', '#5a4a00', '#8c1d5f'];
const overlap = (a, b) => a.board_stop < b.alight_stop && b.board_stop < a.alight_stop;
const address = (r) => ['requests', r.station, r.ref];

const words = (r) => [r.name, r.party ? say('partyIs', r.party) : '', r.hardship ? say('hardshipOne') : '',
  ...r.needs.map((n) => say('need.' + n)), say('boardsAt', r.board_stop, r.alight_stop), say('status.' + r.status)].filter(Boolean).join(say('comma'));

const signs = (r) => [r.hardship ? h('abbr', { title: say('hardshipOne') }, say('hardshipSign')) : null,
  r.needs.map((n) => h('abbr', { title: say('need.' + n) }, say('needSign.' + n)))];

export function seatCard(work) {
  const { run, view } = work;
  const seated = new Map(), parties = [...new Set(view.riders.map((r) => r.party).filter(Boolean))];
  for (const r of view.riders) if (r.seat) seated.set(r.seat, [...(seated.get(r.seat) || []), r]);
  const grid = h('div', { class: 'seats' + (view.berths ? ' berths' : ''), role: 'group', 'aria-label': say('seatMap') });
  const state = h('p', { role: 'status', class: 'picked' }), other = h('div', {});
  const buttons = new Map();
  let picked = null;

  const pick = (rider) => {
    picked = rider;
    for (const [label, element] of buttons) element.setAttribute('aria-pressed', String(!!rider && rider.seat === label));
    state.textContent = rider ? say('pickedNow', rider.name, rider.seat || '-') : say('pickHow');
    fill(other, rider ? otherRun(work, rider) : null);
  };
  const put = (seat) => {
    const rider = picked, label = seat.seat;
    const there = (seated.get(label) || []).find((r) => r !== rider && overlap(r, rider));
    if (there && rider.seat)
      return change(work, { title: say('swapTitle', rider.name, rider.seat, there.name, label), kind: 'booking swap',
        parts: [...address(rider), 'swap'], body: { with: `${there.station}/${there.ref}`, trip: rider.trip } });
    return change(work, { title: say('moveTitle', rider.name, label), kind: 'booking move',
      parts: [...address(rider), 'move'], body: { to: run.run, seat: label, trip: rider.trip } });
  };
  const press = (seat) => {
    const here = seated.get(seat.seat) || [];
    if (!picked) return here.length ? pick(here[0]) : tell(say('pickFirst'));
    if (picked.seat !== seat.seat) return put(seat);
    return pick(here[here.indexOf(picked) + 1] || null);
  };
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const keys = (seat) => (event) => {
    if (event.key === 'Escape') pick(null);
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const [down, right] = step;
    const ahead = view.seats.filter((s) => (right ? s.row === seat.row && (s.column - seat.column) * right > 0 : s.column === seat.column && (s.row - seat.row) * down > 0))
      .sort((a, b) => Math.abs(a.row - seat.row) + Math.abs(a.column - seat.column) - Math.abs(b.row - seat.row) - Math.abs(b.column - seat.column));
    if (ahead[0]) buttons.get(ahead[0].seat).focus();
  };

  for (const seat of view.seats) {
    const here = seated.get(seat.seat) || [], party = here.find((r) => r.party)?.party;
    const use = seat.use === 'riders' ? '' : say('use.' + seat.use);
    const element = h('button', { type: 'button', 'aria-pressed': 'false',
      class: ['seat', here.length ? 'taken' : '', party ? 'party' : '', use ? 'shut' : ''].join(' '),
      draggable: here.length ? 'true' : null, disabled: !!use && !here.length,
      'aria-label': [say('seatIs', seat.seat), seat.level ? say('level.' + seat.level) : '', use, ...(here.length ? here.map(words) : use ? [] : [say('freeSeat')]), seat.near_door ? say('nearDoor') : ''].filter(Boolean).join(say('comma')),
      onclick: () => press(seat), onkeydown: keys(seat),
      ondragstart: (e) => { e.dataTransfer.setData('text/plain', seat.seat); e.dataTransfer.effectAllowed = 'move'; pick(here[0]); },
      ondragover: (e) => { if (picked) e.preventDefault(); },
      ondrop: (e) => { e.preventDefault(); if (picked && picked.seat !== seat.seat) put(seat); } },
    h('span', { class: 'label' }, wrote(seat.seat), ' ', here.length ? here.map(signs) : use),
    here.map((r) => h('span', { class: 'who' }, wrote(r.name), here.length > 1 || run.stops.length > 2 ? ` ${r.board_stop}–${r.alight_stop}` : '')),
    party ? h('span', { class: 'who group' }, '[', wrote(party), ']') : null);
    element.style.setProperty('grid-row', seat.row);
    element.style.setProperty('grid-column', seat.column);
    if (party) element.style.setProperty('--party', colours[parties.indexOf(party) % colours.length]);
    buttons.set(seat.seat, element);
    grid.append(element);
  }
  const used = new Set(view.seats.map((s) => s.column));
  grid.style.setProperty('grid-template-columns', Array.from({ length: view.columns }, (_, i) => (used.has(i + 1) ? 'minmax(4.6rem, 7rem)' : '1.2rem')).join(' '));

  const loose = view.riders.filter((r) => !buttons.has(r.seat));
  pick(null);
  return card(say('seatMap'),
    view.seats.length ? [state, other, h('div', { class: 'scroll' }, h('p', { class: 'soft front' }, view.berths ? say('berthHow') : say('front')), grid),
      h('p', { class: 'soft' }, say('legend'))] : [state, other],
    loose.length ? table(say('withoutSeat'), [
      [say('who'), (r) => h('span', {}, wrote(r.name), ' ', r.free_child ? tag('soft', say('child')) : signs(r))],
      [say('stops'), (r) => `${r.board_stop}–${r.alight_stop}`],
      [say('party'), (r) => wrote(r.party || '')],
      ['', (r) => (r.free_child || run.cancelled ? '' : button(say('choose'), () => { pick(r); state.scrollIntoView({ block: 'center' }); }, { class: 'second', 'aria-label': say('choose') + ' ' + r.name }))],
    ], loose) : null);
}

// To a run of the days around.
function otherRun(work, rider) {
  const { run } = work, choose = h('select', {}), box = h('div', { class: 'row' }, h('a', { class: 'button second', href: `#/riders/${encodeURIComponent(rider.station)}/${encodeURIComponent(rider.ref)}` }, say('riderPage')));
  const days = [-2, -1, 0, 1, 2].map((n) => { const d = new Date(run.departs.slice(0, 10) + 'T12:00Z'); d.setUTCDate(d.getUTCDate() + n); return d.toISOString().slice(0, 10); });
  Promise.all(days.map((date) => get(['runs'], { date }))).then((answers) => {
    const runs = answers.flatMap((a) => a.runs).filter((r) => r.run !== run.run && !r.cancelled && r.to && r.seats > r.seated + r.told + r.confirmed);
    if (!runs.length) return;
    fill(choose, runs.map((r) => h('option', { value: r.run }, `${r.departs.slice(5).replace('T', ' ')} ${r.run} ${r.from} → ${r.to} (${r.seats - r.seated - r.told - r.confirmed})`)));
    box.append(labelled(say('toRun'), choose), button(say('preview'), () => change(work, { title: say('moveTitle', rider.name, choose.value), kind: 'booking move',
      parts: [...address(rider), 'move'], body: { to: choose.value, trip: rider.trip } })));
  }).catch((error) => box.append(note('bad', error.message)));
  return box;
}
