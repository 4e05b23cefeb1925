// What draws the charts, as one script with the licences of its parts, and beside it in FILE.sha256
// the digest by which a Content-Security-Policy knows it.
// usage: node bundle.js FILE, where `npm ci` was run
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');

const root = path.join(process.cwd(), 'node_modules');
const scripts = ['vega', 'vega-lite', 'vega-interpreter'];

function licences() {
  const texts = new Map();
  for (const name of fs.readdirSync(root).sort()) {
    if (!/^(vega|d3|delaunator|robust-predicates|topojson)/.test(name)) continue;
    const folder = path.join(root, name);
    const file = fs.readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const { version, license, author } = JSON.parse(
      fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const words = file ? fs.readFileSync(path.join(folder, file), 'utf8')
      : `${license}, ${author.name ?? author}`;  // those of Vega have no file, Vega-Lite's says it
    const text = words.trim().replaceAll('*/', '* /');
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version}`]);
  }
  return [...texts].map(([text, names]) => `/*! ${names.join(', ')}\n\n${text}\n*/\n`).join('');
}

function script(name) {
  const text = fs.readFileSync(path.join(root, name, 'build', `${name}.min.js`), 'utf8');
  return text.replace(/^\/\/# sourceMappingURL=.*$/m, '').trim() + '\n';
}

const draw = fs.readFileSync(path.join(__dirname, 'draw.js'), 'utf8');
const bundle = `${licences()}${scripts.map(script).join(';')};${draw}`;
if (/<\/script|<!--|<script/i.test(bundle)) {
  throw new Error('a part of the script would end or begin an element of HTML');
}
const file = process.argv[2];
fs.writeFileSync(file, bundle);
fs.writeFileSync(`${file}.sha256`, crypto.createHash('sha256').update(bundle).digest('base64'));
