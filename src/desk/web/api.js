// The API of this desk. Every answer is JSON or a file; a refusal carries one sentence to show.
import { lang } from './words.js';

let token = '';

export class Refusal extends Error {
  constructor(status, error) {
    super(error?.message || String(status));
    this.status = status;
    this.code = error?.code;
  }
}

const headers = (more) => ({ 'Accept-Language': lang(), ...more });

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, body.error);
  return body;
}

const path = (parts, query) => {
  const address = '/api/v1/' + parts.map(encodeURIComponent).join('/');
  const given = Object.entries(query || {}).filter(([, value]) => value !== undefined && value !== '' && value !== false);
  return given.length ? address + '?' + new URLSearchParams(given) : address;
};

export async function start() {
  token = (await answer(await fetch('/api/v1/session', { headers: headers() }))).token;
}

export const get = async (parts, query) => answer(await fetch(path(parts, query), { headers: headers() }));

// One more try with a new token if the desk was started anew under an open page.
async function send(address, options) {
  const once = () => fetch(address, { method: 'POST', ...options, headers: headers({ ...options.headers, 'X-Homeward-Token': token }) });
  const response = await once();
  if (response.status !== 403) return response;
  await start();
  return once();
}

const json = (body) => ({ body: JSON.stringify(body || {}), headers: { 'Content-Type': 'application/json' } });

export const post = async (parts, body) => answer(await send(path(parts), json(body)));

export const upload = async (parts, query, file) =>
  answer(await send(path(parts, query), { body: file, headers: { 'Content-Type': 'application/octet-stream' } }));

// Long work: progress is told as it comes, the answer returned at the end.
export async function work(parts, body, progress) {
  const { job } = await post(parts, body);
  return new Promise((resolve, reject) => {
    const events = new EventSource(path(['jobs', String(job), 'events']));
    const end = (action) => { events.close(); action(); };
    events.onmessage = ({ data }) => {
      const state = JSON.parse(data);
      if (!state.ended) progress?.(state);
      else if (state.status < 300) end(() => resolve(state.answer));
      else end(() => reject(new Refusal(state.status, state.answer?.error)));
    };
    events.onerror = () => end(async () => {
      const state = await get(['jobs', String(job)]).catch(() => null);
      if (state?.ended && state.status < 300) resolve(state.answer);
      else reject(new Refusal(state?.status || 0, state?.answer?.error));
    });
  });
}

// A file to keep or print.
export async function file(parts, body, query) {
  const response = body ? await send(path(parts), json(body)) : await fetch(path(parts, query), { headers: headers() });
  if (!response.ok) await answer(response);
  const name = /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') || '')?.[1] || 'homeward';
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
