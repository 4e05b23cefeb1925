// The answer: headline, platforms, figures.

import { byId, element, replace } from './element.js';
import { figure, named, plain, share, words } from './words.js';

const stages = ['estimate', 'flow', 'frames'];

// What a scenario simulates with rates ends with them.
const stagesOf = (answer) =>
  (answer.stage === 'frames' && answer.resolution === 'flow' ? ['estimate', 'flow'] : stages);

function stageItem(stage, answer, progress) {
  const place = stages.indexOf(stage);
  const at = stages.indexOf(answer.resolution);
  const kind = place < at ? 'past' : place === at ? 'now' : 'next';
  const text = kind === 'next' && progress?.resolution === stage
    ? words.running(words.stages[stage], progress) : words.stages[stage];
  return element('li', { class: kind, title: words.stageMeaning[stage],
    'aria-current': kind === 'now' ? 'step' : null }, text);
}

export function showHeadline(answer, { progress, waiting }) {
  const shown = answer.beyond ? words.orMore(plain(answer.users)) : plain(answer.users);
  byId('users').textContent = shown;
  byId('users-word').textContent = words.users(answer.users);
  byId('headline').dataset.stage = answer.stage;
  byId('interval').textContent = answer.stage === 'estimate' ? words.estimated(plain(answer.bound))
    : words.interval(answer.interval);
  byId('limit').textContent = words.limitedBy(answer.limit);
  byId('sees').textContent = answer.streams ? words.sees(answer.streams) : '';
  replace('stages', ...stagesOf(answer).map((stage) => stageItem(stage, answer, progress)));
  replace('waiting', waiting ? words.waitingForOther : '');
  replace('bottom-answer', words.inShort(shown, answer));
  document.title = `${shown} ${words.users(answer.users)} – bbbcap`;
}

function bar(answer, most) {
  const box = element('span', { class: `bar ${answer.resolution}`, 'aria-hidden': 'true' });
  const fill = element('span', { class: 'fill' });
  fill.style.inlineSize = `${(100 * answer.users) / most}%`;
  box.append(fill);
  if (answer.interval) {
    const whisker = element('span', { class: 'whisker' });
    whisker.style.insetInlineStart = `${(100 * answer.interval.low) / most}%`;
    whisker.style.inlineSize = `${(100 * (answer.interval.high - answer.interval.low)) / most}%`;
    box.append(whisker);
  }
  return box;
}

const difference = (paired) => (paired.same ? [words.same] : paired.difference.mean === null
  ? [element('span', { 'aria-hidden': 'true' }, '–'), element('span', { class: 'hidden' }, words.unknown)]
  : [words.difference(paired.difference)]);

export function showPlatforms(platforms, answers, view) {
  const most = Math.max(1, ...[...answers.values()].map((one) =>
    Math.max(one.users, one.interval?.high ?? 0)));
  const rows = platforms.filter(({ name }) => answers.has(name)).map(({ name }) => {
    const answer = answers.get(name);
    return element('tr', { class: name === view.chosen ? 'chosen' : null },
      element('th', { scope: 'row' }, name, name === view.chosen
        ? element('span', { class: 'hidden' }, ' (chosen)') : null),
      element('td', { class: 'number' }, answer.beyond ? `≥ ${plain(answer.users)}`
        : plain(answer.users)),
      element('td', { class: 'bars' }, bar(answer, most)),
      element('td', { class: 'number' }, answer.interval
        ? `${plain(answer.interval.low)} – ${plain(answer.interval.high)}` : '–'),
      element('td', {}, answer.limit),
      view.paired ? element('td', { class: 'number' }, ...(view.paired.has(name)
        ? difference(view.paired.get(name)) : ['–'])) : null,
      element('td', { class: 'quiet' }, words.simulated[answer.resolution]));
  });
  const titles = ['Platform', 'Users', '', '95\u202f% interval', 'Limited by'];
  if (view.paired) titles.push('To baseline');
  titles.push('Simulated');
  const head = titles.map((text, i) => (text === '' ? element('td', { class: 'bars' }) : element('th', {
    scope: 'col', class: [1, 3].includes(i) || text === 'To baseline' ? 'number' : null }, text)));
  replace('platforms', element('table', { class: 'platforms' },
    element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows)));
}

function toldOf({ paired, sentence, refused }) {
  if (refused) return [words.baselineRefused(refused)];
  if (!paired) return [`against ${sentence} …`];
  if (paired.same) return [element('strong', {}, words.theSame), ` as ${sentence}`];
  return [element('strong', {}, ...difference(paired)), ` users to ${sentence} `,
    element('span', { class: 'quiet' }, `(${words.stages[paired.resolution].toLowerCase()}, paired)`)];
}

// `held`: {baseline, paired, sentence, refused}
export function showBaseline(held, { pin, unpin, go }) {
  const focused = document.activeElement?.id;
  const button = (id, text, act) => element('button', { type: 'button', id, onclick: act }, text);
  if (!held.baseline) {
    replace('baseline', button('pin', 'Pin as baseline', pin));
  } else {
    replace('baseline', element('p', { id: 'difference' }, ...toldOf(held)),
      button('go-baseline', 'Go back to it', go), button('pin', 'Pin this instead', pin),
      button('unpin', 'Unpin', unpin));
  }
  // what had the focus is made anew
  if (['pin', 'unpin', 'go-baseline'].includes(focused)) (byId(focused) ?? byId('pin')).focus();
}

const verdicts = { met: '✓ holds', missed: '✗ broken', undecided: '~ not in all runs' };

function figureTable(document) {
  const rows = document.slo.map((one) => element('tr', {},
    element('th', { scope: 'row' }, named(one.name)),
    element('td', { class: 'number' }, figure(one.name, one.value)),
    element('td', { class: 'number quiet' }, figure(one.name, one.limit)),
    element('td', {}, one.value === null ? words.unmeasured(one.name)
      : verdicts[one.verdict] ?? one.verdict)));
  const head = ['Limit', 'Is', 'May be', 'Verdict'].map((text, i) =>
    element('th', { scope: 'col', class: i === 1 || i === 2 ? 'number' : null }, text));
  return element('table', {}, element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows));
}

function resourceTable(document) {
  const rows = document.resources.map((one) => element('tr', {},
    element('th', { scope: 'row' }, one.resource),
    element('td', { class: 'number' }, share(one.utilization, 1))));
  const head = ['Resource', 'In use'].map((text, i) =>
    element('th', { scope: 'col', class: i === 1 ? 'number' : null }, text));
  return element('table', {}, element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows));
}

function gainTable(document) {
  const gain = (users) => (users.mean === null ? '–' : words.gain(users.mean));
  const rows = document.gains.map((one) => element('tr', {},
    element('th', { scope: 'row' }, one.resource),
    element('td', {}, one.step),
    element('td', { class: 'number' }, gain(one.users)),
    element('td', { class: 'number' }, gain(one.users_unlimited)),
    element('td', {}, one.then ?? '')));
  const head = ['More of', 'Step', 'Users', 'Without limit', 'Then limited by'].map((text, i) =>
    element('th', { scope: 'col', class: i === 2 || i === 3 ? 'number' : null }, text));
  return element('table', { id: 'gains' }, element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows));
}

export function showFigures(document, resolution) {
  const assumed = document.assumed_swing.slice(0, 5).map((one) => element('li', {},
    element('code', {}, one.name), ` ${one.users_low} to ${one.users_high} users over its range`));
  replace('figures-body',
    element('p', { class: 'quiet' }, `${document.platform} at ${document.users} users, ` +
      `${words.stageMeaning[resolution]}, ${document.search.replications} replications; known to hold ` +
      `in ${share(document.search.held)} of all workloads.`),
    element('div', { class: 'columns' }, figureTable(document), resourceTable(document)),
    element('h3', {}, 'What more would buy'), document.gains.length > 0 ? gainTable(document)
      : element('p', { class: 'quiet' }, 'Comes last.'),
    assumed.length > 0 ? element('h3', {}, 'Rests on assumed numbers, strongest first') : null,
    assumed.length > 0 ? element('ol', { class: 'assumed' }, ...assumed) : null);
  replace('notes', ...document.warnings.map((text) => element('p', { class: 'note' }, text)),
    document.note ? element('p', { class: 'note' }, document.note) : null);
}
