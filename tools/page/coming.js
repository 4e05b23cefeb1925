// What has come for a question so far.

export function nothingYet() {
  return { answers: new Map(), law: null, curve: null, paired: new Map(), progress: null,
    documents: new Map(), waiting: false, refusedBaseline: '' };
}

export function estimated(document, platform) {
  const shown = nothingYet();
  for (const one of document.platforms) {
    shown.answers.set(one.platform, { stage: 'estimate', resolution: 'estimate', users: one.users,
      bound: one.bound, limit: one.limit, interval: null, streams: one.streams,
      beyond: one.users >= document.max_users });
    if (one.platform === platform) shown.law = one.curve;
  }
  return shown;
}

// A scenario may itself ask for rates, to the end.
const resolutionOf = (event, document) => document.resolution ?? (event === 'flow' ? 'flow' : 'frames');

function takeAnswer(shown, stage, document) {
  const one = document.platforms[0];
  const resolution = resolutionOf(stage, document);
  shown.documents.set(one.platform, { resolution, document: one });
  shown.answers.set(one.platform, { stage, resolution, users: one.users, bound: one.bound,
    limit: one.limit.resource, interval: one.interval, beyond: one.beyond_search,
    streams: shown.answers.get(one.platform)?.streams });
}

// The same answer, with what more of each resource would buy.
function takeWhole(shown, document) {
  const one = document.platforms[0];
  shown.documents.set(one.platform, { resolution: resolutionOf('whole', document), document: one });
}

export function take(shown, event, document) {
  shown.waiting = event === 'waiting';
  if (event === 'flow' || event === 'frames') takeAnswer(shown, event, document);
  else if (event === 'whole') takeWhole(shown, document);
  else if (event === 'curve') shown.curve = document;
  else if (event === 'difference') shown.paired.set(document.platform, document);
  else if (event === 'progress') shown.progress = document;
}
