// The page: what is asked, what came back, and who may still speak.

import { showAnswerOf } from './showing.js';
import { showControls, showFindings } from './controls.js';
import { estimated, take } from './coming.js';
import { copy, notCopied } from './copying.js';
import { byId, element, replace } from './element.js';
import { insist, wait } from './insist.js';
import { offeredFor } from './offering.js';
import './printing.js';
import { Refused, ask, hasToken, listen, useToken } from './server.js';
import { askedAnew, current } from './standing.js';
import { complete, read, write } from './state.js';
import { complain, isBack, tellOfLink } from './trouble.js';
import { download, showUpload } from './upload.js';
import { words } from './words.js';

const pause = 120;  // ms after the last move of a slider until more than the bounds is asked
const client = [...crypto.getRandomValues(new Uint8Array(16))]
  .map((byte) => byte.toString(16).padStart(2, '0')).join('');

let state = read(location.hash);
let offered = null;                   // the controls' document
let offeredIsStale = true;            // it is not that of `state`, or not yet
let asked = null;                     // the last state that the controls showed
let shown = null;                     // what has come for `state`
let running = new AbortController();  // of the work for `state`
let reporting = false;

const question = ({ scenario, platform, set }) => ({ scenario, platform, set });
const platformNames = () => offered.platforms.map((platform) => platform.name);

function render() {
  showAnswerOf(state, offered, shown, { pin, unpin, go });
  byId('download').disabled = reporting || [...shown.answers.values()].some((one) => one.stage !== 'frames');
}

function speak() {
  replace('status', words.spoken(state.platform, shown.answers.get(state.platform)));
}

async function estimate(signal) {
  const document = await insist(signal, () => ask('/estimate',
    { ...question(state), platforms: platformNames() }, signal));
  showFindings([]);
  shown = estimated(document, state.platform);
  current();
  speak();
  render();
}

async function answerAgainst(baseline, signal) {
  const body = { ...question(state), client, platforms: platformNames(), baseline };
  await insist(signal, (heard) => listen('/answer', body, signal, (event, document) => {
    if (signal.aborted) return;
    heard();
    const spoken = shown.answers.get(state.platform);
    take(shown, event, document);
    if (shown.answers.get(state.platform) !== spoken) speak();
    render();
  }));
}

// The question itself has an estimate: what is refused now is the baseline.
async function answer(signal) {
  if (!state.baseline) return answerAgainst(null, signal);
  try {
    return await answerAgainst(question(state.baseline), signal);
  } catch (error) {
    if (!(error instanceof Refused) || ![400, 422].includes(error.status)) throw error;
    shown.refusedBaseline = error.message;
    render();
    return answerAgainst(null, signal);
  }
}

// Everything that was under way is stale.
function drop() {
  running.abort();
  running = new AbortController();
  byId('download').disabled = true;
  replace('copied');
  askedAnew();
}

async function restart(delay) {
  asked = structuredClone(state);
  history.replaceState(null, '', write(state));
  drop();
  const { signal } = running;
  try {
    await Promise.all([estimate(signal), wait(delay, signal)]);
    await answer(signal);
  } catch (error) {
    complain(error);
  }
}

async function firstScenario(signal) {
  const { scenarios } = await insist(signal, () => ask('/scenarios', {}, signal));
  return scenarios[0].name;
}

function choosePlatform() {
  const names = platformNames();
  if (names.includes(state.platform)) return;
  if (state.platform !== '') tellOfLink(words.noPlatform(state.platform, names[0]));
  [state.platform] = names;
}

// What the program offers for the state, and then the answer.
async function load({ mayBeWrong = false } = {}) {
  drop();
  offeredIsStale = true;
  const { signal } = running;
  if (state.scenario === '') state.scenario = await firstScenario(signal);
  offered = await offeredFor(state, mayBeWrong, signal);
  offeredIsStale = false;
  choosePlatform();
  complete(state);
  byId('main').hidden = false;
  replace('scenario', ...offered.scenarios.map((scenario) => element('option', {
    value: scenario.name, title: scenario.title, selected: scenario.name === state.scenario },
  scenario.name)));
  showControls(offered, state, { change, choose });
  showFindings([]);
  restart(0);
}

// What is refused of a change is as if it had not been.
function takeBack(error) {
  if (!(error instanceof Refused) || error.status === 403 || !asked) return complain(error);
  state = asked;
  return load({ mayBeWrong: true }).then(() => tellOfLink(words.changeLeftOut(error.message)), complain);
}

// When the names in the state have changed.
function reload() {
  tellOfLink('');
  load({ mayBeWrong: true }).catch(takeBack);
}

function moved(delay = pause) {
  if (offeredIsStale) return reload();
  tellOfLink('');
  restart(delay);
  return undefined;
}

function change(key, value, isStep) {
  state.set[key] = value;
  const replaced = { workload: 'workload.', slo: 'slo.limits.' }[key];
  if (replaced) {
    for (const other of Object.keys(state.set)) {
      if (other.startsWith(replaced)) delete state.set[other];
    }
  }
  if (replaced || key === 'host' || !isStep) reload();
  else moved();
}

function choose(platform) {
  state.platform = platform;
  moved(0);
}

function holdAgainst(baseline) {
  state.baseline = baseline;
  shown.paired.clear();
  render();
  moved(0);
}

const pin = () => holdAgainst(structuredClone(question(state)));
const unpin = () => holdAgainst(null);

function go() {
  state = { ...structuredClone(state.baseline), baseline: state.baseline };
  reload();
}

async function copyOf(what, form) {
  try {
    const copies = await ask('/copies', { ...question(state), platforms: platformNames() });
    isBack();
    await copy(what, copies[form], offered.platforms
      .filter(({ title }) => title === words.uploaded).map(({ name }) => name));
  } catch (error) {
    notCopied(error);
  }
}

function takeReport(event, document) {
  if (event === 'report') download(document.name, document.text, document.type);
  const said = { report: words.reported, waiting: words.waitingForOther }[event];
  if (said) replace('copied', said);
  else if (event === 'progress') replace('copied', words.reporting(document.platform));
}

// What the page shows and more: it takes a while, and is dropped when the question changes.
async function report() {
  byId('copied').textContent = '';
  const { signal } = running;
  const body = { ...question(state), client, platforms: platformNames() };
  reporting = true;
  byId('download').disabled = true;
  try {
    await insist(signal, (heard) => listen('/report', body, signal, (event, document) => {
      heard();
      takeReport(event, document);
    }));
  } finally {
    reporting = false;
    if (byId('copied').textContent !== words.reported) byId('copied').textContent = '';
    if (!signal.aborted) render();
  }
}

function listenToButtons() {
  const act = (id, what) => byId(id).addEventListener('click', () => what().catch(complain));
  act('copy-yaml', () => copyOf('YAML', 'yaml'));
  act('copy-command', () => copyOf('Command', 'command'));
  act('copy-link', () => copy('Link', location.href));
  act('download', report);
  byId('reset').addEventListener('click', () => {
    state.set = {};
    reload();
  });
  byId('controls').addEventListener('submit', (event) => event.preventDefault());
  byId('scenario').addEventListener('change', () => {
    state = { scenario: byId('scenario').value, platform: '', set: {}, baseline: state.baseline };
    reload();
  });
  byId('skip').addEventListener('click', (event) => {
    event.preventDefault();
    byId('answer').focus();
  });
  globalThis.addEventListener('hashchange', () => {
    state = read(location.hash);
    begin();
  });
}

// A link may be older than the files it names: what is refused of it is left out.
async function begin() {
  tellOfLink('');
  let refusal = null;
  for (const without of [{}, { set: {} }, { set: {}, scenario: '' }]) {
    try {
      Object.assign(state, without);
      await load();
      if (refusal) tellOfLink(words[without.scenario === '' ? 'unusable' : 'leftOut'](refusal.message));
      return undefined;
    } catch (error) {
      if (!(error instanceof Refused) || error.status === 403) return complain(error);
      refusal ??= error;
    }
  }
  return complain(refusal);
}

function open() {
  byId('entry').hidden = true;
  begin();
}

byId('entry').addEventListener('submit', (event) => {
  event.preventDefault();
  useToken(byId('token').value.trim());
  open();
});
listenToButtons();
showUpload(() => reload());
if (hasToken()) open();
else byId('entry').hidden = false;
