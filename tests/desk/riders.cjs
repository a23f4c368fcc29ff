// A call: found by what is said, answered, confirmed; then withdrawn, with what that does shown first.
module.exports = async ({ page, go, text, same, holds }) => {
  const standing = (ref) => page.evaluate((r) => fetch('/api/v1/riders/S1/' + encodeURIComponent(r)).then((a) => a.json()), ref);
  await go(page, 'riders');
  await page.getByRole('searchbox').fill('测试甲3');
  await page.getByRole('link', { name: /测试甲3/ }).click();
  await page.getByRole('button', { name: 'Confirm' }).waitFor();
  const shown = await text(page);
  holds('the rider', shown, '2018-02-07');
  same('a document is masked', false, shown.includes('TEST-3'));
  const address = decodeURIComponent(page.url().split('/').pop());
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Do it' }).click();
  await page.getByText('Done').waitFor();
  same('confirmed', 'confirmed', (await standing(address)).trips[0].status);
  await go(page, 'riders/S1/' + encodeURIComponent(address));
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Back' }).click();
  same('looked at and left', 'confirmed', (await standing(address)).trips[0].status);
};
