// Names of the offices, asked for once.
import { get } from './api.js';
import { lang } from './words.js';

let names = {};
let of = '';
export async function loadOffices() {
  if (of === lang()) return;
  names = Object.fromEntries((await get(['offices'])).offices.map((o) => [o.office, o.name]));
  of = lang();
}
export const officeName = (code) => names[code] || code || '';
