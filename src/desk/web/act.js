// What a change would do is shown before it is done; if that is another thing by then, it is shown anew.
import { ask, note } from './dom.js';
import { post } from './api.js';
import { say } from './words.js';

const passing = ['recorded', 'ahead']; // of no weight for the question
const essence = (answer) => JSON.stringify(answer, (key, value) => (passing.includes(key) ? undefined : value));

// The answer of what was done; null: thought better of it.
export async function act(title, parts, body, shown) {
  const trial = () => post(parts, { ...body, 'dry-run': true });
  let seen = await trial(), anew = null;
  while (await ask(title, [anew, shown(seen)], say('doit'))) {
    const now = await trial();
    if (essence(now) === essence(seen)) return post(parts, body);
    seen = now;
    anew = note('warn', say('seenAnew'));
  }
  return null;
}
