// Match: try, look at the difference, accept it or throw it away.
import { h, fill, card, note, figures, labelled, button, number, tell, table } from './dom.js';
import { work, get } from './api.js';
import { say } from './words.js';
import { failed } from './app.js';
import { difference } from './difference.js';
import { loadOffices } from './places.js';

const result = (a) => [figures([
  [say('requests'), number(a.requests.all)], [say('seated'), number(a.seated.all)], [say('bound'), number(a.bound.all)],
  [say('hardship'), number(a.seated.hardship) + ' / ' + number(a.requests.hardship)],
  [say('parties'), number(a.parties.whole) + ' / ' + number(a.parties.all)], [say('breaks'), number(a.parties.breaks)], [say('moved'), number(a.moved)]]),
h('p', { class: a.optimal ? 'good' : 'soft' }, say(a.optimal ? 'optimal' : 'notOptimal')),
table(say('waitingWhy'), [[say('reason'), ([r]) => say('reason.' + r)], [say('waiting'), ([, n]) => number(n), 'n']], Object.entries(a.waiting).filter(([, n]) => n))];

export async function show(box) {
  await loadOffices();
  const keep = h('select', {}, ['told', 'confirmed', 'all', 'afresh'].map((k) => h('option', { value: k }, say('keep.' + k))));
  const only = h('input', { type: 'text', placeholder: 'JN-COACH/P12' });
  const out = h('div', {});
  const wanted = (dry) => ({ 'dry-run': dry, only: only.value.trim(), ...(keep.value === 'afresh' ? { afresh: true } : { keep: keep.value }) });
  const run = async (dry, state, then) => {
    const bar = h('progress', { 'aria-label': say('working') }), what = h('p', {}, say('working'));
    fill(out, card(null, bar, what));
    try {
      if (state !== undefined && (await get(['state'])).state !== state) throw Object.assign(new Error(), { stale: true });
      then(await work(['match'], wanted(dry), (s) => { if (s.what) what.textContent = s.what; if (s.total) { bar.max = s.total; bar.value = s.done; } }));
    } catch (error) { fill(out, error.stale ? note('warn', say('stale')) : failed(error)); }
  };
  const trial = async () => {
    const { state } = await get(['state']);
    run(true, undefined, (a) => fill(out, card(null, result(a), difference(a.difference),
      h('div', { class: 'row' },
        button(say('use'), () => run(false, state, (b) => { tell(say('accepted2', b.run)); fill(out, card(say('accepted2', b.run), result(b))); })),
        button(say('discard'), () => out.replaceChildren(), { class: 'second' })))));
  };
  box.append(card(null, h('p', {}, say('matchIntro')), h('div', { class: 'row' }, labelled(say('keep'), keep), labelled(say('only'), only), button(say('tryit'), trial))), out);
}
