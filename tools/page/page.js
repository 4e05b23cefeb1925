// The page: what is asked, what came back, and who may still speak.

import { showAnswerOf } from './showing.js';
import { showControls, showFindings } from './controls.js';
import { byId, element, replace } from './element.js';
import { insist, wait } from './insist.js';
import { Refused, ask, hasToken, listen, useToken } from './server.js';
import { complete, read, write } from './state.js';
import { complain, tellOfLink } from './trouble.js';
import { download, showUpload } from './upload.js';
import { words } from './words.js';

const pause = 120;  // ms after the last move of a slider until more than the bounds is asked
const client = [...crypto.getRandomValues(new Uint8Array(16))]
  .map((byte) => byte.toString(16).padStart(2, '0')).join('');

let state = read(location.hash);
let offered = null;                   // the controls' document
let offeredIsStale = true;            // it is not that of `state`, or not yet
let shown = null;                     // what has come for `state`
let running = new AbortController();  // of the work for `state`
let reporting = false;

const question = ({ scenario, platform, set }) => ({ scenario, platform, set });
const platformNames = () => offered.platforms.map((platform) => platform.name);

function fresh() {
  return { answers: new Map(), law: null, curve: null, paired: new Map(), progress: null,
    documents: new Map() };
}

function render() {
  showAnswerOf(state, offered, shown, { pin, unpin, go });
  byId('download').disabled = reporting || [...shown.answers.values()].some((one) => one.stage !== 'frames');
}

async function estimate(signal) {
  const document = await insist(signal, () => ask('/estimate',
    { ...question(state), platforms: platformNames() }, signal));
  showFindings([]);
  shown = fresh();
  for (const one of document.platforms) {
    shown.answers.set(one.platform, { stage: 'estimate', users: one.users, bound: one.bound,
      limit: one.limit, interval: null, streams: one.streams, beyond: one.users >= document.max_users });
    if (one.platform === state.platform) shown.law = one.curve;
  }
  render();
}

function takeAnswer(stage, document) {
  const one = document.platforms[0];
  const before = shown.answers.get(one.platform);
  shown.documents.set(one.platform, { stage, document: one });
  shown.answers.set(one.platform, { stage, users: one.users, bound: one.bound,
    limit: one.limit.resource, interval: one.interval, beyond: one.beyond_search,
    streams: before?.streams });
  if (one.platform === state.platform) {
    byId('status').textContent = words.spoken(one.platform, one.users, one.interval,
      one.limit.resource, stage);
  }
}

// The same answer, with what more of each resource would buy.
function takeWhole(one) {
  shown.documents.set(one.platform, { stage: 'frames', document: one });
}

function take(event, document) {
  if (event === 'flow' || event === 'frames') takeAnswer(event, document);
  else if (event === 'whole') takeWhole(document.platforms[0]);
  else if (event === 'curve') shown.curve = document;
  else if (event === 'difference') shown.paired.set(document.platform, document);
  else if (event === 'progress') shown.progress = document;
  render();
}

async function answer(signal) {
  const body = { ...question(state), client, platforms: platformNames(),
    baseline: state.baseline ? question(state.baseline) : null };
  await insist(signal, () => listen('/answer', body, signal, (event, document) => {
    if (!signal.aborted) take(event, document);
  }));
}

// Everything that was under way is stale.
function drop() {
  running.abort();
  running = new AbortController();
  byId('download').disabled = true;
  byId('headline').toggleAttribute('data-stale', true);
}

async function restart(delay) {
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

// What the program offers for the state, and then the answer.
async function load() {
  drop();
  offeredIsStale = true;
  const { signal } = running;
  if (state.scenario === '') state.scenario = await firstScenario(signal);
  offered = await insist(signal, () => ask('/controls', { ...question(state), platform: '' }, signal));
  offeredIsStale = false;
  if (!platformNames().includes(state.platform)) state.platform = platformNames()[0];
  complete(state);
  byId('main').hidden = false;
  replace('scenario', ...offered.scenarios.map((scenario) => element('option', {
    value: scenario.name, title: scenario.title, selected: scenario.name === state.scenario },
  scenario.name)));
  showControls(offered, state, { change, choose });
  showFindings([]);
  restart(0);
}

// When the names in the state have changed.
function reload() {
  tellOfLink('');
  load().catch(complain);
}

function moved(delay = pause) {
  if (offeredIsStale) return reload();
  tellOfLink('');
  restart(delay);
  return undefined;
}

function change(key, value) {
  state.set[key] = value;
  const replaced = { workload: 'workload.', slo: 'slo.limits.' }[key];
  if (replaced) {
    for (const other of Object.keys(state.set)) {
      if (other.startsWith(replaced)) delete state.set[other];
    }
  }
  if (replaced || key === 'host') reload();
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

async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    byId('copied').textContent = said;
    byId('copy-text').hidden = true;
  } catch {
    const area = byId('copy-text');
    area.hidden = false;
    area.value = text;
    area.select();
    byId('copied').textContent = 'Press Ctrl-C to copy';
  }
}

const copies = () => ask('/copies', { ...question(state), platforms: platformNames() });

function takeReport(event, document) {
  if (event === 'report') download(document.name, document.text, document.type);
  byId('copied').textContent = event === 'report' ? words.reported : words.reporting(document.platform);
}

// What the page shows and more: it takes a while, and is dropped when the question changes.
async function report() {
  byId('copied').textContent = '';
  const { signal } = running;
  const body = { ...question(state), client, platforms: platformNames() };
  reporting = true;
  byId('download').disabled = true;
  try {
    await insist(signal, () => listen('/report', body, signal, takeReport));
  } finally {
    reporting = false;
    if (byId('copied').textContent !== words.reported) byId('copied').textContent = '';
    if (!signal.aborted) render();
  }
}

function listenToButtons() {
  const act = (id, what) => byId(id).addEventListener('click', () => what().catch(complain));
  act('copy-yaml', async () => copy((await copies()).yaml, 'YAML copied'));
  act('copy-command', async () => copy((await copies()).command, 'Command copied'));
  act('copy-link', async () => copy(location.href, 'Link copied'));
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
