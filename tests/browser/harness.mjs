// The program and a browser, started for the tests and ended after them.

import assert from 'node:assert/strict';
import { execSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const program = process.env.BBBCAP_BINARY ?? `${root}build/check/bbbcap`;
export const pictures = `${root}build/page`;
mkdirSync(pictures, { recursive: true });

// The report of what `bbbcap capacity ...` asks, by the command line.
export function reported(command) {
  const file = `${pictures}/report.html`;
  execSync(`'${program}' ${command.replace(/^bbbcap capacity/, 'report')} -o '${file}' --force --quiet`,
    { cwd: root });
  return readFileSync(file, 'utf8');
}

// A scenario that is answered in a moment, and still has every part.
export const quick = ['tests/browser/quick.yaml'];

export async function serve({ scenario = quick, port = 0, options = [] } = {}) {
  const child = spawn(program, ['serve', ...scenario, '--port', String(port), '--quiet', ...options],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  const url = String(line).trim();
  const end = async (signal = 'SIGINT') => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill(signal);
    const [code] = await once(child, 'exit');
    return code;
  };
  return { url, pid: child.pid, port: Number(new URL(url).port), end };
}

export const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// One program and one browser for all tests of a file.
export function startForTests() {
  const started = {};
  before(async () => {
    started.served = await serve();
    started.browser = await launch();
  });
  after(async () => {
    await started.browser?.close();
    assert.equal(await started.served?.end(), 0);
  });
  return started;
}

// A tab that remembers every complaint of the browser.
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.complaints.push(message.text());
  });
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.setDefaultTimeout(60000);
  await page.goto(url);
  return page;
}

export const settled = (page, timeout = 120000) => page.waitForFunction(() =>
  document.querySelector('#headline').dataset.stage === 'frames' &&
  !document.querySelector('#download').disabled, undefined, { timeout });

export const usersOf = async (page) => Number((await page.textContent('#users')).replace(/\D/g, ''));

export const control = (page, key, what = '.value, select, input[type=checkbox]') =>
  page.locator(`[data-key="${key}"]`).locator(what).first();

export const slide = (page, key, text) => page.evaluate(([name, value]) => {
  const slider = document.querySelector(`[data-key="${name}"] input[type=range]`);
  for (let place = 0; place <= Number(slider.max); place += 1) {
    slider.value = place;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    if (slider.getAttribute('aria-valuetext') === value) return;
  }
  throw new Error(`${name} has no step ${value}`);
}, [key, text]);

// A tab whose `path` gives replies that `change(text)` made of the program's.
export async function openChanged(started, path, change) {
  const page = await open(started.browser, 'about:blank');
  await page.route(path, async (route) => {
    try {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    } catch {
      await route.abort().catch(() => {});  // it was given up
    }
  });
  await page.goto(started.served.url);
  return page;
}

export const changedEvent = (name, change) => (text) => text.split('\n\n').map((block) => {
  const prefix = `event: ${name}\ndata: `;
  if (!block.startsWith(prefix)) return block;
  const document = JSON.parse(block.slice(prefix.length).replaceAll('\ndata: ', '\n'));
  change(document);
  return prefix + JSON.stringify(document);
}).join('\n\n');
