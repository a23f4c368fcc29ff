// A change to a departure: looked at first, done when it is wanted, refused when somebody was quicker.
import { h, fill, note, table, longTable, figures, ask, button, tell, number, wrote } from './dom.js';
import { post } from './api.js';
import { say } from './words.js';
import { failed } from './app.js';
import { difference } from './difference.js';

export const again = () => dispatchEvent(new Event('homeward:again'));
const who = (names) => (r) => h('span', {}, wrote(names(r) || ''), ' ', h('a', { href: `#/riders/${encodeURIComponent(r.station)}/${encodeURIComponent(r.ref)}` }, `${r.station}/${r.ref}`));
export const namesOf = (view) => {
  const names = new Map(view.riders.filter((r) => !r.free_child).map((r) => [r.station + '/' + r.ref, r.name]));
  return (r) => names.get(r.station + '/' + r.ref);
};

const part = (title, columns, rows) => (rows?.length ? [h('h3', {}, `${title} (${rows.length})`), longTable(title, columns, rows, 20)] : null);

const touches = (d) => d.added || d.moved || d.removed || d.status;

// What an answer says will happen, or has.
export function effect(a, names) {
  const seats = a.seats instanceof Array ? a.seats : a.seat !== undefined && a.station ? [a] : null;
  return h('div', {},
    seats ? table(say('newSeats'), [[say('who'), who(names)], ...(a.allocation ? [[say('run'), (s) => wrote(s.allocation)]] : []), [say('seat'), (s) => wrote(s.seat)]], seats) : null,
    typeof a.seats === 'number' ? figures([[say('seats'), number(a.seats)], [say('comeOff'), number(a.off?.length)], [say('mustReach'), number(a.to_reach?.length)]]) : null,
    a.exact === false ? note('warn', say('notExact')) : null,
    a.night_drive ? note('warn', say('nightDrive')) : null,
    part(say('comeOff'), [[say('who'), who(names)], [say('reason'), (r) => say('off.' + r.why)]], a.off),
    part(say('mustReach'), [[say('who'), who(names)], [say('reason'), (r) => say('reach.' + r.what)]], a.to_reach),
    part(say('reseated'), [[say('who'), who(names)], [say('run'), (r) => wrote(r.allocation)], [say('from'), (r) => wrote(r.from)], [say('to'), (r) => wrote(r.to)]], a.reseated),
    touches(a.difference) ? difference(a.difference) : note('good', say('nobodyMoves')));
}

export const refused = (error) => h('div', {}, failed(error),
  error.code === 'changed-meanwhile' ? button(say('again'), again) : null);

let last = null; // the change made last on a page, to be taken back
export const lastChange = () => last;
export const forgetChange = () => { last = null; };

// Tries, asks, does. kind: the command's words, for undo.
export async function change(work, { title, kind, parts, body }) {
  const names = namesOf(work.view);
  fill(work.message);
  try {
    const trial = await post(parts, { ...body, 'dry-run': true });
    if (!await ask(title, effect(trial, names), say('doit'))) return;
    await post(parts, { ...body, seen: work.seen });
    last = { kind, title, run: work.run.run };
    tell(say('done'));
    again();
  } catch (error) {
    fill(work.message, refused(error));
    work.message.scrollIntoView({ block: 'nearest' });
  }
}
