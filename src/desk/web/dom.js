// Building pages. Text goes in as text only: nothing that comes from a list can become markup.
import { say } from './words.js';

export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity))
    if (child !== undefined && child !== null && child !== false) element.append(child);
  return element;
}

// In the place of what stood in the box.
export function fill(box, ...children) {
  box.replaceChildren(...children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  return box;
}

// What people wrote: kept apart from its surroundings, whichever way it runs.
export const wrote = (text) => h('bdi', {}, text ?? '');

export const card = (title, ...children) => h('section', { class: 'card' }, title && h('h2', {}, title), ...children);
export const note = (kind, ...children) => h('div', { class: 'note ' + kind, role: kind === 'bad' ? 'alert' : null }, ...children);
export const tag = (kind, text) => h('span', { class: 'tag ' + kind }, text);
export const number = (n) => (n ?? 0).toLocaleString('en-US');

export function figures(pairs) {
  return h('dl', { class: 'figures' }, pairs.map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {}, value))));
}

// columns: [head, row => content, 'n' for numbers]
export function table(caption, columns, rows, rowAttributes) {
  if (!rows.length) return h('p', { class: 'soft' }, say('nothing'));
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h('table', { class: 'stack' },
      h('caption', {}, caption),
      h('thead', {}, h('tr', {}, columns.map(([head, , kind]) => h('th', { scope: 'col', class: kind }, head)))),
      h('tbody', {}, rows.map((row) => h('tr', rowAttributes ? rowAttributes(row) : {},
        columns.map(([head, content, kind]) => h('td', { class: kind, 'data-head': head }, content(row))))))));
}

// A long table is shown a part at a time.
export function longTable(caption, columns, rows, step = 50) {
  const box = h('div', {});
  let shown = step;
  const draw = () => {
    fill(box, table(caption, columns, rows.slice(0, shown)));
    if (rows.length > shown)
      box.append(h('button', { type: 'button', class: 'second', onclick: () => { shown += step * 4; draw(); } }, say('more', number(rows.length - shown))));
  };
  draw();
  return box;
}

// How full: drawn, and said in figures beside it.
export function load(used, of) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  svg.setAttribute('viewBox', '0 0 100 8');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  bar.setAttribute('width', of ? Math.min(100, 100 * used / of) : 0);
  bar.setAttribute('height', 8);
  bar.setAttribute('fill', used > of ? '#a3281f' : '#1f6b3a');
  svg.append(bar);
  return h('div', {}, `${used} / ${of}`, h('div', { class: 'load' }, svg));
}

let field = 0;
export function labelled(text, input) {
  input.id ||= 'field' + ++field;
  return h('div', { class: 'grow' }, h('label', { for: input.id }, text), input);
}
export const check = (text, input) => h('label', { class: 'inline' }, input, text);
export const button = (text, action, attributes) => h('button', { type: 'button', onclick: action, ...attributes }, text);

// Asks before something is done; the answer is true or false.
export function ask(title, content, yes) {
  return new Promise((resolve) => {
    const dialog = h('dialog', { 'aria-label': title },
      h('h2', {}, title), content,
      h('div', { class: 'row' },
        button(yes, () => dialog.close('yes')),
        button(say('back'), () => dialog.close(), { class: 'second' })));
    dialog.addEventListener('close', () => { resolve(dialog.returnValue === 'yes'); dialog.remove(); });
    addEventListener('hashchange', () => dialog.close(), { once: true }); // a link in it was followed
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function tell(text) {
  const live = document.getElementById('live');
  live.textContent = text;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { live.textContent = ''; }, 8000);
}
