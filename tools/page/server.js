// Questions to the program that this page came from, and to no one else.

export class Refused extends Error {
  constructor(status, body, retryAfter) {
    super(body.sentence ?? `status ${status}`);
    this.status = status;
    this.findings = body.findings ?? [];
    this.retryAfter = retryAfter;
  }
}

// Nobody answered.
export class Away extends Error {}

// What went wrong while it was computed, in a sentence.
export class Problem extends Error {}

const kept = 'bbbcap-token';
let token = document.querySelector('meta[name=token]').content || sessionStorage.getItem(kept) || '';

export const hasToken = () => token !== '';

export function useToken(text) {
  token = text;
  sessionStorage.setItem(kept, text);
}

// A program started anew has another token, in its page.
async function refreshToken() {
  const reply = await fetch('/', { cache: 'no-store' });
  const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
  const fresh = page.querySelector('meta[name=token]')?.content;
  if (!fresh || fresh === token) return false;
  token = fresh;
  return true;
}

async function sent(path, body, signal) {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Token': token },
      body: JSON.stringify(body),
      signal,
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Away(path);
  }
}

async function reply(path, body, signal) {
  let received = await sent(path, body, signal);
  if (received.status === 403 && (await refreshToken())) received = await sent(path, body, signal);
  if (received.ok) return received;
  const told = await received.json().catch(() => ({}));
  throw new Refused(received.status, told, Number(received.headers.get('Retry-After') ?? 0));
}

export async function ask(path, body, signal) {
  return (await reply(path, body, signal)).json();
}

function parsed(block) {
  let event = '';
  const data = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) event = line.slice(7);
    if (line.startsWith('data: ')) data.push(line.slice(6));
  }
  return [event, JSON.parse(data.join('\n'))];
}

// Calls `take(event, document)` for each server-sent event of the reply, until it ends.
export async function listen(path, body, signal, take) {
  const received = await reply(path, body, signal);
  const reader = received.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += value;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const [event, document] = parsed(text.slice(0, end));
        if (event === 'problem') throw new Problem(document.sentence);
        take(event, document);
        text = text.slice(end + 2);
      }
    }
  } catch (error) {
    if (error.name === 'AbortError' || error instanceof SyntaxError || error instanceof Problem) throw error;
    throw new Away(path);
  }
}
