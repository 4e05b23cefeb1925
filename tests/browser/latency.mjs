// How long after a slider moves the first estimate is on the screen, beside an empty request.
// usage: node latency.mjs [MOVES]

import { launch, open, serve } from './harness.mjs';

const moves = Math.min(1000, Number(process.argv[2] ?? 100));
const served = await serve({ scenario: ['scenarios/seed-2016.yaml'] });
const browser = await launch();
const page = await open(browser, served.url);
await page.waitForSelector('#headline[data-stage=flow], #headline[data-stage=frames]');

const times = await page.evaluate(async (count) => {
  const slider = document.querySelector('[data-key="network.uplink.rate"] input[type=range]');
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const estimated = () => new Promise((done) => {
    const look = () => (document.querySelector('#headline').dataset.stage === 'estimate' &&
      !document.querySelector('#answer').hasAttribute('data-stale'));
    const observer = new MutationObserver(() => {
      if (!look()) return;
      observer.disconnect();
      done();
    });
    observer.observe(document.querySelector('#headline'), { attributes: true, subtree: true,
      childList: true, characterData: true });
  });
  const answers = [];
  const empty = [];
  for (let i = 0; i < count; i += 1) {
    const before = performance.now();
    await (await fetch('/icon.svg', { cache: 'no-store' })).text();
    await painted();
    empty.push(performance.now() - before);
    slider.value = (i * 7) % (Number(slider.max) + 1);
    const began = performance.now();
    const seen = estimated();
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await seen;
    await painted();
    answers.push(performance.now() - began);
    await wait(100 + (i % 5) * 60); // sometimes the simulation begins, sometimes it is dropped
  }
  return { answers, empty };
}, moves);

const at = (values, share) => [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))];
for (const share of [0.5, 0.95]) {
  const answer = at(times.answers, share);
  const empty = at(times.empty, share);
  console.log(`${100 * share} % of ${moves} moves: estimate ${answer.toFixed(1)} ms, empty request ` +
    `${empty.toFixed(1)} ms, ratio ${(answer / empty).toFixed(2)}`);
}
await browser.close();
await served.end();
