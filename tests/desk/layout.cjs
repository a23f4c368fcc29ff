// Every page in both languages, at the narrowest and a wide width: nothing runs over, everything has a
// name, and what people wrote stays text.
module.exports = async ({ browser, open, go, same, base }) => {
  const pages = ['today', 'lists', 'riders', 'departures', 'match', 'figures', 'departures/A', 'riders/S1/1'];
  for (const width of [360, 1280])
    for (const locale of ['zh-CN', 'en-GB']) {
      const page = await open(browser, width, locale);
      for (const address of pages) {
        await go(page, address);
        const seen = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          lang: document.documentElement.lang,
          nameless: [...document.querySelectorAll('button, a, input, select, textarea')].filter((e) =>
            !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length || e.title)).map((e) => e.outerHTML.slice(0, 80)).join(' '),
          scripts: [...document.querySelectorAll('script')].filter((s) => !s.src).length + document.querySelectorAll('img, iframe, object').length,
          headings: document.querySelectorAll('h1').length,
        }));
        const at = `${address} at ${width} px in ${locale}`;
        same(`${at} fits`, true, seen.wide <= 0);
        same(`${at} is in its language`, locale.slice(0, 2), seen.lang.slice(0, 2));
        same(`${at}: all has a name`, '', seen.nameless);
        same(`${at}: no script but ours`, 0, seen.scripts);
        same(`${at} has one title`, 1, seen.headings);
      }
      await page.context().close();
    }
  const clicks = await open(browser, 1280, 'en-GB');
  await go(clicks, 'today');
  for (const name of ['Lists', 'Riders', 'Departures', 'Match', 'Boarding and figures', 'Today']) {
    await clicks.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    await clicks.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    same(`${name} is one click away`, 1, await clicks.locator('h1').count());
  }
  await clicks.keyboard.press('Tab');
  same('the keyboard finds something to act on', true, await clicks.evaluate(() => document.activeElement !== document.body));
  await clicks.context().close();
  void base;
};
