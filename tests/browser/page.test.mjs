// The page as a person meets it: in a real browser, by mouse, by keyboard, on a phone, in the dark.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { control, open, pictures, reported, serve, settled, slide, startForTests,
  usersOf } from './harness.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const started = startForTests();

async function withPage(options, act) {
  const page = await open(started.browser, started.served.url + (options.fragment ?? ''), options);
  try {
    await act(page);
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.context().close();
  }
}

test('it loads, estimates at once, then simulates with rates and with every frame', () =>
  withPage({}, async (page) => {
    await page.waitForSelector('#headline[data-stage=estimate]');
    await page.waitForSelector('#headline[data-stage=flow], #headline[data-stage=frames]');
    await settled(page);
    assert.ok(await usersOf(page) > 0);
    assert.match(await page.textContent('#interval'), /95.% interval \d+ to \d+/);
    assert.match(await page.textContent('#limit'), /limited by uplink/);
    assert.equal(await page.locator('#platforms tbody tr').count(), 4);
    assert.match(await page.textContent('#status'), /native: \d+ users.*every frame/);
    await page.screenshot({ path: `${pictures}/answer.png`, fullPage: true });
  }));

test('a moved slider is a new answer, and what was under way is dropped', () =>
  withPage({}, async (page) => {
    await settled(page);
    const first = await usersOf(page);
    await slide(page, 'network.uplink.rate', '50 Mbit/s');
    await settled(page);
    assert.ok(await usersOf(page) > first);
    await page.getByLabel('kvm').check();
    await settled(page);
    assert.match(page.url(), /platform=kvm/);
    assert.match(page.url(), /network\.uplink\.rate=50/);
  }));

test('a pinned baseline gives a paired difference, and a link to both restores them', () =>
  withPage({}, async (page) => {
    await settled(page);
    await page.click('#pin');
    await slide(page, 'network.uplink.rate', '50 Mbit/s');
    await settled(page);
    const told = await page.textContent('#difference');
    assert.match(told, /\+\d+\.\d ± \d+\.\d users to native.*every frame, paired/);
    const users = await usersOf(page);
    await page.screenshot({ path: `${pictures}/baseline.png`, fullPage: true });
    const other = await open(started.browser, page.url());
    await settled(other);
    assert.equal(await usersOf(other), users);
    assert.equal(await other.textContent('#difference'), told);
    assert.equal(await control(other, 'network.uplink.rate').inputValue(), '50 Mbit/s');
    await other.context().close();
    await page.click('#go-baseline');
    await settled(page);
    assert.equal(await page.textContent('#difference'), 'the same question as native');
    assert.equal(await control(page, 'network.uplink.rate').inputValue(), '20 Mbit/s');
    await page.click('#unpin');
    assert.equal(await page.locator('#difference').count(), 0);
  }));

test('what is wrong is told at its control, and gone when it is right', () =>
  withPage({}, async (page) => {
    await settled(page);
    const memory = control(page, 'guest.memory', 'input[type=text]');
    await memory.fill('4');
    await memory.press('Enter');
    const finding = page.locator('[data-key="guest.memory"] .finding');
    await finding.waitFor();
    assert.match(await finding.textContent(), /needs a unit/);
    assert.equal(await memory.getAttribute('aria-invalid'), 'true');
    await memory.fill('8 GiB');
    await memory.press('Enter');
    await settled(page);
    assert.equal(await finding.isVisible(), false);
    page.complaints = page.complaints.filter((text) => !text.includes('422'));
  }));

test('the keyboard alone is enough', () =>
  withPage({}, async (page) => {
    await settled(page);
    const reached = new Set();
    for (let i = 0; i < 120; i += 1) {
      await page.keyboard.press('Tab');
      const place = await page.evaluate(() => {
        const at = document.activeElement;
        const box = at.getBoundingClientRect();
        const style = getComputedStyle(at);
        return { id: at.id || at.closest('[data-key]')?.dataset.key || at.name || at.tagName,
          seen: box.width > 0 && style.outlineStyle !== 'none', tag: at.tagName };
      });
      if (place.tag === 'BODY') break;
      assert.ok(place.seen, `the focus is seen at ${place.id}`);
      reached.add(place.id);
    }
    for (const id of ['skip', 'scenario', 'platform', 'guest.vcpus', 'network.uplink.rate', 'reset',
      'pin', 'copy-yaml', 'copy-command', 'download']) {
      assert.ok(reached.has(id), `${id} is reached by Tab`);
    }
    await page.locator('[data-key="network.uplink.rate"] input[type=range]').focus();
    const before_ = await usersOf(page);
    await page.keyboard.press('ArrowRight');
    await settled(page);
    assert.ok(await usersOf(page) > before_);
    await page.locator('#pin').focus();
    await page.keyboard.press('Enter');
    await page.locator('#difference').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'pin');
  }));

test('the file and the command of what is shown can be copied, and its report downloaded', () =>
  withPage({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await settled(page);
    await slide(page, 'guest.vcpus', '4');
    await settled(page);
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await page.click('#copy-command');
    await page.getByText('Command copied').waitFor();
    const command = await clipboard();
    assert.match(command, /^bbbcap capacity .*quick\.yaml --set guest\.vcpus=4 --platform .*$/);
    await page.click('#copy-yaml');
    await page.getByText('YAML copied').waitFor();
    assert.match(await clipboard(), /vcpus: 4/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
    assert.equal(download.suggestedFilename(), 'quick.html');
    await page.getByText('Report saved').waitFor();
    const text = readFileSync(await download.path(), 'utf8');
    assert.equal(text, reported(command));
  }));

test('a moved slider drops the report that is under way', () =>
  withPage({}, async (page) => {
    await settled(page);
    await page.click('#download');
    await page.getByText('Report: simulating').waitFor();
    await slide(page, 'network.uplink.rate', '50 Mbit/s');
    await settled(page);
    assert.equal(await page.textContent('#copied'), '');
    assert.ok(await page.locator('#download').isEnabled());
  }));

test('of a report that is dropped before it began nothing is left, nor of the one before', () =>
  withPage({}, async (page) => {
    await settled(page);
    await page.click('#download');
    await page.getByText('Report saved').waitFor();
    await page.evaluate(() => {
      document.querySelector('#download').click();
      document.querySelector('input[name=platform][value=kvm]').click();
    });
    await settled(page);
    assert.equal(await page.textContent('#copied'), '');
  }));

const linpack = (gflops) => Buffer.from('Intel(R) Optimized LINPACK Benchmark data\n\n' +
  'Number of threads: 4\n\n=================== Timing linear equation system solver ' +
  '===================\n\nSize   LDA    Align. Time(s)    GFlops   Residual     Residual(norm) ' +
  `Check\n${gflops.map((one) => `1000   1000   4      0.010      ${one}  1e-12 3e-02   pass\n`)
    .join('')}\nResidual checks PASSED\n\nEnd of tests\n`);

test('uploaded measurements become a platform to choose', () =>
  withPage({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await settled(page);
    await page.click('#upload > summary');
    await page.fill('#upload-name', 'mine');
    const file = (...gflops) => ({ name: '<img src=x>.log', mimeType: 'text/plain', buffer: linpack(gflops) });
    await page.setInputFiles('#upload-native', file('100.0', '101.0', '102.0'));
    await page.setInputFiles('#upload-guest', file('80.0', '81.0', '82.0'));
    await page.getByRole('button', { name: 'Calibrate' }).click();
    await page.getByText('mine can be chosen as a platform now').waitFor();
    await page.getByLabel('mine').check();
    await page.waitForSelector('#headline[data-stage=flow], #headline[data-stage=frames]');
    assert.match(page.url(), /platform=mine/);
    assert.equal(await page.locator('#upload-said img').count(), 0);
    await page.click('#copy-yaml');
    await page.getByText('YAML copied; it needs mine.yaml beside it').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download mine.yaml' }).click()]);
    assert.equal(download.suggestedFilename(), 'mine.yaml');
  }));

test('what is too much to upload is told in words, by its bytes', () =>
  withPage({}, async (page) => {
    await page.click('#upload > summary');
    const file = { name: 'long.log', mimeType: 'text/plain', buffer: Buffer.from('€'.repeat(3 << 20)) };
    await page.setInputFiles('#upload-native', file);
    await page.setInputFiles('#upload-guest', { ...file, buffer: linpack(['80.0']) });
    await page.getByRole('button', { name: 'Calibrate' }).click();
    await page.getByText('more than 8 MiB in all; choose fewer files').waitFor();
  }));

test('it is away while the program is, and goes on when it is back', async () => {
  let mine = await serve();
  const page = await open(started.browser, mine.url);
  await settled(page);
  await mine.end('SIGKILL');
  await page.route(mine.url, (route) => route.abort(), { times: 1 });  // where its next token is
  await slide(page, 'network.uplink.rate', '50 Mbit/s');
  await page.getByText('No answer from bbbcap').waitFor();
  mine = await serve({ port: mine.port });
  await settled(page);
  assert.equal(await page.locator('#trouble').isVisible(), false);
  await page.context().close();
  assert.equal(await mine.end(), 0);
});

async function seriousFaults(page) {
  // the page's own rules keep axe out as a script element; the debugger may
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found.violations
    .filter((one) => ['serious', 'critical'].includes(one.impact) || one.id === 'landmark-unique')
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' ')}`);
}

for (const [name, options] of Object.entries({
  wide: {},
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 320, height: 640 } },
})) {
  test(`nothing is lost and nothing serious found: ${name}`, () =>
    withPage(options, async (page) => {
      await settled(page);
      await page.click('#pin');
      await settled(page);
      const { wide, inner } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth, inner: innerWidth }));
      assert.ok(wide <= inner, `${wide} px of content in ${inner}`);
      for (const id of ['controls', 'headline', 'curve', 'platforms', 'copy-yaml']) {
        assert.ok(await page.locator(`#${id}`).isVisible(), id);
      }
      await page.locator('#figures > summary').click();
      await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
      assert.deepEqual(await seriousFaults(page), []);
    }));
}

test('where a token is asked for, a wrong one is asked for again and the right one remembered', async () => {
  const file = `${pictures}/token`;
  writeFileSync(file, `${'a1'.repeat(16)}\n`);
  const mine = await serve({ options: ['--token-file', file] });
  const page = await open(started.browser, mine.url);
  for (const token of ['b'.repeat(32), 'a1'.repeat(16)]) {
    await page.getByLabel('This server asks for its token').fill(token);
    await page.getByRole('button', { name: 'Open' }).click();
    if (token[0] === 'b') await page.getByText('the token is missing or of another run').waitFor();
  }
  await settled(page);
  await page.reload();
  await settled(page);
  assert.equal(await page.locator('#entry').isVisible(), false);
  assert.deepEqual(page.complaints.filter((text) => !text.includes('403')), []);
  await page.context().close();
  assert.equal(await mine.end(), 0);
});

test('names in files are texts, whatever they hold', async () => {
  const mine = await serve({ scenario: ['tests/browser/hostile.yaml'] });
  const page = await open(started.browser, mine.url);
  await settled(page);
  assert.equal(await page.locator('img, b, i').count(), 0);
  assert.match(await page.textContent('body'), /<img src=x onerror=alert\(1\)>/);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
  await mine.end();
});

test('it weighs little and is ready at once', () =>
  withPage({}, async (page) => {
    await settled(page);
    const { weight, ready } = await page.evaluate(() => ({
      weight: [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]
        .reduce((sum, entry) => sum + entry.encodedBodySize, 0),
      ready: performance.getEntriesByType('navigation')[0].domInteractive,
    }));
    assert.ok(weight < 1500000, `${weight} bytes`);
    console.log(`page: ${weight} bytes, interactive after ${ready.toFixed(0)} ms`);
  }));
