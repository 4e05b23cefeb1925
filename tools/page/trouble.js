// What went wrong, where it is seen.

import { showFindings } from './controls.js';
import { byId } from './element.js';
import { Refused, sentences } from './server.js';
import { notAsked } from './standing.js';
import { words } from './words.js';

function show(id, sentence) {
  byId(id).textContent = sentence;
  byId(id).hidden = sentence === '';
}

export const tell = (sentence) => show('trouble', sentence);

// The program has answered something.
export function isBack() {
  if (byId('trouble').textContent === words.away) tell('');
}

// What had to be left out of a link, or of a change; it stays until something is changed.
export const tellOfLink = (sentence) => show('link-trouble', sentence);

export function complain(error) {
  if (error.name === 'AbortError') return;
  if (!(error instanceof Refused)) {
    notAsked(false);
    return tell(String(error.message ?? error));
  }
  byId('entry').hidden = error.status !== 403;
  const rest = showFindings(error.findings);
  notAsked(rest.length < error.findings.length);
  tell(error.findings.length === 0 ? error.message : sentences(rest));
  return undefined;
}
