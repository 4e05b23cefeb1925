// Elements made by calls, never from text: whatever a name contains, it stays a text.

const svgSpace = 'http://www.w3.org/2000/svg';

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (typeof value === 'boolean') node.toggleAttribute(name, value);
    else if (value !== undefined && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export const element = (tag, attributes = {}, ...children) =>
  filled(document.createElement(tag), attributes, children);

export const drawn = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS(svgSpace, tag), attributes, children);

export const byId = (id) => document.getElementById(id);

export function replace(id, ...children) {
  byId(id).replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}
