// On paper everything is unfolded, and the address says what was asked.

import { byId } from './element.js';

let folded = [];

globalThis.addEventListener('beforeprint', () => {
  byId('printed').textContent = location.href;
  folded = [...byId('answer').querySelectorAll('details:not([open])')];
  for (const details of folded) details.open = true;
});

globalThis.addEventListener('afterprint', () => {
  for (const details of folded) details.open = false;
  folded = [];
});
