// Boarding and figures: who really travelled, and what that makes against the reported figures.
import { h, fill, card, table, tag, number, labelled, button, note, wrote } from './dom.js';
import { get } from './api.js';
import { say } from './words.js';
import { failed } from './app.js';
import { loadOffices, officeName } from './places.js';
import { boarding } from './boarding.js';

const verdictKind = { agrees: 'good', short: 'warn', over: 'bad' };

function offices(f) {
  return h('details', {}, h('summary', {}, say('byOffice')),
    table(say('byOffice'), [[say('office'), (o) => officeName(o.office)], [say('counted'), (o) => number(o.counted), 'n']], f.offices));
}

async function statement(box, day) {
  const s = await get(['reconcile'], { 'as-of': day });
  fill(box, 
    table(say('statement'), [
      [say('metric'), (f) => say('metric.' + f.metric)],
      [say('definition'), (f) => say('definition.' + f.definition)],
      [say('reported'), (f) => number(f.reported), 'n'],
      [say('counted'), (f) => number(f.counted), 'n'],
      [say('verdict'), (f) => h('span', {}, tag(verdictKind[f.verdict], say('verdict.' + f.verdict)), f.returns_missing ? ' ' + say('returnsMissing') + ' ' + number(f.returns_missing) : '')],
      [say('byOffice'), offices],
    ], s.figures),
    s.consistency.map((c) => note(c.agrees ? 'good' : 'warn', wrote(c.text || c.message || ''))));
}

export async function show(box, run) {
  await loadOffices();
  const day = h('input', { type: 'date' }), out = h('div', {}), record = h('div', {});
  const draw = () => statement(out, day.value).catch((error) => fill(out, failed(error)));
  box.append(record, card(say('statement'), h('div', { class: 'row' }, labelled(say('asOf'), day), button(say('again'), draw, { class: 'second' })), out));
  await Promise.all([draw(), boarding(record, run)]);
}
