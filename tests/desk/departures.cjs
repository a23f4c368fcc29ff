// A departure: a rider is put on another seat by keyboard; somebody else was quicker; a coach is swapped
// and taken back; the manifest is printed; boarding is recorded and the statement counts it.
module.exports = async ({ page, go, text, same, holds }) => {
  const seats = () => page.evaluate(() => fetch('/api/v1/runs/A/seats').then((a) => a.json()));
  const before = await seats();
  const rider = before.riders.find((r) => r.seat), free = before.seats.map((s) => s.seat).find((s) => !before.riders.some((r) => r.seat === s));
  if (free) {
    await go(page, 'departures/A');
    await page.locator('.seat').filter({ hasText: rider.name }).first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.seat', { has: page.getByText(free, { exact: true }) }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Do it' }).click();
    await page.getByText('Done').waitFor();
    same('on another seat', free, (await seats()).riders.find((r) => r.ref === rider.ref).seat);
  }
  // Somebody else was quicker: what this page saw does not stand any more.
  const stale = await page.evaluate(async (mark) => {
    const { token } = await (await fetch('/api/v1/session')).json();
    const ask = (path, body) => fetch('/api/v1' + path, { method: 'POST', body: JSON.stringify(body), headers: { 'X-Homeward-Token': token, 'Content-Type': 'application/json' } });
    await ask('/runs/A/set', { settings: ['label=演示'] });
    await ask('/runs/A/retime', { shift: 10 });
    const answer = await ask('/runs/A/cancel', { seen: { run: 'A', mark } });
    return { status: answer.status, code: (await answer.json()).error?.code };
  }, before.mark);
  same('the second is told', '409 changed-meanwhile', `${stale.status} ${stale.code}`);
  same('nothing is overwritten', false, (await page.evaluate(() => fetch('/api/v1/runs/A').then((a) => a.json()))).cancelled);
  await go(page, 'departures/A');
  holds('the departure', await text(page), '08:10');
  const printed = await page.evaluate(async () => {
    const { token } = await (await fetch('/api/v1/session')).json();
    const answer = await fetch('/api/v1/runs/A/manifest', { method: 'POST', body: '{"for":"driver","format":"pdf"}', headers: { 'X-Homeward-Token': token, 'Content-Type': 'application/json' } });
    return `${answer.status} ${answer.headers.get('Content-Type')} ${new TextDecoder().decode((await answer.arrayBuffer()).slice(0, 5))}`;
  });
  same('the manifest is printed', '200 application/pdf %PDF-', printed);
  same('it has a version', 1, (await seats()).printed_version);
  // At the coach door: all aboard but one, and the statement counts it.
  const aboard = (await seats()).riders.filter((r) => r.seat).length;
  await go(page, 'figures/A');
  await page.getByText('Tick one by one').click();
  await page.getByRole('button', { name: 'All boarded' }).click();
  await page.locator('.ticks button').first().click();
  await page.locator('details', { hasText: 'Tick one by one' }).getByRole('button', { name: 'See what happens first' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Do it' }).click();
  await page.getByText('Done').waitFor();
  const { returns } = await page.evaluate(() => fetch('/api/v1/runs/A/boarding').then((a) => a.json()));
  same('one did not come', `${aboard - 1} 1`, `${returns.at(-1).boarded} ${returns.at(-1).absent}`);
  holds('the statement', await text(page), 'Against the reported figures');
};
