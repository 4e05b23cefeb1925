// What went wrong, where it is seen.

import { showFindings } from './controls.js';
import { byId } from './element.js';
import { Refused, sentences } from './server.js';

function show(id, sentence) {
  byId(id).textContent = sentence;
  byId(id).hidden = sentence === '';
}

export const tell = (sentence) => show('trouble', sentence);

// What had to be left out of a link; it stays until something is changed.
export const tellOfLink = (sentence) => show('link-trouble', sentence);

export function complain(error) {
  if (error.name === 'AbortError') return;
  if (!(error instanceof Refused)) return tell(String(error.message ?? error));
  byId('entry').hidden = error.status !== 403;
  byId('headline').toggleAttribute('data-stale', true);
  const rest = showFindings(error.findings);
  tell(error.findings.length === 0 ? error.message : sentences(rest));
  return undefined;
}
