// Every chart of a report is compiled by Vega-Lite without a warning, and drawn without eval.
// usage: node compile.js PROGRAM NODE_MODULES, from the root of the repository
'use strict';
const { execFileSync } = require('child_process');
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
  const { spec } = vegaLite.compile({ ...chart, width: 400 }, { logger: logger(name) });
  const view = new vega.View(vega.parse(spec, null, { ast: true }),
    { expr: expressionInterpreter, renderer: 'none', logger: logger(name) });
  const svg = await view.toSVG();
  if (/NaN|undefined|Infinity/.test(svg)) faults.push(`${name}: a place in it is no number`);
  if (!/<path|<rect/.test(svg)) faults.push(`${name}: nothing is drawn`);
}

function charts(more) {
  const words = ['report', 'scenarios/seed-2016.yaml', '--format', 'vega-lite', '--quiet', ...short, ...more];
  return JSON.parse(execFileSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 26 })).charts;
}

async function main() {
  let drawn = 0;
  for (const more of [['--platform', 'kvm,lxc'], ['--platform', 'kvm', ...doubtful]]) {
    for (const [name, chart] of Object.entries(charts(more))) {
      await draw(name, chart);
      drawn += 1;
    }
  }
  if (faults.length > 0 || drawn < 20) throw new Error([`${drawn} charts`, ...faults].join('\n'));
  console.log(`${drawn} charts drawn`);
}

main().catch((error) => { console.error(error.message); process.exit(1); });
