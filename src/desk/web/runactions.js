// What is done to a whole departure: each looked at first.
import { h, card, labelled, check, button, ask, fill, tell } from './dom.js';
import { get, post } from './api.js';
import { say } from './words.js';
import { difference } from './difference.js';
import { again, change, refused, lastChange, forgetChange } from './runchange.js';

export function undoBar(work) {
  const last = lastChange();
  if (!last || last.run !== work.run.run) return null;
  const undo = async () => {
    try {
      const trial = await post(['undo'], { kind: last.kind, 'dry-run': true });
      if (!await ask(say('undoChange', last.title), difference(trial.difference), say('undoIt'))) return;
      await post(['undo'], { kind: last.kind, seen: work.seen });
      forgetChange();
      tell(say('undone'));
      again();
    } catch (error) { fill(work.message, refused(error)); }
  };
  return h('div', { class: 'row noprint' }, h('span', {}, say('lastDone', last.title)), button(say('undoIt'), undo, { class: 'second' }));
}

const text = (attributes) => h('input', { type: 'text', ...attributes });
const count = (attributes) => h('input', { type: 'number', ...attributes });
const free = (v, run) => v.runs.every((r) => r.cancelled || r.run === run.run || r.arrives <= run.departs || r.departs >= run.arrives);

async function vehicleOptions(run) {
  const kind = run.kind === 'train-car' ? 'train-car' : 'coach';
  const { vehicles } = await get(['vehicles']);
  return vehicles.filter((v) => v.kind === kind && v.vehicle !== run.vehicle)
    .map((v) => ({ ...v, free: free(v, run) })).sort((a, b) => b.free - a.free)
    .map((v) => h('option', { value: v.vehicle }, `${v.free ? '' : say('busy') + ' '}${v.vehicle} · ${say('seatCount', v.seats)}${v.operator ? ' · ' + v.operator : ''}`));
}
async function runOptions(run) {
  const { runs } = await get(['runs'], { date: run.departs.slice(0, 10) });
  return runs.filter((r) => r.run !== run.run && r.kind === run.kind && !r.cancelled)
    .map((r) => h('option', { value: r.run }, `${r.departs.slice(11)} ${r.run} ${r.from} → ${r.to} ${r.seated + r.told + r.confirmed}/${r.seats}`));
}

export function actionCards(work) {
  const { run } = work;
  const act = (name, fields, body) => {
    const rematch = h('input', { type: 'checkbox' });
    return h('details', {}, h('summary', {}, say('act.' + name)), h('p', { class: 'soft' }, say('about.' + name)),
      h('div', { class: 'row' }, fields, name === 'set' ? null : check(say('rematch'), rematch),
        button(say('preview'), () => change(work, { title: `${say('act.' + name)}${say('colon')}${run.run}`, kind: 'run ' + name,
          parts: ['runs', run.run, name], body: { ...body(), rematch: rematch.checked } }))));
  };
  const vehicle = h('select', {}), second = h('select', {}), into = h('select', {});
  const shift = count({ value: '30', step: '5' }), stop = h('select', {}, h('option', { value: '' }, say('allStops')), run.stops.map((s, i) => h('option', { value: i + 1 }, `${i + 1} ${s.name}`)));
  const fresh = text({ value: run.run + '-2' }), half = count({ min: '1', value: Math.max(1, Math.floor(run.riders.length / 2)) });
  const returned = h('input', { type: 'checkbox' });
  const keys = { label: text({ value: run.label || '' }), signNo: text({ value: run.sign_no || '' }),
    driver: text({ value: run.crew.filter((c) => c.role === 'driver').map((c) => [c.name, c.phone].filter(Boolean).join(' ')).join(';') }) };
  const before = Object.fromEntries(Object.entries(keys).map(([key, input]) => [key, input.value]));
  const settings = () => Object.entries(keys).filter(([key, input]) => input.value !== before[key]).map(([key, input]) => `${key}=${input.value}`);
  const box = card(say('changeRun'),
    run.vehicle && act('swap', labelled(say('vehicle'), vehicle), () => ({ vehicle: vehicle.value })),
    act('retime', [labelled(say('minutes'), shift), labelled(say('fromStop'), stop)], () => ({ shift: Number(shift.value), stop: stop.value && Number(stop.value) })),
    act('merge', labelled(say('intoRun'), into), () => ({ into: into.value })),
    run.vehicle && act('split', [labelled(say('newRun'), fresh), labelled(say('vehicle'), second), labelled(say('howMany'), half)], () => ({ new: fresh.value.trim(), vehicle: second.value, riders: Number(half.value) })),
    act('set', [labelled(say('label'), keys.label), labelled(say('sign'), keys.signNo), labelled(say('driverHow'), keys.driver)], () => ({ settings: settings() })),
    act('cancel', check(say('returned'), returned), () => ({ returned: returned.checked })));
  box.classList.add('noprint');
  // Asked for when the first of them is opened.
  box.addEventListener('toggle', async () => {
    try {
      const [vehicles, others] = await Promise.all([vehicleOptions(run), runOptions(run)]);
      fill(vehicle, vehicles);
      fill(second, vehicles.map((option) => option.cloneNode(true)));
      fill(into, others);
    } catch (error) { fill(work.message, refused(error)); }
  }, { capture: true, once: true });
  return box;
}
