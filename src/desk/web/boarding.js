// Boarding: who really travelled, typed by the numbers of the paper or ticked at the coach door.
import { h, fill, card, note, table, figures, tag, number, wrote, labelled, button, tell } from './dom.js';
import { get } from './api.js';
import { say } from './words.js';
import { failed } from './app.js';
import { act } from './act.js';

const time = (text) => (text || '').replace('T', ' ');
const again = () => dispatchEvent(new Event('homeward:again'));
const bySeat = (a, b) => a.seat.localeCompare(b.seat, 'en', { numeric: true });

/* ---- which departure ---- */

const stateOf = { 'return missing': 'warn', returned: 'good', 'not departed': '' };
const link = (r) => h('a', { href: '#/figures/' + encodeURIComponent(r.run) }, r.run);

// Those without a return first, each kind by time.
function choose(box, { departed, returned, return_missing: missing, returns }) {
  const day = h('select', {}, h('option', { value: '' }, say('allDays')), [...new Set(returns.map((r) => r.departs.slice(0, 10)))].map((d) => h('option', { value: d }, d)));
  const out = h('div', {});
  let shown = 12;
  const draw = () => {
    const mine = returns.filter((r) => r.departs.startsWith(day.value)).sort((a, b) => (a.status === 'returned') - (b.status === 'returned'));
    fill(out, table(say('boardings'), [
      [say('run'), link], [say('when'), (r) => time(r.departs)], [say('booked'), (r) => number(r.booked), 'n'],
      [say('travelled'), (r) => (r.status === 'returned' ? number(r.travelled) : ''), 'n'],
      [say('stateNow'), (r) => tag(stateOf[r.status], say('return.' + r.status))]], mine.slice(0, shown)),
    mine.length > shown ? button(say('more', mine.length - shown), () => { shown += 60; draw(); }, { class: 'second' }) : null);
  };
  day.addEventListener('change', draw);
  draw();
  box.append(card(say('boardings'), figures([[say('departedRuns'), number(departed)], [say('returnedRuns'), number(returned)], [say('missingRuns'), number(missing)]]),
    h('div', { class: 'row' }, labelled(say('day'), day)), out));
}

/* ---- what is recorded ---- */

function recorded(b) {
  const people = [...b.people, ...b.not_on_paper.map((p) => ({ ...p, outcome: 'not-on-paper' }))];
  return [figures([[say('travelled'), number(b.travelled)], [say('outcome.boarded'), number(b.boarded)], [say('outcome.absent'), number(b.absent)],
    [say('outcome.walk-on'), number(b.walk_on)], [say('outcome.instead'), number(b.instead)]]),
  b.same ? note('good', say('sameReturn')) : null,
  b.not_on_paper.length ? note('warn', say('notOnPaper', b.not_on_paper.length)) : null,
  people.length ? table(say('notAsPrinted'), [
    [say('stateNow'), (p) => say('outcome.' + p.outcome)],
    [say('who'), (p) => (p.ref ? h('a', { href: `#/riders/${encodeURIComponent(p.station)}/${encodeURIComponent(p.ref)}` }, `${p.station}/${p.ref}`) : say('unregistered'))],
    [say('seat'), (p) => p.seat || ''], [say('bookedOn'), (p) => p.booked_on || '']], people) : null];
}

/* ---- typed ---- */

function typed(record, version) {
  const which = h('select', {}, ['absent', 'boarded'].map((v) => h('option', { value: v }, say('numbersOf.' + v))));
  const numbers = h('input', { type: 'text', placeholder: '1-17,19', inputmode: 'text', autocomplete: 'off', 'data-first': true });
  const by = h('select', {}, ['', 'seat', 'row'].map((v) => h('option', { value: v }, say('by.' + v))));
  const send = (event) => { event.preventDefault(); record({ [which.value]: numbers.value.trim() || 'none', by: by.value }); };
  return h('form', { class: 'form', onsubmit: send },
    h('div', { class: 'row' }, labelled(say('numbersAre'), which), labelled(say('numbers'), numbers), labelled(say('by'), by), labelled(say('paperVersion'), version)),
    h('div', { class: 'row' }, h('button', { type: 'submit' }, say('preview'))));
}

/* ---- ticked ---- */

// One big target a seat: pressed is on board.
function ticks(riders, record) {
  const here = new Map(riders.map((r) => [r.seat, false]));
  const count = h('p', { role: 'status' }), buttons = [];
  const draw = () => {
    for (const one of buttons) one.setAttribute('aria-pressed', here.get(one.dataset.seat));
    count.textContent = say('onBoard', [...here.values()].filter(Boolean).length, here.size);
  };
  const all = (value) => () => { for (const seat of here.keys()) here.set(seat, value); draw(); };
  for (const r of riders)
    buttons.push(button([h('strong', {}, r.seat), h('br', {}), wrote(r.name)], () => { here.set(r.seat, !here.get(r.seat)); draw(); }, { 'data-seat': r.seat, title: `${r.station}/${r.ref}` }));
  draw();
  const send = () => {
    const absent = [...here].filter(([, on]) => !on).map(([seat]) => seat);
    record(absent.length === here.size ? { boarded: 'none', by: 'seat' } : absent.length ? { absent: absent.join(','), by: 'seat' } : { absent: 'none', by: 'seat' });
  };
  return [h('div', { class: 'row' }, button(say('allBoarded'), all(true), { class: 'second' }), button(say('noneBoarded'), all(false), { class: 'second' })), count,
    h('div', { class: 'ticks' }, buttons), h('div', { class: 'row' }, button(say('preview'), send))];
}

/* ---- one departure ---- */

function extraPeople() {
  const walked = h('input', { type: 'text', placeholder: 'S1/R9,2', autocomplete: 'off' }), instead = h('input', { type: 'text', placeholder: '12=S1/R9', autocomplete: 'off' });
  const element = h('details', {}, h('summary', {}, say('others')),
    h('div', { class: 'row' }, labelled(say('walkOn'), walked), labelled(say('insteadOf'), instead)));
  return { element, given: () => ({ 'walk-on': walked.value.trim(), instead: instead.value.trim() }) };
}

async function departure(box, run) {
  const [seats, { returns }] = await Promise.all([get(['runs', run, 'seats']), get(['runs', run, 'boarding'])]);
  const riders = seats.riders.filter((r) => r.seat && !r.free_child).sort(bySeat);
  const versions = Array.from({ length: seats.printed_version }, (_, i) => String(seats.printed_version - i));
  const version = h('select', {}, versions.map((v) => h('option', { value: v }, v)));
  const others = extraPeople(), out = h('div', {});
  const parts = ['runs', run, 'boarding'];
  const put = async (body) => { if (await act(say('recordOf', run), parts, body, recorded)) { tell(say('done')); again(); } };
  const record = async (entry) => {
    const body = { ...entry, ...others.given(), version: version.value };
    out.replaceChildren();
    try { await put(body); } catch (error) {
      const anyway = error.code === 'stale-version' && button(say('recordAnyway'), () => put({ ...body, force: true }).catch((again_) => fill(out, failed(again_))), { class: 'second' });
      fill(out, failed(error), anyway || null);
      out.scrollIntoView({ block: 'nearest' });
    }
  };
  const last = returns.filter((r) => r.status === 'returned').at(-1);
  box.append(h('p', {}, h('a', { href: '#/figures' }, '← ' + say('otherDeparture')), ' · ', h('a', { href: '#/departures/' + encodeURIComponent(run) }, say('itsPage'))),
    card(say('recordOf', run),
      seats.outdated ? note('warn', say('paperChanged', seats.printed_version)) : null,
      versions.length ? [typed(record, version), others.element, out,
        riders.length ? h('details', { open: matchMedia('(max-width: 40rem)').matches }, h('summary', {}, say('tick')), ticks(riders, record)) : null]
        : note('warn', say('paperMissing'))),
    last ? card(say('lastReturn', time(last.recorded), last.version), recorded(last)) : '');
}

export async function boarding(box, run) {
  if (run) await departure(box, run);
  else choose(box, await get(['boardings']));
}
