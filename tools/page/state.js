// All that a link to the page holds, in the fragment of its address, which no server ever sees:
// #scenario=seed-2016&platform=kvm&guest.vcpus=4&baseline.platform=native
// A baseline is of the question's own scenario and platform where it names none; settings it has its own.

const baselinePrefix = 'baseline.';

function question(parameters, prefix) {
  const found = { scenario: '', platform: '', set: {} };
  for (const [name, value] of parameters) {
    if (name.startsWith(baselinePrefix) !== (prefix !== '')) continue;
    const key = name.slice(prefix.length);
    if (key === 'scenario' || key === 'platform') found[key] = value;
    else found.set[key] = value;
  }
  return found;
}

export function read(fragment) {
  const parameters = [...new URLSearchParams(fragment.replace(/^#/, ''))];
  const isPinned = parameters.some(([name]) => name.startsWith(baselinePrefix));
  return { ...question(parameters, ''),
    baseline: isPinned ? question(parameters, baselinePrefix) : null };
}

// Once it is known what the question is about.
export function complete({ scenario, platform, baseline }) {
  if (!baseline) return;
  baseline.scenario ||= scenario;
  baseline.platform ||= platform;
}

function append(parameters, prefix, { scenario, platform, set }) {
  parameters.append(`${prefix}scenario`, scenario);
  parameters.append(`${prefix}platform`, platform);
  for (const [key, value] of Object.entries(set)) parameters.append(prefix + key, value);
}

export function write(state) {
  const parameters = new URLSearchParams();
  append(parameters, '', state);
  if (state.baseline) append(parameters, baselinePrefix, state.baseline);
  return `#${parameters}`;
}
