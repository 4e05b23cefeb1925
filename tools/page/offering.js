// What the program offers for a question.

import { insist } from './insist.js';
import { Refused, ask } from './server.js';

function withTyped(document, set, wrong) {
  for (const control of document.controls) {
    if (wrong.includes(control.key)) control.typed = set[control.key];
  }
  return document;
}

// Of a question that `mayBeWrong` the settings that are right are enough: the others stay at their
// controls, to be corrected.
export async function offeredFor({ scenario, set }, mayBeWrong, signal) {
  try {
    return await insist(signal, () => ask('/controls', { scenario, platform: '', set }, signal));
  } catch (error) {
    const wrong = error instanceof Refused
      ? error.findings.map(({ key }) => key).filter((key) => Object.hasOwn(set, key)) : [];
    if (!mayBeWrong || wrong.length === 0) throw error;
    const right = Object.entries(set).filter(([key]) => !wrong.includes(key));
    const offered = await offeredFor({ scenario, set: Object.fromEntries(right) }, mayBeWrong, signal);
    return withTyped(offered, set, wrong);
  }
}
