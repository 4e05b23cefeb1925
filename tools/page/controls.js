// The controls of a scenario, one for each key that the program offers.

import { byId, element, replace } from './element.js';

let count = 0;

// "All in one" is the word for 0, as "all in one" is.
function valueOf(typed, known = {}) {
  const word = Object.entries(known).find((entry) => entry[1].toLowerCase() === typed.toLowerCase());
  return word ? word[0] : typed;
}

function scale(control, change) {
  const id = `control-${(count += 1)}`;
  const shown = (text) => control.words?.[text] ?? text;
  const text = element('input', {
    id, type: 'text', class: 'value', value: control.typed ?? shown(control.value), spellcheck: 'false',
    autocomplete: 'off', 'aria-describedby': `${id}-finding`,
  });
  const slider = element('input', {
    type: 'range', min: 0, max: control.steps.length - 1, step: 1,
    value: control.steps.indexOf(control.value),
    'aria-label': `${control.label}, slider`, 'aria-valuetext': shown(control.value),
  });
  slider.addEventListener('input', () => {
    const value = control.steps[slider.valueAsNumber];
    text.value = shown(value);
    slider.setAttribute('aria-valuetext', shown(value));
    change(control.key, value, true);
  });
  text.addEventListener('change', () => {
    const value = valueOf(text.value.trim(), control.words);
    const place = control.steps.indexOf(value);
    text.value = shown(value);
    if (place >= 0) slider.value = place;
    slider.setAttribute('aria-valuetext', shown(value));
    change(control.key, value, place >= 0);
  });
  return [element('label', { for: id }, control.label), slider, text, finding(id)];
}

function choice(control, change) {
  const id = `control-${(count += 1)}`;
  const options = control.options.map((option) =>
    element('option', { value: option.value, title: option.title || null,
      selected: option.value === control.value }, option.value));
  const select = element('select', { id, 'aria-describedby': `${id}-finding` }, ...options);
  select.addEventListener('change', () => change(control.key, select.value, true));
  return [element('label', { for: id }, control.label), select, finding(id)];
}

function onOff(control, change) {
  const id = `control-${(count += 1)}`;
  const box = element('input', {
    id, type: 'checkbox', checked: control.value === 'true', 'aria-describedby': `${id}-finding`,
  });
  box.addEventListener('change', () => change(control.key, String(box.checked), true));
  return [element('label', { for: id }, control.label), box, finding(id)];
}

const finding = (id) => element('p', { id: `${id}-finding`, class: 'finding', role: 'alert',
  hidden: true });

const kinds = { scale, choice, switch: onOff };

function row(control, change) {
  return element('div', { class: `control ${control.kind}`, 'data-key': control.key },
    ...kinds[control.kind](control, change));
}

export function platformChoice(platforms, chosen, choose) {
  const pills = platforms.map((platform) => {
    const radio = element('input', {
      type: 'radio', name: 'platform', value: platform.name, checked: platform.name === chosen,
      onchange: () => choose(platform.name),
    });
    return element('label', { class: 'pill', title: platform.title }, radio,
      element('span', {}, platform.name));
  });
  return element('fieldset', { class: 'pills' }, element('legend', {}, 'Platform'), ...pills);
}

const closedAtFirst = new Set(['Objective']);

// `change(key, value, isStep)`: a value between the steps needs steps of its own.
export function showControls(document, state, { change, choose }) {
  const groups = new Map();
  for (const control of document.controls) {
    if (!groups.has(control.group)) groups.set(control.group, []);
    groups.get(control.group).push(control);
  }
  const closed = new Set([...byId('controls').querySelectorAll('details:not([open])')]
    .map((details) => details.dataset.group));
  const first = byId('controls').childElementCount === 0;
  const shown = [...groups].map(([group, controls]) => {
    const open = first ? !closedAtFirst.has(group) : !closed.has(group);
    const details = element('details', { class: 'group', 'data-group': group, open },
      element('summary', {}, group));
    if (group === 'Machine') {
      details.append(platformChoice(document.platforms, state.platform, choose));
    }
    details.append(...controls.map((control) => row(control, change)));
    return details;
  });
  // what had the focus is made anew
  const focused = globalThis.document.activeElement;
  const key = focused?.closest('[data-key]')?.dataset.key;
  replace('controls', ...shown);
  if (key) {
    byId('controls').querySelector(
      `[data-key="${CSS.escape(key)}"] :is([type="${focused.type}"], select)`)?.focus();
  }
}

// Each finding at the control it is about; the others are returned.
export function showFindings(findings) {
  for (const place of byId('controls').querySelectorAll('.finding')) place.hidden = true;
  for (const input of byId('controls').querySelectorAll('[aria-invalid]')) {
    input.removeAttribute('aria-invalid');
  }
  return findings.filter((found) => {
    const control = found.key && byId('controls').querySelector(
      `[data-key="${CSS.escape(found.key)}"]`);
    if (!control) return true;
    const place = control.querySelector('.finding');
    control.closest('details').open = true;
    place.textContent = found.sentence;
    place.hidden = false;
    (control.querySelector('.value') ?? control.querySelector('select, input'))
      .setAttribute('aria-invalid', 'true');
    return false;
  });
}
