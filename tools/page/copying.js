// What is shown, to be taken along as a text.

import { byId, element, replace } from './element.js';
import { Refused } from './server.js';
import { complain } from './trouble.js';
import { download, textOfPlatform } from './upload.js';
import { words } from './words.js';

const downloadOf = (name) => {
  const text = textOfPlatform(name);
  return text && element('button', { type: 'button', onclick: () =>
    download(`${name}.yaml`, text, 'application/yaml') }, `Download ${name}.yaml`);
};

// `needed`: the platforms that are files beside it.
export async function copy(what, text, needed = []) {
  let said = words.copied(what, needed);
  try {
    await navigator.clipboard.writeText(text);
    byId('copy-text').hidden = true;
  } catch {
    const area = byId('copy-text');
    area.hidden = false;
    area.value = text;
    area.select();
    said = `${words.pressToCopy}. ${words.copied(what, needed)}`;
  }
  replace('copied', `${said} `, ...needed.map(downloadOf));
}

export function notCopied(error) {
  const isMarked = error instanceof Refused && error.findings.some((found) => found.key);
  replace('copied', isMarked ? words.notCopied : '');
  complain(error);
}
