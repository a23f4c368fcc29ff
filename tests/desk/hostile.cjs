// Values that no page may interpret: they are shown as text, no script of theirs runs, no layout breaks.
const { chromium } = require('playwright-core');

const [, , port] = process.argv;
const base = `http://127.0.0.1:${port}`;
let passed = 0, failed = 0;
const same = (what, wanted, got) => {
  if (wanted === got) passed++;
  else { failed++; console.log(`FAILED: ${what}: wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`); }
};

async function main() {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
  const strangers = [];
  for (const width of [360, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN' });
    const page = await context.newPage();
    page.on('request', (r) => { if (!r.url().startsWith(base + '/')) strangers.push(r.url()); });
    await page.goto(base);
    const { runs } = await page.evaluate(() => fetch('/api/v1/runs').then((r) => r.json()));
    const run = encodeURIComponent(runs[0].run);
    for (const address of ['today', 'lists', 'lists/1', 'riders', 'riders/S1/R1', 'riders/S1/R27', 'departures', 'departures/' + run, 'match', 'figures', 'figures/' + run]) {
      await page.goto(`${base}/#/${address}`);
      await page.reload();
      await page.waitForSelector('main:not([aria-busy])');
      const seen = await page.evaluate(() => ({
        hit: window.hit,
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        markup: document.querySelectorAll('main script, main img, main iframe, main base, main style, main svg[onload], main [onerror], main [onfocus], main a[href^="javascript:"]').length,
        hidden: getComputedStyle(document.querySelector('main')).display,
      }));
      const at = `${address} at ${width} px`;
      same(`${at}: no script ran`, undefined, seen.hit);
      same(`${at}: nothing became markup`, 0, seen.markup);
      same(`${at} fits`, true, seen.wide <= 0);
      same(`${at} is there`, 'block', seen.hidden);
    }
    await page.goto(`${base}/#/departures/${run}`);
    await page.reload();
    await page.waitForSelector('main:not([aria-busy])');
    same('a name is shown letter for letter', true, (await page.locator('main').textContent()).includes('<script>window.hit=1</script>'));
    await context.close();
  }
  same('no request leaves the machine', '', strangers.join(' '));
  await browser.close();
}

main().catch((error) => { failed++; console.log('FAILED: ' + error.message.split('\n').slice(0, 6).join(' ')); })
  .finally(() => { console.log(`${passed} passed, ${failed} failed`); process.exit(failed ? 1 : 0); });
