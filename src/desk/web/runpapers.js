// Papers of a departure: what to print, what has changed since it was, and the call list.
import { h, card, note, longTable, labelled, check, button, fill, tell, wrote } from './dom.js';
import { file, post } from './api.js';
import { say } from './words.js';
import { again, refused } from './runchange.js';

const seat = (text) => (text === null || text === undefined ? '' : text || '-');

function version({ view }) {
  if (!view.printed_version) return note('', say('neverPrinted'));
  const when = view.printed.replace('T', ' ');
  if (!view.outdated) return note('good', say('printedHolds', view.printed_version, when));
  return [note('warn', say('printedOld', view.printed_version, when), view.changed_head.length ? ' ' + say('headChanged', view.changed_head.map((f) => say('head.' + f)).join(say('comma'))) : ''),
    view.changed.length ? longTable(say('changedSince', view.printed_version), [
      [say('weight'), (c) => say('paper.' + c.change)],
      [say('who'), (c) => h('span', {}, wrote(c.name || ''), ` ${c.station}/${c.ref}`)],
      [say('from'), (c) => wrote(seat(c.from))], [say('to'), (c) => wrote(seat(c.to))]], view.changed, 10) : null];
}

const option = (prefix) => (value) => h('option', { value }, prefix ? say(prefix + value) : value.toUpperCase());

export function paperCard(work) {
  const { run } = work, kind = h('select', {}, ['driver', 'crew', 'carrier', 'posted', 'leader', 'signing'].map(option('for.')));
  const format = h('select', {}, ['pdf', 'xlsx'].map(option('')));
  const plan = h('input', { type: 'checkbox' }), sign = h('input', { type: 'checkbox' }), draft = h('input', { type: 'checkbox' });
  const get = (parts, body, then) => async () => {
    try { await file(['runs', run.run, ...parts], body()); tell(say('done')); then?.(); } catch (error) { fill(work.message, refused(error)); work.message.scrollIntoView({ block: 'nearest' }); }
  };
  const pdf = () => format.value === 'pdf';
  const manifest = () => ({ for: kind.value, format: format.value, 'seat-plan': pdf() && plan.checked, sign: pdf() && sign.checked, draft: draft.checked });
  const box = card(say('papers'), version(work),
    run.cancelled ? null : [h('div', { class: 'row' }, labelled(say('forWhom'), kind), labelled(say('format'), format), check(say('withPlan'), plan), check(say('withSign'), sign), check(say('asDraft'), draft),
      button(say('printManifest'), get(['manifest'], manifest, () => { if (!draft.checked) again(); }))),
    h('p', { class: 'soft' }, say('printTells')),
    h('div', { class: 'row' }, button(say('slips'), get(['slips'], () => ({ format: 'pdf' })), { class: 'second' }), button(say('smsFile'), get(['sms'], () => ({ format: 'csv' })), { class: 'second' }))]);
  return box;
}

export function callCard(work) {
  const format = h('select', {}, ['pdf', 'xlsx'].map(option('')));
  const list = h('input', { type: 'number', min: '1' }), rows = h('input', { type: 'text', placeholder: '1-5,8' });
  const answer = h('select', {}, ['told', 'no-answer', 'declined', 'other-day'].map(option('call.')));
  const days = h('input', { type: 'text', placeholder: '2018-02-07..2018-02-09' }), daysBox = labelled(say('otherDays'), days);
  daysBox.hidden = true;
  answer.addEventListener('change', () => { daysBox.hidden = answer.value !== 'other-day'; });
  const out = h('div', {});
  const make = async () => { try { await file(['runs', work.run.run, 'calls'], { format: format.value }); tell(say('done')); } catch (error) { fill(out, refused(error)); } };
  const record = async () => {
    const body = { rows: rows.value.trim(), answer: answer.value, days: answer.value === 'other-day' ? days.value.trim() : '' };
    try {
      const a = await post(['calls', list.value, 'answer'], { ...body, seen: work.seen });
      tell(say('answersNoted', a.rows));
      if (a.seated || answer.value !== 'no-answer') again();
    } catch (error) { fill(out, refused(error)); }
  };
  const box = card(say('callList'), out,
    h('div', { class: 'row' }, labelled(say('format'), format), button(say('makeCalls'), make, { class: 'second' })),
    h('h3', {}, say('answersBack')),
    h('div', { class: 'row' }, labelled(say('listNumber'), list), labelled(say('rowsOf'), rows), labelled(say('answer'), answer), daysBox, button(say('note'), record)));
  box.classList.add('noprint');
  return box;
}
