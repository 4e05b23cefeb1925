// Whether the answer that is seen is that of what is asked.

import { byId, replace } from './element.js';
import { words } from './words.js';

function stand(stale) {
  if (stale) byId('answer').dataset.stale = stale;
  else delete byId('answer').dataset.stale;
  const seen = byId('headline').dataset.stage !== undefined;
  replace('stale', stale && seen ? words.stale[stale] : '');
  replace('bottom-stale', stale ? `· ${words.staleInShort[stale]}` : '');
}

export const current = () => stand('');

export const askedAnew = () => stand('asked');

// What is asked has no answer; `wrong`: a control is marked.
export function notAsked(wrong) {
  if (byId('answer').dataset.stale !== 'asked') return;
  stand(wrong ? 'wrong' : 'failed');
  if (wrong) replace('status', words.lastValid);
}
