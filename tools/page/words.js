// What the page says, in one place, so that another language is another table.

const away = 'No answer from bbbcap: it may have been ended.';

export const words = {
  stages: {
    estimate: 'Estimate',
    flow: 'Rates',
    frames: 'Every frame',
  },
  simulated: { estimate: 'no, estimated', flow: 'as rates', frames: 'every frame' },
  stageMeaning: {
    estimate: 'an estimate by the utilization law, nothing simulated',
    flow: 'simulated with rates in place of frames',
    frames: 'simulated with every frame',
  },
  running: (stage, { users, replications }) =>
    `${stage}: ${users} after ${replications} ${replications === 1 ? 'run' : 'runs'} …`,
  users: (count) => (count === 1 ? 'user' : 'users'),
  orMore: (users) => `${users} or more`,
  interval: (interval) => `${share(interval.level)} interval ${plain(interval.low)} to ${plain(interval.high)}`,
  estimated: (bound) => `no more than ${bound}, whatever happens`,
  limitedBy: (resource) => (resource === 'none' ? 'limited by no resource' : `limited by ${resource}`),
  sees: ({ rooms, webcams, streams }) =>
    `${plain(webcams)} ${webcams === 1 ? 'webcam' : 'webcams'} in ` +
    `${rooms === 1 ? 'one room' : `${rooms} rooms`}, ${plain(streams)} streams to those who see them`,
  spoken: (platform, { users, interval, limit, resolution }) =>
    `${platform}: ${users} ${words.users(users)}, ` +
    `${interval ? `${interval.low} to ${interval.high}, ` : ''}` +
    `${words.limitedBy(limit)}; ${words.stageMeaning[resolution]}.`,
  inShort: (shown, { users, limit, resolution }) => [
    `${resolution === 'estimate' ? '≈ ' : ''}${shown} ${words.users(users)}`, limit,
    words.stages[resolution].toLowerCase()].join(' · '),
  stale: { asked: '', wrong: ', of the last valid question', failed: ', of the question before' },
  staleInShort: { asked: 'asked anew …', wrong: 'see the marked control', failed: 'see the top' },
  lastValid: 'The answer is still that of the last valid question.',
  waitingForOther: 'Waiting for another page\'s answer',
  curve: {
    flow: 'How much of each limit is used up, by users (simulated with rates)',
    estimate: 'How much of each limit is used up, by users (estimate by the utilization law)',
  },
  busy: 'The server is busy; trying again.',
  away,
  waiting: `${away} The page goes on when it is back.`,
  changeLeftOut: (why) => `The change is left out: ${why}`,
  leftOut: (why) => `The settings of the link are left out: ${why}`,
  unusable: (why) => `The link cannot be used: ${why}`,
  noPlatform: (name, shown) => `There is no platform \`${name}\` here ` +
    `(measurements live until serve ends); shown: ${shown}`,
  uploaded: 'measured, as uploaded',  // as the program entitles them
  copied: (what, needed) => (needed.length === 0 ? `${what} copied`
    : `${what} copied; it needs ${needed.map((name) => `${name}.yaml`).join(', ')} beside it`),
  notCopied: 'Not copied: correct the marked control first',
  pressToCopy: 'Press Ctrl-C to copy',
  tooLarge: 'more than 8 MiB in all; choose fewer files',
  reporting: (platform) => `Report: simulating ${platform} …`,
  reported: 'Report saved',
  gain: (users) => (Math.abs(users) < 0.05 ? 'none' : signed(users)),
  difference: ({ mean, low, high }) => `${signed(mean)} ± ` +
    (low === null || high === null ? '–' : ((high - low) / 2).toFixed(1)),
  unknown: 'not known',
  same: 'the same',
  theSame: 'the same question',
  baselineRefused: (why) => `The pinned baseline cannot be asked: ${why}`,
  unmeasured: (name) => (name === 'join_time_p95' ? 'nobody joined' : 'not measured'),
};

export const plain = (number) => Math.round(number).toLocaleString('en').replaceAll(',', '\u202f');

export function share(number, digits = 0) {
  if (number === null) return '–';
  return number === Infinity ? 'beyond' : `${(100 * number).toFixed(digits)}\u202f%`;
}

export const signed = (number) => `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(1)}`;

export const named = (name) => name.replaceAll('_', ' ');

const figures = {
  webcam_frame_rate: (value) => `${value.toFixed(1)} fps`,
  audio_mos: (value) => value.toFixed(2),
  video_mos: (value) => value.toFixed(2),
  audio_delay: (value) => `${(1000 * value).toFixed(0)} ms`,
  join_time_p95: (value) => `${value.toFixed(2)} s`,
  refused_joins: (value) => value.toFixed(0),
};

// The value of a figure of the objective, with its unit.
export function figure(name, value) {
  if (value === null) return '–';
  return figures[name] ? figures[name](value) : share(value, 1);
}
