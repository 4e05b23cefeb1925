// Files of measurements become a platform. They go to the program on this machine and nowhere else.

import { element, replace } from './element.js';
import { ask } from './server.js';
import { words } from './words.js';

const most = 8 * 1024 * 1024;

const kept = (name) => `bbbcap-platform-${name}`;

// The file of a platform that was uploaded in this tab, or null.
export const textOfPlatform = (name) => sessionStorage.getItem(kept(name));

const read = async (input) =>
  Promise.all([...input.files].map(async (file) => ({ name: file.name, text: await file.text() })));

function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  element('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// `added(name)`: the platform can be chosen now.
export function showUpload(added) {
  const name = element('input', { id: 'upload-name', type: 'text', required: true, maxlength: 60,
    pattern: '[A-Za-z0-9_\\-]+', value: 'mine', autocomplete: 'off' });
  const native = element('input', { id: 'upload-native', type: 'file', multiple: true, required: true });
  const guest = element('input', { id: 'upload-guest', type: 'file', multiple: true, required: true });
  const said = element('div', { id: 'upload-said', role: 'status' });
  const send = async (event) => {
    event.preventDefault();
    said.replaceChildren('Reading …');
    try {
      const body = { name: name.value, native: await read(native), guest: await read(guest) };
      if (new Blob([JSON.stringify(body)]).size > most) throw new Error(words.tooLarge);
      const told = await ask('/calibration', body);
      said.replaceChildren(element('p', {}, told.platform
        ? `${name.value} can be chosen as a platform now.`
        : 'Nothing could be compared; the table says why.'),
      told.platform ? element('button', { type: 'button', onclick: () =>
        download(`${name.value}.yaml`, told.platform, 'application/yaml') }, 'Download it as YAML')
        : '', element('pre', { tabindex: '0' }, told.text));
      if (!told.platform) return;
      sessionStorage.setItem(kept(name.value), told.platform);
      added(name.value);
    } catch (error) {
      said.replaceChildren(element('p', { class: 'finding' }, error.message));
    }
  };
  const row = (label, input, hint) => element('div', { class: 'control' },
    element('label', { for: input.id }, label), input,
    hint ? element('p', { class: 'quiet' }, hint) : null);
  replace('upload-body', element('form', { onsubmit: send },
    element('p', {}, 'What LINPACK, RAMspeed, IOzone, Netperf, fio, iperf3 and others printed, ' +
      'natively and in the guest. The files stay on this machine.'),
    row('Name of the platform', name), row('Measured natively', native),
    row('Measured in the guest', guest),
    element('button', { type: 'submit' }, 'Calibrate')), said);
}

export { download };
