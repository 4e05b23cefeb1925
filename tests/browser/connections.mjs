// Many connections that begin a request and never end it, on the loopback address only: the page
// answers all the while.
// usage: node connections.mjs [CONNECTIONS]

import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { serve } from './harness.mjs';

const count = Math.min(10000, Number(process.argv[2] ?? 10000));
const served = await serve();
const memory = () => Number(readFileSync(`/proc/${served.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const before = memory();
const open = new Set();
let opened = 0;
let refused = 0;

function one() {
  return new Promise((done) => {
    const socket = connect(served.port, '127.0.0.1', () => {
      opened += 1;
      socket.write('GET / HTTP/1.1\r\nX: ');
      done();
    });
    open.add(socket);
    socket.on('error', () => {
      refused += 1;
      done();
    });
    socket.on('close', () => open.delete(socket));
    socket.on('data', () => {});
  });
}

const times = [];
for (let begun = 0; begun < count; begun += 100) {
  await Promise.all(Array.from({ length: Math.min(100, count - begun) }, one));
  const began = performance.now();
  const reply = await fetch(served.url, { headers: { Connection: 'close' } });
  if (reply.status !== 200) throw new Error(`status ${reply.status}`);
  await reply.text();
  times.push(performance.now() - began);
}
times.sort((a, b) => a - b);
console.log(`${opened} connections opened, ${refused} reset, ${open.size} still held; the page in ` +
  `${times[times.length >> 1].toFixed(1)} ms (median), ${times.at(-1).toFixed(1)} ms (longest); memory ` +
  `${before.toFixed(0)} to ${memory().toFixed(0)} MiB`);
for (const socket of open) socket.destroy();
process.exitCode = await served.end();
