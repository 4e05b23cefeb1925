// Share of each limit used up, against users: what breaks first, and how fast.

import { byId, drawn, element, replace } from './element.js';
import { figure, named, plain, share, words } from './words.js';

const wide = { width: 820, height: 290, left: 50, right: 150, top: 16, bottom: 24,
  letter: 7 };
const narrow = { width: 440, height: 300, left: 60, right: 165, top: 20, bottom: 30,
  letter: 9 };
let size = wide;
const sizeNow = () => (byId('curve').clientWidth < 520 ? narrow : wide);
const mostShown = 1.5;  // of a limit
const labelled = 3;     // lines with a name: the first to be used up
const beside = 8;       // of the picture, where the names begin
const besideTick = 34;  // and of a number that stands under its end

function scaled(most) {
  const width = size.width - size.left - size.right;
  const height = size.height - size.top - size.bottom;
  return {
    x: (users) => size.left + (users / most) * width,
    y: (used) => size.top + height * (1 - Math.min(used, mostShown) / mostShown),
  };
}

function roundStep(most) {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  return Math.max(1, [1, 2, 5, 10].find((factor) => factor * power >= rough) * power);
}

function axes({ x, y }, most) {
  const parts = [];
  for (const used of [0, 0.5, 1, 1.5]) {
    parts.push(drawn('line', { class: used === 1 ? 'limit-line' : 'grid', x1: size.left,
      x2: size.width - size.right, y1: y(used), y2: y(used) }));
    parts.push(drawn('text', { class: 'tick', x: size.left - 6, y: y(used) + 4,
      'text-anchor': 'end' }, share(used)));
  }
  const step = roundStep(most);
  for (let users = 0; users <= most; users += step) {
    parts.push(drawn('text', { class: 'tick', x: x(users), y: size.height - size.bottom + 18,
      'text-anchor': 'middle' }, plain(users)));
  }
  parts.push(drawn('text', { class: 'tick', x: size.width - size.right + besideTick,
    y: size.height - size.bottom + 18 }, 'users'));
  return parts;
}

// The line up to where it leaves the picture.
function path(users, shares, { x, y }) {
  const points = [];
  for (let i = 0; i < users.length; i += 1) {
    if (shares[i] === null) {
      if (points.length === 0) continue;
      break;
    }
    const before = i > 0 ? shares[i - 1] : 0;
    if (shares[i] > mostShown) {
      const from = i > 0 ? users[i - 1] : 0;
      const part = before === null ? 1 : (mostShown - before) / (shares[i] - before);
      points.push([x(from + part * (users[i] - from)), y(mostShown)]);
      break;
    }
    points.push([x(users[i]), y(shares[i])]);
  }
  return points;
}

function apart(labels) {
  labels.sort((a, b) => a.y - b.y);
  for (let i = 1; i < labels.length; i += 1) {
    labels[i].y = Math.max(labels[i].y, labels[i - 1].y + 18);
  }
  return labels;
}

// Its text stands before the line where there is no room behind it.
function marker(scale, users, kind, text) {
  const x = scale.x(users);
  const end = x + text.length * size.letter;
  const before = kind === 'baseline-line' ? x > size.left + text.length * size.letter
    : end > size.width - size.right;
  return [
    drawn('line', { class: kind, x1: x, x2: x, y1: size.top, y2: size.height - size.bottom }),
    drawn('text', { class: `${kind}-text`, x: x + (before ? -5 : 5),
      y: size.top + (kind === 'baseline-line' ? 24 : 9), 'text-anchor': before ? 'end' : 'start' },
    text),
  ];
}

// The users at which a share is 100 %, between those that are known.
function usedUpAt(users, shares) {
  const at = shares.findIndex((used) => used !== null && used > 1);
  if (at < 0) return Infinity;
  const before = at > 0 ? shares[at - 1] : 0;
  if (before === null) return users[at];
  const from = at > 0 ? users[at - 1] : 0;
  const beyond = Math.min(shares[at], 2);  // one beyond all measure
  return from + ((1 - before) / (beyond - before)) * (users[at] - from);
}

// What gives out first comes first; of those that do not, what is used most at the capacity.
function rankedLines({ users, lines }, capacity) {
  const nearest = users.reduce((best, one, i) =>
    (Math.abs(one - capacity) < Math.abs(users[best] - capacity) ? i : best), 0);
  const used = (line) => Math.min(line.shares[nearest] ?? 0, Number.MAX_VALUE);
  const end = new Map(lines.map((line) => [line,
    Math.min(usedUpAt(users, line.shares), Number.MAX_VALUE)]));
  return [...lines].sort((a, b) => end.get(a) - end.get(b) || used(b) - used(a));
}

let redraw = () => {};
const resized = new ResizeObserver(() => {
  if (sizeNow() !== size) redraw();
});

// `curve`: {stage, users, lines: [{name, shares, values}]}, where a share is null that is not known;
// `answer`: {users, interval}; `baseline`: users, or null.
export function showCurve(curve, answer, baseline) {
  size = sizeNow();
  redraw = () => showCurve(curve, answer, baseline);
  resized.observe(byId('curve'));
  const most = Math.max(curve.users.at(-1), answer.interval?.high ?? 0, (baseline ?? 0) * 1.05);
  const scale = scaled(most);
  const ranked = rankedLines(curve, answer.users);
  const parts = axes(scale, most);
  if (answer.interval) {
    const left = scale.x(answer.interval.low);
    parts.push(drawn('rect', { class: 'band', x: left, y: size.top,
      width: Math.max(2, scale.x(answer.interval.high) - left),
      height: size.height - size.top - size.bottom }));
  }
  const labels = [];
  [...ranked].reverse().forEach((line, back) => {
    const rank = ranked.length - 1 - back;
    const points = path(curve.users, line.shares, scale);
    if (points.length === 0) return;
    const strength = rank === 0 ? 'first' : rank < labelled ? 'near' : 'far';
    parts.push(drawn('path', { class: `line ${strength} ${curve.stage}`,
      d: `M${points.map((point) => point.map((part) => part.toFixed(1)).join(' ')).join('L')}` }));
    if (rank < labelled) labels.push({ text: named(line.name), strength, y: points.at(-1)[1] + 4,
      x: points.at(-1)[0] });
  });
  for (const label of apart(labels)) {
    parts.push(drawn('text', { class: `label ${label.strength}`, x: size.width - size.right + beside,
      y: label.y }, label.text));
  }
  if (baseline !== null) parts.push(...marker(scale, baseline, 'baseline-line', `baseline ${baseline}`));
  parts.push(...marker(scale, answer.users, 'answer-line', `${plain(answer.users)} users`));
  const title = words.curve[curve.stage];
  replace('curve-title', title);
  replace('curve', drawn('svg', { viewBox: `0 0 ${size.width} ${size.height}`, role: 'img',
    'aria-label': `${title}. At ${answer.users} users ${named(ranked[0].name)} comes first, ` +
      'the table below has the numbers.' }, ...parts));
  replace('curve-table', table(curve));
}

function table(curve) {
  const head = element('tr', {}, element('th', { scope: 'col' }, 'Users'),
    ...curve.lines.map((line) => element('th', { scope: 'col' }, named(line.name))));
  const rows = curve.users.map((users, i) => element('tr', {},
    element('th', { scope: 'row' }, plain(users)),
    ...curve.lines.map((line) => element('td', {}, line.values
      ? figure(line.name, line.values[i]) : share(line.shares[i])))));
  return element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
}
