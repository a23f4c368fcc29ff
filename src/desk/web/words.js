// Every word of the pages, in Chinese and English. {0} stands for what is put in.
const words = {
  skip: ['跳到正文', 'Skip to content'],
  unreachable: ['连不上工作台：请看它是否还开着', 'The desk does not answer: see whether it is still open'],
  nothing: ['没有', 'None'],
  more: ['再显示（还有 {0} 行）', 'Show more ({0} left)'],
  back: ['返回', 'Back'],
  save: ['保存', 'Save'],
  again: ['刷新', 'Refresh'],
  preview: ['先看会怎样', 'See what happens first'],
  doit: ['就这样办', 'Do it'],
  done: ['已办好', 'Done'],
  working: ['正在办理…', 'Working…'],
  changes: ['{0} 项变动', '{0} changes'],

  'page.today': ['今天', 'Today'],
  'page.lists': ['名单', 'Lists'],
  'page.riders': ['乘车人', 'Riders'],
  'page.departures': ['趟次', 'Departures'],
  'page.match': ['派座', 'Match'],
  'page.figures': ['上车与对账', 'Boarding and figures'],

  // today
  due: ['要办的事，最急的在前', 'What is due, the most urgent first'],
  standing: ['现在到哪一步了', 'Where things stand'],
  requests: ['需求', 'Requests'], seated: ['已派座', 'Seated'], waiting: ['候补', 'Waiting'],
  hardship: ['困难职工已派', 'Hardship seated'], seats: ['座位', 'Seats'], told: ['已通知', 'Told'],
  confirmed: ['已确认', 'Confirmed'],
  leaving: ['名单里撤回、但座位已通知的人：{0}', 'Withdrawn by a list, their seats told: {0}'],
  corrections: ['待确认的证件更正：{0}', 'Proposed corrections: {0}'],
  thin: ['人数不足的趟次：{0}', 'Runs under their minimum: {0}'],
  departuresOf: ['{0} 的发车', 'Departures of {0}'],
  silent: ['还没有报名单的站点', 'Stations that have sent nothing'],
  failedFetch: ['上次没取到名单的站点', 'Stations whose list could not be fetched'],
  returnsMissing: ['已发车、还没交回上车情况', 'Departed, boarding not returned'],
  notmatched: ['还没有派过座', 'Nobody has been seated yet'],
  lastmatch: ['上次派座：{0}', 'Last match: {0}'],

  // lists
  station: ['站点', 'Station'], office: ['工会', 'Office'], chooseStation: ['请选择站点', 'Choose a station'],
  dropHere: ['把名单文件拖到这里，或', 'Drop the list here, or'], chooseFile: ['选择文件', 'Choose a file'],
  paste: ['或者把表格粘贴在这里（第一行是标题）', 'Or paste the table here (headings first)'],
  takePasted: ['看一看粘贴的内容', 'Look at what was pasted'],
  fetch: ['到各站点取名单', 'Fetch all lists'], fetchOne: ['到这个站点取名单', 'Fetch this station\'s list'],
  previewOf: ['{0}：先看再收', '{0}: look before taking it'],
  takeIt: ['收下这份名单', 'Take this list'], throwAway: ['不收', 'Do not take it'],
  rows: ['行', 'Rows'], accepted: ['接受', 'Accepted'], warned: ['其中提醒', 'With a warning'], rejected: ['退回', 'Rejected'],
  isnew: ['新增', 'New'], changed: ['更改', 'Changed'], unchanged: ['未变', 'Unchanged'], withdrawn: ['撤回', 'Withdrawn'],
  faults: ['问题，按行列出', 'Faults, by row'], row: ['行', 'Row'], column: ['列', 'Column'], reason: ['原因', 'Why'],
  weight: ['结果', 'Result'], 'weight.rejected': ['退回', 'Rejected'], 'weight.warning': ['提醒', 'Warning'],
  taken: ['已收下：第 {0} 次导入', 'Taken: import {0}'],
  sameAgain: ['这份名单已收过（第 {0} 次导入），没有变化', 'This list came before (import {0}); nothing changed'],
  rejects: ['下载退回的行', 'Download the rejected rows'],
  undo: ['撤销这次导入', 'Undo this import'], undone: ['已撤销', 'Undone'], undoAsk: ['撤销第 {0} 次导入？', 'Undo import {0}?'],
  history: ['以往的导入', 'Past imports'], file: ['文件', 'File'], when: ['时间', 'When'], imported: ['导入', 'Import'],
  columns: ['这个站点各列的含义', 'What this station\'s columns mean'], heading: ['标题', 'Heading'], means: ['含义', 'Means'],
  addColumn: ['设定一列', 'Set a column'], clear: ['不再设定', 'Clear'],
  replaceAll: ['这是该站点的全部名单（没列出的人撤回）', 'This is the station\'s whole list (others are withdrawn)'],
  allowWithdraw: ['确实有很多人撤回', 'Many are withdrawn indeed'],
  fetched: ['取到 {0} 份，未变 {1}，没取到 {2}', '{0} fetched, {1} unchanged, {2} failed'],
  accept: ['是同一个人，改证件', 'One person: correct the document'], refuse: ['是两个人', 'Two people'],

  // match
  matchIntro: ['先试算，看清变化，再决定用不用。', 'Try first, look at the difference, then accept it or throw it away.'],
  keep: ['哪些不动', 'What stays'],
  'keep.told': ['已通知和已确认的', 'Told and confirmed'], 'keep.confirmed': ['只有已确认的', 'Confirmed only'],
  'keep.all': ['全部，只填空座', 'All: fill free seats only'], 'keep.afresh': ['从头再派（只留已确认的）', 'Begin anew (confirmed stay)'],
  only: ['只派这个站点或同行组（可不填）', 'Only this station or party (may be empty)'],
  tryit: ['试算', 'Try'], use: ['采用这个方案', 'Accept this plan'], discard: ['不用', 'Throw it away'],
  bound: ['最多可能', 'At most possible'], parties: ['同行组整组同车', 'Parties whole'], breaks: ['拆散', 'Breaks'],
  moved: ['改派', 'Moved'], added: ['新派', 'Added'], removed: ['退回候补', 'Removed'], status: ['状态更改', 'Status changed'],
  optimal: ['已证明最优', 'Proved optimal'], notOptimal: ['未证明最优', 'Not proved optimal'],
  byOffice: ['按工会', 'By office'], byParty: ['按同行组', 'By party'], byRider: ['按人', 'By rider'],
  from: ['原来', 'Before'], to: ['现在', 'Now'], who: ['谁', 'Who'], party: ['同行组', 'Party'],
  nochange: ['与现在的方案没有不同', 'No difference from what stands'],
  stale: ['试算之后有人改过：请再试算一次', 'Something changed since the trial: try again'],
  accepted2: ['已采用：第 {0} 次派座', 'Accepted: run {0}'],
  waitingWhy: ['候补的原因', 'Why riders wait'],
  'reason.no-route': ['没有去那里的车', 'No run goes there'], 'reason.no-date': ['日期都不合', 'No run on those days'],
  'reason.no-mode': ['交通方式不合', 'Not by that mode'], 'reason.no-class': ['席别不合', 'Not in that class'],
  'reason.no-need': ['没有合适的铺位或轮椅位', 'No berth or wheelchair place'], 'reason.reserved': ['留给别处', 'Reserved for others'],
  'reason.party': ['同行组太大，坐不下一辆车', 'The party does not fit on one run'], 'reason.full': ['都满了', 'All are full'],

  // figures
  statement: ['与公布数对账', 'Against the reported figures'], metric: ['项目', 'Figure'], definition: ['口径', 'Definition'],
  reported: ['公布', 'Reported'], counted: ['清点', 'Counted'], verdict: ['结论', 'Verdict'],
  'verdict.agrees': ['相符', 'Agrees'], 'verdict.short': ['少', 'Short'], 'verdict.over': ['多', 'Over'],
  'metric.train-cars': ['专列车厢', 'Train cars'], 'metric.coaches': ['包车', 'Coaches'], 'metric.tickets': ['车票', 'Tickets'],
  'metric.person-trips': ['人次', 'Person-trips'], 'metric.riders': ['人数', 'Riders'],
  'metric.train-car-runs': ['车厢趟次', 'Train-car runs'], 'metric.coach-runs': ['包车趟次', 'Coach runs'],
  'definition.bought': ['已购', 'Bought'], 'definition.booked': ['已派', 'Booked'], 'definition.told': ['已通知', 'Told'],
  'definition.departed': ['已发', 'Departed'], 'definition.boarded': ['已上车', 'Boarded'],
  range: ['{0} 到 {1}', '{0} to {1}'], names: ['名单', 'Names'], consistency: ['核对', 'Consistency'],
  asOf: ['截至', 'As of'],
};

const stored = (() => { try { return localStorage.getItem('lang'); } catch { return null; } })();
let now = stored || (navigator.language.startsWith('zh') ? 'zh' : navigator.language.startsWith('en') ? 'en' : 'zh');

export const lang = () => now;
export function setLang(to) {
  now = to;
  try { localStorage.setItem('lang', to); } catch { /* not kept then */ }
}
export const known = (key) => key in words;
export function say(key, ...values) {
  const both = words[key];
  if (!both) return key;
  return both[now === 'en' ? 1 : 0].replace(/\{(\d)\}/g, (_, i) => values[i] ?? '');
}
// Words of a page of its own.
export const addWords = (more) => Object.assign(words, more);
