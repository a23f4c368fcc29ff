// Lists: drop, look, take; what was sent back; undo; what a station's columns mean.
import { h, fill, card, note, table, longTable, figures, labelled, check, button, ask, tell, wrote, number } from './dom.js';
import { get, post, upload, work, file } from './api.js';
import { say, lang } from './words.js';
import { failed } from './app.js';

const kinds = ['rows', 'accepted', 'warned', 'rejected', 'new', 'changed', 'unchanged', 'withdrawn'];
const kindWord = { new: 'isnew' };
export const counts = (answer) => figures(kinds.map((key) => [say(kindWord[key] || key), number(answer[key])]));

export const faultTable = (faults) => longTable(say('faults'), [
  [say('row'), (f) => (f.sheet ? f.sheet + ' ' : '') + f.row, 'n'],
  [say('weight'), (f) => say('weight.' + f.weight)],
  [say('column'), (f) => f.column],
  [say('reason'), (f) => wrote(f.reason)],
], faults);

function preview(box, station, source, options, answer, taken) {
  const close = () => box.replaceChildren();
  const take = async () => {
    try {
      const done = await upload(['lists'], { station, ...options() }, source);
      tell(done.import ? say('taken', done.import) : say('sameAgain', done.same_as));
      close();
      taken();
    } catch (error) { box.prepend(failed(error)); }
  };
  fill(box, card(say('previewOf', source.name || say('paste')),
    answer.same_as ? note('good', say('sameAgain', answer.same_as)) : counts(answer),
    answer.faults?.length ? faultTable(answer.faults) : null,
    h('div', { class: 'row' }, !answer.same_as && button(say('takeIt'), take), button(say('throwAway'), close, { class: 'second' }))));
  box.scrollIntoView({ block: 'nearest' });
}

// What a column may mean; the program's own words on the left.
const fields = [
  ['name', '姓名', 'Name'], ['id_no', '证件号码', 'Document'], ['id_type', '证件种类', 'Kind of document'], ['phone', '电话', 'Phone'],
  ['employer', '单位', 'Employer'], ['pickup', '上车地点', 'Boarding place'], ['dest', '目的地', 'Destination'],
  ['dest_province', '目的地：省', 'Destination: province'], ['dest_city', '目的地：市', 'Destination: city'], ['dest_county', '目的地：县', 'Destination: county'],
  ['travel_date', '日期', 'Date'], ['earliest', '最早日期', 'Earliest'], ['latest', '最晚日期', 'Latest'], ['preferred', '希望日期', 'Preferred'],
  ['return_date', '返程日期', 'Return date'], ['direction', '方向', 'Direction'], ['modes', '交通方式', 'Mode'], ['group', '同行组', 'Party'],
  ['together', '是否必须同车', 'Must ride together'], ['needs', '特殊需求', 'Needs'], ['luggage_pieces', '行李件数', 'Luggage'],
  ['seat_class', '席别', 'Class'], ['train_no', '车次', 'Train'], ['hardship', '是否困难', 'Hardship'], ['hardship_no', '困难编号', 'Hardship number'],
  ['headcount', '人数', 'Number of people'], ['ref', '报名号', 'Ref'], ['ignore', '不用这一列', 'Not used'],
];
const fieldName = (word) => fields.find(([w]) => w === word)?.[lang() === 'en' ? 2 : 1] || word;

function columnsCard(station) {
  const box = h('div', {});
  const draw = async () => {
    const { columns } = await get(['stations', station, 'columns'], { station });
    const mappings = Object.entries(columns).map(([heading, field]) => ({ heading, field }));
    const heading = h('input', { type: 'text' });
    const choose = h('select', {}, fields.map(([word]) => h('option', { value: word }, fieldName(word))));
    const set = async () => {
      try { await post(['stations', station, 'columns'], { settings: [heading.value + '=' + choose.value] }); await draw(); tell(say('done')); } catch (error) { box.prepend(failed(error)); }
    };
    const clear = (m) => async () => { await post(['stations', station, 'columns'], { clear: m.heading }); draw(); };
    fill(box, card(say('columns'),
      table(say('columns'), [[say('heading'), (m) => wrote(m.heading)], [say('means'), (m) => fieldName(m.field)],
        ['', (m) => button(say('clear'), clear(m), { class: 'second' })]], mappings),
      h('div', { class: 'row' }, labelled(say('heading'), heading), labelled(say('means'), choose), button(say('addColumn'), set))));
  };
  draw().catch((error) => box.append(failed(error)));
  return box;
}

async function detail(box, number_) {
  const one = await get(['lists', String(number_)]);
  const undo = async () => {
    if (!await ask(say('undoAsk', one.import), counts(one), say('undo'))) return;
    try { await post(['lists', String(one.import), 'undo']); tell(say('undone')); location.hash = '#/lists'; } catch (error) { box.prepend(failed(error)); }
  };
  const rejects = () => file(['lists', String(one.import), 'rejects'], null, { format: one.format === 'xlsx' ? 'xlsx' : 'csv' }).catch((error) => box.prepend(failed(error)));
  box.append(h('p', {}, h('a', { href: '#/lists' }, '← ' + say('page.lists'))), card(`${one.import} · ${one.station}`,
    h('p', {}, wrote(one.file), ' · ', one.imported.replace('T', ' ')), counts(one),
    h('div', { class: 'row' }, one.rejected > 0 && button(say('rejects'), rejects), !one.undone && button(say('undo'), undo, { class: 'second' })),
    one.faults.length ? faultTable(one.faults) : null));
}

async function overview(box) {
  const [{ stations }, { imports }, { corrections }] = await Promise.all([get(['stations']), get(['lists']), get(['corrections'])]);
  const choose = h('select', {}, h('option', { value: '' }, say('chooseStation')), stations.map((s) => h('option', { value: s.station }, `${s.station} ${s.name}`)));
  const all = h('input', { type: 'checkbox' }), many = h('input', { type: 'checkbox' });
  const pasted = h('textarea', {}), pick = h('input', { type: 'file', class: 'grow' });
  const shown = h('div', {}), mapping = h('div', {}), state = h('div', {});
  const options = () => ({ replace: all.checked, 'allow-withdraw': many.checked });
  const again = () => dispatchEvent(new Event('homeward:again'));
  const look = async (source) => {
    if (!choose.value) { choose.focus(); tell(say('chooseStation')); return; }
    try { preview(shown, choose.value, source, options, await upload(['lists'], { station: choose.value, 'dry-run': true, ...options() }, source), again); } catch (error) { fill(shown, failed(error)); }
  };
  const fetchLists = async () => {
    const bar = h('progress', {});
    fill(state, bar, h('p', {}, say('working')));
    try {
      const a = await work(['lists', 'fetch'], { codes: choose.value ? [choose.value] : [] }, (s) => { if (s.total) { bar.max = s.total; bar.value = s.done; } });
      tell(say('fetched', a.fetched, a.unchanged, a.failed));
      again();
    } catch (error) { fill(state, failed(error)); }
  };
  const settle = (c, yes) => async () => { try { await post(['corrections', String(c.correction)], yes ? { accept: true } : { refuse: true }); again(); } catch (error) { box.prepend(failed(error)); } };
  choose.addEventListener('change', () => fill(mapping, choose.value ? columnsCard(choose.value) : ''));
  pick.addEventListener('change', () => { if (pick.files[0]) look(pick.files[0]); pick.value = ''; });
  const drop = h('div', { class: 'drop',
    ondragover: (e) => { e.preventDefault(); drop.classList.add('over'); },
    ondragleave: () => drop.classList.remove('over'),
    ondrop: (e) => { e.preventDefault(); drop.classList.remove('over'); if (e.dataTransfer.files[0]) look(e.dataTransfer.files[0]); } },
  h('p', {}, say('dropHere')), labelled(say('chooseFile'), pick));

  box.append(
    card(null, labelled(say('station'), choose), drop,
      h('div', { class: 'row' }, check(say('replaceAll'), all), check(say('allowWithdraw'), many)),
      h('details', {}, h('summary', {}, say('paste')), labelled(say('paste'), pasted), h('div', { class: 'row' }, button(say('takePasted'), () => look(new File([pasted.value], say('paste') + '.csv'))))),
      h('div', { class: 'row' }, button(say('fetch'), fetchLists, { class: 'second' })), state),
    shown, mapping,
    corrections.length ? card(say('corrections', corrections.length), table(say('corrections', corrections.length), [
      [say('who'), (c) => h('a', { href: `#/riders/${encodeURIComponent(c.station)}/${encodeURIComponent(c.ref)}` }, `${c.station}/${c.ref}`)],
      ['', (c) => h('div', { class: 'row' }, button(say('accept'), settle(c, true)), button(say('refuse'), settle(c, false), { class: 'second' }))]], corrections)) : '',
    card(say('history'), longTable(say('history'), [
      [say('imported'), (i) => h('a', { href: '#/lists/' + i.import }, String(i.import))],
      [say('station'), (i) => i.station],
      [say('file'), (i) => wrote(i.file)],
      [say('when'), (i) => i.imported.replace('T', ' ')],
      [say('rows'), (i) => number(i.rows), 'n'],
      [say('rejected'), (i) => number(i.rejected), 'n'],
      [say('isnew'), (i) => number(i.new), 'n'],
      [say('changed'), (i) => number(i.changed), 'n'],
      [say('withdrawn'), (i) => number(i.withdrawn), 'n'],
      ['', (i) => (i.undone ? say('undone') : '')],
    ], [...imports].reverse())));
}

export const show = (box, one) => (one ? detail(box, one) : overview(box));
