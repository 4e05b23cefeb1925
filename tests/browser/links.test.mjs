// What a link asks for, and what happens while it is not known yet what is offered.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { control, open, settled, slide, startForTests } from './harness.mjs';

const started = startForTests();

async function withLink(fragment, act, expected = /^$/) {
  const page = await open(started.browser, started.served.url + fragment);
  try {
    await act(page);
    assert.deepEqual(page.complaints.filter((text) => !expected.test(text)), []);
  } finally {
    await page.context().close();
  }
}

const estimated = (page) => page.waitForSelector('#answer:not([data-stale]) #headline[data-stage]');

for (const [fragment, told] of Object.entries({
  '#scenario=quick&platform=kvm&baseline.platform=native': /users to native /,
  '#platform=kvm&baseline.platform=native': /users to native /,
  '#scenario=quick&platform=kvm&baseline.guest.vcpus=1': /users to kvm, vcpus 1 /,
})) {
  test(`a baseline is of the question's own scenario and platform where it names none: ${fragment}`, () =>
    withLink(fragment, async (page) => {
      await settled(page);
      assert.match(await page.textContent('#difference'), told);
      assert.match(page.url(), /baseline\.scenario=quick&baseline\.platform=(native|kvm)/);
    }));
}

for (const [fragment, told] of Object.entries({
  '#scenario=quick&platform=kvm&guest.vcpus=0': /^The settings of the link are left out: .*guest\.vcpus/,
  '#scenario=quick&platform=kvm&host=gone': /^The settings of the link are left out: .*`gone`/,
  '#scenario=gone&platform=kvm&guest.vcpus=4': /^The link cannot be used: .*`gone`/,
})) {
  test(`what cannot be used of a link is left out, and said: ${fragment}`, () =>
    withLink(fragment, async (page) => {
      await estimated(page);
      assert.match(await page.textContent('#link-trouble'), told);
      assert.ok(await page.locator('#link-trouble').isVisible());
      assert.equal(await page.locator('#trouble').isVisible(), false);
      assert.equal(await page.locator('#scenario').inputValue(), 'quick');
      assert.equal(await control(page, 'guest.vcpus').inputValue(), '2');
      assert.match(page.url(), /#scenario=quick&platform=kvm$/);
      await slide(page, 'guest.vcpus', '4');
      assert.equal(await page.locator('#link-trouble').isVisible(), false);
      await settled(page);
    }, /status of 4(00|22)/));
}

test('a control that is moved while another scenario is on its way is set in that scenario', () =>
  withLink('', async (page) => {
    await settled(page);
    let release;
    const released = new Promise((done) => { release = done; });
    await page.route('**/controls', async (route) => {
      await released;
      await route.continue().catch(() => {});  // it may have been given up
    });
    await Promise.all([page.waitForRequest('**/controls'), page.selectOption('#scenario', 'lecture')]);
    await slide(page, 'guest.vcpus', '4');
    release();
    await page.waitForURL(/#scenario=lecture&platform=\w+&guest\.vcpus=4$/);
    await estimated(page);
    assert.equal(await page.locator('#trouble').isVisible(), false);
    assert.equal(await page.locator('#scenario').inputValue(), 'lecture');
    assert.equal(await control(page, 'guest.vcpus').inputValue(), '4');
    assert.equal(await control(page, 'workload').inputValue(), 'lecture');
  }));
