// Again and again while nobody answers, or the server is busy.

import { Away, Refused } from './server.js';
import { tell } from './trouble.js';
import { words } from './words.js';

export const wait = (time, signal) => new Promise((resolve, reject) => {
  const leave = () => {
    clearTimeout(id);
    reject(signal.reason);
  };
  const id = setTimeout(() => {
    signal.removeEventListener('abort', leave);
    resolve();
  }, time);
  signal.addEventListener('abort', leave);
});

// The result of `act(heard)`, which calls `heard` when something has come; what the server has against
// the question is thrown.
export async function insist(signal, act) {
  let silent = true;
  const heard = () => {
    if (silent) tell('');
    silent = false;
  };
  for (;;) {
    try {
      const result = await act(heard);
      heard();
      return result;
    } catch (error) {
      if (error instanceof Away) tell(words.waiting);
      else if (error instanceof Refused && error.status === 503) tell(words.busy);
      else throw error;
      silent = true;
      await wait(error instanceof Away ? 1000 : 1000 * Math.max(1, error.retryAfter), signal);
    }
  }
}
