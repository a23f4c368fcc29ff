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

  // riders
  searchRider: ['找人', 'Find a rider'],
  searchHint: ['电话后四位、姓名、拼音首字母、证件后几位，或 站点/报名号', 'Last four digits of the phone, name, pinyin initials, end of the document, or STATION/REF'],
  found: ['找到 {0} 人', '{0} found'], foundMany: ['找到 {0} 人，只列出前 {1} 人，请再多写几个字', '{0} found, the first {1} are shown: say more'],
  addRider: ['电话报名：加一人', 'Add a rider'], addHint: ['先看会怎样，再确定。没有写的可以空着。', 'What happens is shown first. Leave empty what was not said.'],
  backToSearch: ['再找一人', 'Find another'], trip: ['行程', 'Trip'], run: ['趟次', 'Run'], seat: ['座位', 'Seat'], gate: ['上车地点', 'Boards at'],
  vehicle: ['车辆', 'Vehicle'], driver: ['随车电话', 'Driver\'s phone'], noDriver: ['还没有登记', 'Not entered yet'], seatOnTicket: ['以车票为准', 'as on the ticket'],
  speech: ['“您坐 {0}，{1} 在{2}上车{3}。”', '“You ride {0}; it leaves at {1} from {2}{3}.”'], speechSeat: ['，座位 {0}', ', seat {0}'],
  speechWaiting: ['“现在还没有座位：{0}。”', '“There is no seat yet: {0}.”'],
  asks: ['要去', 'Wants to go'], whyHere: ['为什么是这趟，还有哪些趟次', 'Why this one, and which others'],
  better: ['对本人更合适的趟次（{0}）', 'Runs that suit better ({0})'], worse: ['也能坐的其他趟次（{0}）', 'Others that fit as well ({0})'], noOther: ['没有别的趟次合适。', 'No other run fits.'],
  toStop: ['到站点的公里数', 'km to the stops'], room: ['空位', 'Room'], roomFor: ['还有 {0} 个空位', 'room for {0}'], full: ['已满', 'full'],
  offers: ['可以这样问：改一项就有座', 'What to offer: one change would do'], noOffer: ['只改一项要求也没有空位。', 'No single change opens a run with room.'],
  'offer.earlier': ['早走 {0} 天', '{0} day(s) earlier'], 'offer.later': ['晚走 {0} 天', '{0} day(s) later'],
  'offer.origin': ['改在{0}上车（相距 {1} 公里）', 'from {0} ({1} km away)'], 'offer.destination': ['改到{0}下车（相距 {1} 公里）', 'to {0} ({1} km away)'],
  'offer.mode': ['改用另一种交通方式', 'by the other mode'], 'offer.class': ['不限席别和车次', 'without the wish for a class or service'], 'offer.opens': ['等到 {0} 开放预留', 'wait until {0}, when it opens to all'],
  'taken.room': ['现在有空位，重新派座即可坐上。', 'There is room now: match again to seat it.'], 'taken.movable': ['有人换座就有空位，请重新派座。', 'Others could move: match again.'],
  'taken.proved': ['合适的 {0} 个位子都有人，他们谁也换不走。', 'The {0} places that fit are held by {1} riders, none of whom can move.'],
  'taken.stuck': ['合适的 {0} 个位子都有人，他们单独谁也换不走。', 'The {0} places that fit are held by {1} riders, none of whom can move alone.'],
  partyJoins: ['同行组已坐 {0}，后到的 {1} 人里还坐得下 {2} 人。', 'The party rides {0}; of the other {1} it has room for {2}.'],
  partyMost: ['同行组 {0} 人必须同车，一趟最多坐得下 {1} 人。', 'The party of {0} must stay together; no run has room for more than {1}.'],
  partyApart: ['若同意分开，可坐 {0} 人：{1}', 'Apart, {0} would have seats: {1}'], extraSeat: ['最省的加座：{0} 加 {1} 个，{2} 元', 'The cheapest extra seats: {0}, {1} more, {2} yuan'],
  confirmSeat: ['本人确认', 'Confirm'], noteTold: ['记下已通知', 'Note as told'], moveRider: ['改到另一趟', 'Move to another run'], changeTrip: ['改行程', 'Change the trip'],
  cancelSeat: ['取消座位', 'Take the seat back'], withdrawTrip: ['不走了', 'Withdraw'], correctRider: ['改错字错号', 'Correct'], replaceRider: ['换人', 'Replace'], changeRider: ['改电话、单位', 'Change phone or employer'],
  wholeDocument: ['完整号码', 'whole number'], placeHint: ['代码、上下车点或地名', 'code, point or name'], daysHint: ['2月5日-2月9日', '2.5-2.9'], partyHint: ['无 为退出', '无 leaves it'],
  partyOf: ['同行组 {0} 共 {1} 人', 'The party {0} has {1} riders'], waitsBehind: ['候补，前面有 {0} 人次', 'Waiting, behind {0} others'],
  toReach: ['以前通知的已不作数，请再通知本人', 'What was told does not stand any more: reach the rider'],
  freed: ['空出 {0} 的座位，没有候补的人能坐', 'A seat comes free on {0}; nobody who waits fits'], freedNext: ['空出 {0} 的座位，候补第一位是 {1}', 'A seat comes free on {0}; the first who waits and fits is {1}'],
  willTell: ['将记下已通知 {0} 人次', '{0} will be noted as told'], onSeat: ['{0}，座位 {1}', '{0}, seat {1}'], seenAnew: ['刚才有人改过，现在会是这样：', 'Something changed meanwhile; now it would be:'],
  freeChild: ['免票儿童', 'Free child'], yes: ['是', 'Yes'], no: ['否', 'No'],
  toldBefore: ['通知过什么', 'What was told'], how: ['方式', 'How'], what: ['内容', 'What'], standsStill: ['仍作数', 'Stands'], byWhom: ['谁通知', 'By whom'],
  'means.unsaid': ['未记方式', 'Not said'], 'means.slip': ['通知条', 'Slip'], 'means.sms': ['短信', 'Text message'], 'means.posted': ['张贴', 'Posted list'], 'means.call': ['电话', 'Call'], 'means.replaced': ['换了人', 'Replaced'],
  'change.no-seat': ['座位没有了', 'No seat any more'], 'change.run': ['换了趟次', 'Another run'], 'change.stop': ['换了地点', 'Other stops'], 'change.time': ['换了时间', 'Another time'],
  'change.vehicle': ['换了车', 'Another vehicle'], 'change.seat': ['换了座位', 'Another seat'], 'change.person': ['换了人', 'Another person'],
  'direction.home': ['返乡', 'Home'], 'direction.return': ['返岗', 'Back to work'], 'mode.coach': ['汽车', 'Coach'], 'mode.train': ['火车', 'Train'],
  'together.must': ['必须同车', 'must stay together'], 'together.prefer': ['最好同车', 'together if possible'], 'need.lower-berth': ['下铺', 'Lower berth'], 'need.wheelchair': ['轮椅', 'Wheelchair'],
  'document.resident-id': ['居民身份证', 'Identity card'], 'document.hk-macau-permit': ['港澳通行证', 'Hong Kong and Macau permit'], 'document.taiwan-permit': ['台湾通行证', 'Taiwan permit'], 'document.other': ['其他证件', 'Other document'], 'document.passport': ['护照', 'Passport'],
  'field.name': ['姓名', 'Name'], 'field.document': ['证件号码', 'Document'], 'field.type': ['证件类型', 'Kind of document'], 'field.phone': ['电话', 'Phone'], 'field.employer': ['单位', 'Employer'],
  'field.hardship': ['困难职工', 'Hardship'], 'field.station': ['站点', 'Station'], 'field.ref': ['报名号', 'Ref'], 'field.direction': ['方向', 'Direction'], 'field.from': ['出发地', 'From'], 'field.to': ['目的地', 'To'],
  'field.days': ['可以走的日子', 'Days'], 'field.preferred': ['最希望的一天', 'Day preferred'], 'field.modes': ['只坐', 'Only by'], 'field.party': ['同行组', 'Party'], 'field.together': ['同车', 'Together'],
  'field.needs': ['需要', 'Needs'], 'field.luggage': ['行李件数', 'Luggage'], 'field.classes': ['只要席别', 'Only classes'], 'field.services': ['只要车次', 'Only services'], 'field.seat': ['座位号', 'Seat'], 'field.means': ['怎样通知的', 'How'],

  // boarding
  boardings: ['哪些趟次交回了上车情况', 'Which departures came back'], allDays: ['每一天', 'Every day'], day: ['日期', 'Day'], booked: ['派座', 'Booked'], travelled: ['乘车', 'Travelled'],
  departedRuns: ['已发车', 'Departed'], returnedRuns: ['已交回', 'Returned'], missingRuns: ['还缺', 'Missing'],
  'return.return missing': ['缺回执', 'Return missing'], 'return.returned': ['已交回', 'Returned'], 'return.not departed': ['尚未发车', 'Not departed'],
  recordOf: ['{0}：谁上了车', '{0}: who boarded'], otherDeparture: ['别的趟次', 'Other departures'], itsPage: ['这趟的座位', 'Its seats'],
  numbersAre: ['写的是', 'These'], 'numbersOf.absent': ['没来的号码', 'did not come'], 'numbersOf.boarded': ['上了车的号码', 'boarded'],
  numbers: ['号码（没有就空着）', 'Numbers (empty: none)'], by: ['号码是', 'Numbers are'], 'by.': ['名单第一列', 'the paper\'s first column'], 'by.seat': ['座位号', 'seats'], 'by.row': ['行号', 'rows'],
  paperVersion: ['第几版名单', 'Version of the paper'], tick: ['逐人点选', 'Tick one by one'], allBoarded: ['都上车了', 'All boarded'], noneBoarded: ['都没上', 'None'],
  onBoard: ['上车 {0} / {1}', 'On board {0} / {1}'], others: ['名单外上车的、顶替的', 'Walk-ons and substitutes'],
  walkOn: ['名单外上车：站点/报名号，未登记的写人数', 'Walk-ons: STATION/REF, and how many who are not registered'], insteadOf: ['顶替：座位=站点/报名号，未登记写 12=?', 'Substitutes: SEAT=STATION/REF, 12=? if not registered'],
  'outcome.boarded': ['按名单上车', 'As printed'], 'outcome.absent': ['未乘车', 'Absent'], 'outcome.walk-on': ['临时上车', 'Walk-ons'], 'outcome.instead': ['顶替', 'Instead'], 'outcome.not-on-paper': ['不在这版名单上', 'Not on that paper'],
  notAsPrinted: ['与名单不同的人', 'Not as printed'], unregistered: ['未登记', 'Not registered'], bookedOn: ['原派座在', 'Booked on'],
  sameReturn: ['与已记的相同，不会有改动', 'It says what is recorded already; nothing changes'], notOnPaper: ['有 {0} 人不在这版名单上，没有计入', '{0} are not on that paper and not counted'],
  recordAnyway: ['仍按这版记', 'Record by this version all the same'], changedSince: ['第 {0} 版名单印出后有变动', 'Changed since version {0} was printed'],
  neverPrinted: ['还没有打印过名单：先在趟次页打印', 'No manifest was printed: print one on its page first'], lastReturn: ['{0} 记下的（第 {1} 版）', 'Recorded {0} (version {1})'],
  statementPdf: ['下载 PDF', 'Download as PDF'], statementXlsx: ['下载 XLSX', 'Download as XLSX'], runsOf: ['{0} 的趟次', 'Runs of {0}'], seatsTaken: ['乘客 / 座位', 'Riders / seats'],

  stateNow: ['状态', 'Status'], goesTo: ['开往', 'To'], dailySheet: ['日报', 'The day\'s sheet'], todo: ['要办', 'To do'],

  // today
  reachAgain: ['要重新通知的人', 'Who must be reached again'], changeWas: ['变了什么', 'What changed'], nowRides: ['现在', 'Now'],
  extrasLeft: ['礼包等', 'Extras'], given: ['已发', 'Given'], left: ['结存', 'Left'], timeLeft: ['还剩', 'Time left'],
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
