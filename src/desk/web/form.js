// A form of named fields. What is left empty is not sent; a refusal stands at the field that it is about.
import { h, labelled, button } from './dom.js';
import { say } from './words.js';
import { failed } from './app.js';

// field: [name, { label, choices: [[value, word]], required, type, value, list, hint }]
function input(name, how) {
  if (how.choices) return h('select', { name, required: how.required }, how.choices.map(([value, word]) => h('option', { value, selected: value === how.value }, word)));
  return h('input', { name, type: how.type || 'text', required: how.required, value: how.value, placeholder: how.hint, list: how.list, autocomplete: 'off' });
}

// Which field a refusal is about.
const about = [
  ['document', /document|check-digit|birth|region-code|id-/], ['name', /name/], ['phone', /phone|contact/], ['days', /date|day|season|earliest|preferred/],
  ['to', /destination|to-|unknown-run|unknown-place|route|same-place|missing-column/], ['party', /party/], ['seat', /seat/], ['station', /station/], ['ref', /ref/],
];
const fieldOf = (code, inputs) => about.find(([name, like]) => inputs[name] && like.test(code))?.[0];

export function form(fields, word, submit, close) {
  const inputs = {}, faults = h('div', {});
  const boxes = fields.map(([name, how = {}]) => {
    inputs[name] = input(name, how);
    return labelled(how.label || say('field.' + name), inputs[name]);
  });
  const clear = () => {
    faults.replaceChildren();
    for (const one of Object.values(inputs)) { one.removeAttribute('aria-invalid'); one.removeAttribute('aria-describedby'); }
    element.querySelectorAll('.fault').forEach((old) => old.remove());
  };
  const refuse = (error) => {
    const name = fieldOf(error.code || '', inputs);
    if (!name) { faults.replaceChildren(failed(error)); return; }
    const at = inputs[name], id = at.id + 'fault';
    at.setAttribute('aria-invalid', 'true');
    at.setAttribute('aria-describedby', id);
    at.after(h('p', { class: 'fault bad', id, role: 'alert' }, error.message));
    at.focus();
  };
  const send = async (event) => {
    event.preventDefault();
    clear();
    const given = Object.fromEntries(Object.entries(inputs).map(([name, one]) => [name, one.value.trim()]).filter(([, value]) => value));
    try { await submit(given); } catch (error) { refuse(error); }
  };
  const element = h('form', { class: 'form', onsubmit: send }, h('div', { class: 'row' }, boxes), faults,
    h('div', { class: 'row' }, h('button', { type: 'submit' }, word), close && button(say('back'), close, { class: 'second' })));
  return element;
}
