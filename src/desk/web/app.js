// The shell: menu, language, and which page an address shows.
import { say, lang, setLang } from './words.js';
import { start, Refusal } from './api.js';
import { h, note } from './dom.js';

// address -> module that draws it
const pages = [
  ['today', './today.js'],
  ['lists', './lists.js'],
  ['riders', './riders.js'],
  ['departures', './departures.js'],
  ['match', './match.js'],
  ['figures', './figures.js'],
];
const main = document.getElementById('main');

function drawMenu(current) {
  document.documentElement.lang = lang() === 'en' ? 'en' : 'zh-CN';
  document.getElementById('nav').replaceChildren(...pages.map(([name]) =>
    h('a', { href: '#/' + name, 'aria-current': name === current ? 'page' : null }, say('page.' + name))));
  const other = document.getElementById('lang');
  other.textContent = lang() === 'en' ? '中文' : 'English';
  other.lang = lang() === 'en' ? 'zh-CN' : 'en';
  document.getElementById('skip').textContent = say('skip');
}

export const failed = (error) => note('bad', error instanceof Refusal && error.status ? error.message : say('unreachable'));

let drawing = 0;
async function draw() {
  const [, name, ...rest] = location.hash.split('/').map(decodeURIComponent);
  const [page, module] = pages.find(([known]) => known === name) || pages[0];
  const mine = ++drawing;
  drawMenu(page);
  document.title = say('page.' + page) + ' · homeward';
  main.setAttribute('aria-busy', 'true');
  const box = h('div', {});
  try {
    const { show } = await import(module);
    await show(box, ...rest);
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof TypeError)) console.error(error);
    box.append(failed(error));
  }
  if (mine !== drawing) return;
  main.replaceChildren(h('h1', {}, say('page.' + page)), box);
  main.removeAttribute('aria-busy');
}

// A page may say what is used first.
const begin = (otherwise) => (main.querySelector('[data-first]') || otherwise)?.focus({ preventScroll: true });
addEventListener('hashchange', () => { draw().then(() => begin(main)); scrollTo(0, 0); });
addEventListener('homeward:again', draw);
document.getElementById('lang').addEventListener('click', () => { setLang(lang() === 'en' ? 'zh' : 'en'); draw(); });
document.getElementById('skip').addEventListener('click', (event) => { event.preventDefault(); main.focus(); });
start().catch(() => {}).then(draw).then(() => begin());
