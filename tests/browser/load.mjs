// Many clients that move sliders at once, on the loopback address only: every reply is an answer or
// "busy", memory stays where it is, and answers are the command line's.
// usage: node load.mjs [CLIENTS] [SECONDS]

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { program, quick, root, serve } from './harness.mjs';

const clients = Math.min(500, Number(process.argv[2] ?? 200));
const seconds = Math.min(120, Number(process.argv[3] ?? 60));
const served = await serve();
const agent = new Agent({ keepAlive: true, maxSockets: 2 * clients });
const { host } = new URL(served.url);

function ask(path, body, token, method = 'POST') {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text), 'X-Token': token, Origin: `http://${host}` };
    const asked = request(served.url + path.slice(1), { method, agent, headers }, (reply) => {
      const parts = [];
      reply.on('data', (part) => parts.push(part));
      reply.on('end', () => resolve({ status: reply.statusCode, text: Buffer.concat(parts).toString() }));
      reply.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(text);
  });
}

const token = (await ask('/', undefined, '', 'GET')).text.match(/name="token" content="(\w+)"/)[1];
const rates = ['10', '20', '50', '100', '200'].map((rate) => `${rate} Mbit/s`);
const memory = () => Number(readFileSync(`/proc/${served.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const counts = {};
const latencies = [];
const answers = new Map();
const faults = [];

function note(status) {
  counts[status] = (counts[status] ?? 0) + 1;
}

function keep(question, text) {
  const events = text.split('\n\n').filter((block) => block.startsWith('event: frames'));
  for (const block of events) {
    const document = block.split('\n').slice(1).map((line) => line.slice(6)).join('\n') + '\n';
    const key = JSON.stringify(question.set);
    if (!answers.has(key)) answers.set(key, document);
    else if (answers.get(key) !== document) faults.push(`two answers to ${key}`);
  }
}

async function client(number, until) {
  let random = number + 1;
  const next = (below) => {
    random = (random * 48271) % 2147483647;
    return random % below;
  };
  while (Date.now() < until) {
    const question = { scenario: 'quick', platform: 'kvm', client: `client-${number}`, platforms: ['kvm'],
      set: { 'network.uplink.rate': rates[next(rates.length)], 'guest.vcpus': String(1 + next(4)) } };
    try {
      const began = performance.now();
      const estimate = await ask('/estimate', question, token);
      latencies.push(performance.now() - began);
      note(`estimate ${estimate.status}`);
      const answer = ask('/answer', question, token).then((reply) => {
        note(`answer ${reply.status}`);
        if (reply.status === 200) keep(question, reply.text);
      }, (error) => note(error.code === 'ECONNRESET' ? 'answer superseded' : String(error)));
      if (next(3) > 0) await answer;
      await new Promise((done) => setTimeout(done, 100 + next(400)));
    } catch (error) {
      faults.push(String(error));
    }
  }
}

const until = Date.now() + 1000 * seconds;
const grown = [];
const watch = setInterval(() => grown.push(memory()), 1000);
await Promise.all(Array.from({ length: clients }, (_, number) => client(number, until)));
clearInterval(watch);

let equal = 0;
for (const [set, document] of answers) {
  const changes = Object.entries(JSON.parse(set)).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
  const printed = execFileSync(program, ['capacity', ...quick, '--platform', 'kvm', '--json',
    '--curve', 'off', '--gains', 'off', ...changes],
    { cwd: root, encoding: 'utf8' });
  if (printed === document) equal += 1;
  else faults.push(`another answer than the command line's to ${set}`);
}
latencies.sort((a, b) => a - b);
console.log(counts);
console.log(`estimates: median ${latencies[latencies.length >> 1].toFixed(0)} ms, 95 % within ` +
  `${latencies[Math.floor(0.95 * latencies.length)].toFixed(0)} ms`);
console.log(`${equal} of ${answers.size} answers are the command line's; memory, MiB: ` +
  grown.filter((_, i) => i % 10 === 0).map((value) => value.toFixed(0)).join(' '));
console.log(faults.length === 0 ? 'no faults' : [faults.length, ...new Set(faults)].slice(0, 10));
agent.destroy();
const ended = await served.end();
process.exitCode = faults.length === 0 && ended === 0 ? 0 : 1;
