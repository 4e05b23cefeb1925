// From what has come so far to what is seen.

import { showBaseline, showFigures, showHeadline, showPlatforms } from './answer.js';
import { showCurve } from './curve.js';

// JSON has no infinity: a share that is null uses up more than any limit, unless its value was not
// measured either.
const usedUp = (shares, values) => shares.map((share, i) =>
  share ?? (values && values[i] === null ? null : Infinity));

function lawCurve(law) {
  return { stage: 'estimate', users: law.users, lines: Object.entries(law.shares)
    .map(([name, shares]) => ({ name, shares: usedUp(shares, null), values: null })) };
}

function simulatedCurve({ resolution, users, limits }) {
  return { stage: resolution, users, lines: limits.map(({ name, shares, values }) =>
    ({ name, shares: usedUp(shares, values), values })) };
}

// "kvm, guest.vcpus 4"
export function sentenceOf({ scenario, platform, set }, current) {
  const parts = scenario === current.scenario ? [platform] : [scenario, platform];
  for (const [key, value] of Object.entries(set)) parts.push(`${key.split('.').at(-1)} ${value}`);
  return parts.join(', ');
}

const sameSettings = (one, other) => {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
};

// The differences by platform; that of a question to itself is none.
function pairedOf(state, paired) {
  const { baseline } = state;
  const same = baseline.scenario === state.scenario && sameSettings(baseline.set, state.set);
  return new Map([...paired].map(([platform, one]) =>
    [platform, { ...one, same: same && platform === baseline.platform }]));
}

export function showAnswerOf(state, offered, shown, actions) {
  const answer = shown.answers.get(state.platform);
  if (!answer) return;
  showHeadline(answer, { waiting: shown.waiting,
    progress: shown.progress?.platform === state.platform ? shown.progress : null });
  const curve = shown.curve ? simulatedCurve(shown.curve) : shown.law && lawCurve(shown.law);
  if (curve) showCurve(curve, answer, shown.paired.get(state.platform)?.baseline.users ?? null);
  const paired = state.baseline ? pairedOf(state, shown.paired) : new Map();
  showPlatforms(offered.platforms, shown.answers, { chosen: state.platform,
    paired: state.baseline && !shown.refusedBaseline ? paired : null });
  showBaseline({ baseline: state.baseline, paired: paired.get(state.platform),
    refused: shown.refusedBaseline, sentence: state.baseline ? sentenceOf(state.baseline, state) : '' }, actions);
  const figures = shown.documents.get(state.platform);
  if (figures) showFigures(figures.document, figures.resolution);
}
