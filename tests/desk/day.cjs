// A day's work in a real browser: node day.cjs PORT FOLDER. Prints each failure and "N passed, N failed".
// The driver comes from npm (tests/desk/package.json), the browser from Debian.
const { chromium } = require('playwright-core');

const [, , port, folder] = process.argv;
const base = `http://127.0.0.1:${port}`;
let passed = 0, failed = 0;
const same = (what, wanted, got) => {
  if (wanted === got) passed++;
  else { failed++; console.log(`FAILED: ${what}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`); }
};
const holds = (what, text, part) => same(`${what} says "${part}"`, true, (text || '').includes(part));

const strangers = [];
const complaints = [];
async function open(browser, width, locale) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale, acceptDownloads: true });
  const page = await context.newPage();
  page.on('request', (r) => { if (!r.url().startsWith(base + '/') && !r.url().startsWith('blob:')) strangers.push(r.url()); });
  page.on('console', (m) => { if (m.type() === 'error' && !/Failed to load resource/.test(m.text())) complaints.push(m.text()); });
  page.on('pageerror', (e) => complaints.push(e.message));
  page.on('dialog', (d) => { complaints.push('a dialog opened: ' + d.message()); d.dismiss(); });
  return page;
}
async function go(page, address) {
  await page.goto(`${base}/#/${address}`);
  await page.reload();
  await page.waitForSelector('main:not([aria-busy])');
}
const text = (page) => page.locator('main').innerText();

// Lists: drop a workbook with faults, look, take it, get the rejects back, mend and send again.
async function lists(page) {
  await go(page, 'lists');
  await page.selectOption('select', 'S1');
  await page.setInputFiles('input[type=file]', `${folder}/faulty.xlsx`);
  await page.getByRole('button', { name: 'Take this list' }).waitFor();
  const preview = await text(page);
  holds('the preview', preview, 'Rejected');
  same('nothing is taken yet', 0, (await count(page)).imports.length);
  await page.getByRole('button', { name: 'Take this list' }).click();
  await page.getByRole('link', { name: '1', exact: true }).click();
  await page.getByRole('button', { name: 'Download the rejected rows' }).waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the rejected rows' }).click()]);
  same('the rejects come as a file', true, (await file.path()) !== null);
  await go(page, 'lists');
  await page.selectOption('select', 'S1');
  await page.setInputFiles('input[type=file]', `${folder}/mended.csv`);
  await page.getByRole('button', { name: 'Take this list' }).click();
  await page.getByRole('link', { name: '2', exact: true }).waitFor();
  same('both imports stand', 2, (await count(page)).imports.length);
}
const count = (page) => page.evaluate(() => fetch('/api/v1/lists').then((r) => r.json()));
const status = (page) => page.evaluate(() => fetch('/api/v1/status').then((r) => r.json()));

// Match: try, look, accept.
async function match(page) {
  await go(page, 'match');
  await page.getByRole('button', { name: 'Try' }).click();
  await page.getByRole('button', { name: 'Accept this plan' }).waitFor();
  same('a trial changes nothing', 0, (await status(page)).bookings.seated);
  await page.getByRole('button', { name: 'Accept this plan' }).click();
  await page.getByRole('heading', { name: 'Accepted: run 1' }).waitFor();
  same('the plan stands', true, (await status(page)).bookings.seated > 0);
}

async function main() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page = await open(browser, 1280, 'en-GB');
  await lists(page);
  await match(page);
  for (const more of [require('./riders.cjs'), require('./departures.cjs'), require('./layout.cjs')])
    await more({ browser, page, open, go, text, same, holds, status, base, folder });
  same('no request leaves the machine', '', strangers.join(' '));
  same('nothing is complained of', '', complaints.join(' | '));
  await browser.close();
}

main().catch((error) => { failed++; console.log('FAILED: ' + error.message.split('\n').slice(0, 6).join(' ')); })
  .finally(() => { console.log(`${passed} passed, ${failed} failed`); process.exit(failed ? 1 : 0); });
