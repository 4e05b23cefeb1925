// Questions to the program that this page came from, and to no one else.

import { words } from './words.js';

export const sentences = (findings) =>
  findings.map((found) => found.place || found.sentence).join(' ');

export class Refused extends Error {
  constructor(status, { sentence, findings = [] }, retryAfter) {
    super(sentence ?? (sentences(findings) || `status ${status}`));
    this.status = status;
    this.findings = findings;
    this.retryAfter = retryAfter;
  }
}

// Nobody answered.
export class Away extends Error {
  constructor() {
    super(words.away);
  }
}

// What went wrong while it was computed, in a sentence.
export class Problem extends Error {}

const kept = 'bbbcap-token';
let token = document.querySelector('meta[name=token]').content || sessionStorage.getItem(kept) || '';

export const hasToken = () => token !== '';

export function useToken(text) {
  token = text;
  sessionStorage.setItem(kept, text);
}

// The result of `act`, which a connection that fails makes nobody's.
async function reached(act) {
  try {
    return await act();
  } catch (error) {
    if (error.name === 'AbortError' || error instanceof SyntaxError) throw error;
    throw new Away();
  }
}

// A program started anew has another token, in its page.
async function refreshToken(signal) {
  const text = await reached(async () => (await fetch('/', { cache: 'no-store', signal })).text());
  const page = new DOMParser().parseFromString(text, 'text/html');
  const fresh = page.querySelector('meta[name=token]')?.content;
  if (!fresh || fresh === token) return false;
  token = fresh;
  return true;
}

const sent = (path, body, signal) => reached(() => fetch(path, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'X-Token': token },
  body: JSON.stringify(body),
  signal,
}));

// What a refusal says, where it says it as the page's own do.
async function told(received) {
  try {
    return await reached(() => received.json());
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

async function reply(path, body, signal) {
  let received = await sent(path, body, signal);
  if (received.status === 403 && (await refreshToken(signal))) received = await sent(path, body, signal);
  if (received.ok) return received;
  throw new Refused(received.status, await told(received), Number(received.headers.get('Retry-After') ?? 0));
}

export async function ask(path, body, signal) {
  const received = await reply(path, body, signal);
  return reached(() => received.json());
}

function parsed(block) {
  let event = '';
  const data = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) event = line.slice(7);
    if (line.startsWith('data: ')) data.push(line.slice(6));
  }
  return [event, data.length === 0 ? {} : JSON.parse(data.join('\n'))];
}

// Calls `take(event, document)` for each whole event of `text`; returns what is left of it.
function takeEvents(text, take) {
  let rest = text;
  for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
    const [event, document] = parsed(rest.slice(0, end));
    if (event === 'problem') throw new Problem(document.sentence);
    take(event, document);
    rest = rest.slice(end + 2);
  }
  return rest;
}

// Calls `take(event, document)` for each server-sent event of the reply, until it ends.
export async function listen(path, body, signal, take) {
  const received = await reply(path, body, signal);
  const reader = received.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reached(() => reader.read());
    if (done) return;
    text = takeEvents(text + value, take);
  }
}
