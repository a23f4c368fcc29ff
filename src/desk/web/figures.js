// Boarding and figures: who really travelled, and what that makes against the reported figures.
import { h, fill, card, table, longTable, tag, number, labelled, button, note, wrote, load } from './dom.js';
import { get, file } from './api.js';
import { say } from './words.js';
import { failed } from './app.js';
import { loadOffices, officeName } from './places.js';
import { boarding } from './boarding.js';

const verdictKind = { agrees: 'good', short: 'warn', over: 'bad' };

// From a number to the office's runs, and from a run to its names.
const kindOf = { 'train-cars': 'train-car', 'train-car-runs': 'train-car', coaches: 'chartered-coach', 'coach-runs': 'chartered-coach', tickets: 'ticket-block' };

async function runsOf(box, office, metric) {
  try {
    const { runs } = await get(['runs'], { office });
    const mine = runs.filter((r) => !kindOf[metric] || r.kind === kindOf[metric]);
    fill(box, longTable(say('runsOf', officeName(office)), [
      [say('run'), (r) => h('a', { href: '#/departures/' + encodeURIComponent(r.run) }, r.run)], [say('when'), (r) => r.departs.replace('T', ' ')],
      [say('goesTo'), (r) => wrote(r.to)], [say('seatsTaken'), (r) => load(r.seated + r.told + r.confirmed, r.seats)]], mine, 20));
  } catch (error) { fill(box, failed(error)); }
}

function offices(f, runs) {
  return h('details', {}, h('summary', {}, say('byOffice')), h('ul', { class: 'plain' }, f.offices.map((o) => h('li', {},
    button(`${officeName(o.office)} ${number(o.counted)}`, () => { runsOf(runs, o.office, f.metric); runs.scrollIntoView({ block: 'nearest' }); }, { class: 'link' })))));
}

async function statement(box, day) {
  const s = await get(['reconcile'], { 'as-of': day });
  const runs = h('div', {});
  fill(box,
    table(say('statement'), [
      [say('metric'), (f) => say('metric.' + f.metric)],
      [say('definition'), (f) => say('definition.' + f.definition)],
      [say('reported'), (f) => number(f.reported), 'n'],
      [say('counted'), (f) => number(f.counted), 'n'],
      [say('verdict'), (f) => h('span', {}, tag(verdictKind[f.verdict], say('verdict.' + f.verdict)), f.returns_missing ? ' ' + say('returnsMissing') + ' ' + number(f.returns_missing) : '')],
      [say('byOffice'), (f) => offices(f, runs)],
    ], s.figures), runs,
    s.consistency.map((c) => note(c.agrees ? 'good' : 'warn', wrote(c.text || c.message || ''))));
}

export async function show(box, run) {
  await loadOffices();
  const day = h('input', { type: 'date' }), out = h('div', {}), record = h('div', {});
  const draw = () => statement(out, day.value).catch((error) => fill(out, failed(error)));
  const keep = (format) => () => file(['reconcile', 'file'], null, { 'as-of': day.value, format }).catch((error) => out.prepend(failed(error)));
  const sheetDay = h('input', { type: 'date' });
  const keepSheet = (format) => () => file(['daily', 'file'], null, { date: sheetDay.value, format }).catch((error) => sheet.prepend(failed(error)));
  const sheet = card(say('dailySheet'), h('div', { class: 'row' }, labelled(say('day'), sheetDay),
    button(say('statementPdf'), keepSheet('pdf'), { class: 'second' }), button(say('statementXlsx'), keepSheet('xlsx'), { class: 'second' })));
  box.append(record, card(say('statement'), h('div', { class: 'row' }, labelled(say('asOf'), day), button(say('again'), draw, { class: 'second' }),
    button(say('statementPdf'), keep('pdf'), { class: 'second' }), button(say('statementXlsx'), keep('xlsx'), { class: 'second' })), out), sheet);
  await Promise.all([draw(), boarding(record, run)]);
}
