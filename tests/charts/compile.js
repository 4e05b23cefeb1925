// Every chart of a report and of a summary is compiled by Vega-Lite without a warning, and drawn
// without eval.
// usage: node compile.js PROGRAM NODE_MODULES, from the root of the repository
'use strict';
const { execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const [program, modules] = process.argv.slice(2);
const vega = require(path.join(modules, 'vega'));
const vegaLite = require(path.join(modules, 'vega-lite'));
const { expressionInterpreter } = require(path.join(modules, 'vega-interpreter'));

const short = ['--set', 'workload.users=20', '--set', 'window=30 s', '--set', 'warm_up=10 s',
  '--set', 'resolution=flow', '--set', 'max_users=100'];
const doubtful = ['--set', 'platform.kvm.cpu.compute.standard_error=0.05'];

const faults = [];
function logger(name) {
  const say = (...words) => { faults.push(`${name}: ${words.join(' ')}`); return log; };
  const log = { level: () => log, error: say, warn: say, info: () => log, debug: () => log };
  return log;
}

async function draw(name, chart) {
  const { spec } = vegaLite.compile(chart, { logger: logger(name) });
  const view = new vega.View(vega.parse(spec, null, { ast: true }),
    { expr: expressionInterpreter, renderer: 'none', logger: logger(name) });
  const svg = await view.toSVG();
  if (/NaN|undefined|Infinity/.test(svg)) faults.push(`${name}: a place in it is no number`);
  if (!/<path|<rect/.test(svg)) faults.push(`${name}: nothing is drawn`);
}

function answer(words) {
  return execFileSync(program, [...words, '--quiet'], { encoding: 'utf8', maxBuffer: 1 << 26 });
}

function charts(more) {
  const words = ['report', 'scenarios/seed-2016.yaml', '--format', 'vega-lite', ...short, ...more];
  return JSON.parse(answer(words)).charts;
}

// One with intervals and a front, one without.
function summaries() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bbbcap-'));
  try {
    const design = path.join(folder, 'design.yaml');
    const store = path.join(folder, 'store.sqlite');
    fs.writeFileSync(design, `version: 1
sweep: drawn
scenario: ${path.resolve('scenarios/seed-2016.yaml')}
set: {resolution: flow, workload.users: 20, window: 30 s, warm_up: 10 s, max_users: 100}
method: grid
factors:
  platform: [native, kvm]
  guest.vcpus: [1, 2, 4]
  network.uplink.rate: {from: 100 Mbit/s, to: 1 Gbit/s, steps: 2}
responses: [capacity.users, capacity.limit, run.cpu_utilization]
replications: 2
`);
    answer(['sweep', design, '-o', store]);
    const summary = ['sweep', 'summary', store, '--format', 'vega-lite'];
    return [[...summary, '--pareto', 'capacity.users,-guest.vcpus'],
      [...summary, '--under', 'guest.vcpus > 4']].map((words) => JSON.parse(answer(words)));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

async function main() {
  let drawn = 0;
  for (const more of [['--platform', 'kvm,lxc'], ['--platform', 'kvm', ...doubtful]]) {
    for (const [name, chart] of Object.entries(charts(more))) {
      await draw(name, { ...chart, width: 400 });
      drawn += 1;
    }
  }
  for (const chart of summaries()) {
    await draw(`summary ${drawn}`, chart);
    drawn += 1;
  }
  if (faults.length > 0 || drawn < 20) throw new Error([`${drawn} charts`, ...faults].join('\n'));
  console.log(`${drawn} charts drawn`);
}

main().catch((error) => { console.error(error.message); process.exit(1); });
