'use strict';
// Draws the charts from their specifications. Colours are those of the page, in the light, in the
// dark and on paper alike.
(() => {
  const colour = (name) => `var(--${name})`;
  const font = 'system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';
  const text = { labelColor: colour('ink'), titleColor: colour('quiet'), labelFontSize: 12, titleFontSize: 12,
    titleFontWeight: 'normal', labelFont: font, titleFont: font };
  const config = {
    background: 'transparent',
    font,
    view: { stroke: null },
    axis: { ...text, gridColor: colour('line'), domainColor: colour('quiet'), tickColor: colour('quiet') },
    axisY: { titleAlign: 'left', titleAnchor: 'end', titleAngle: 0, titleY: -10, titleX: 0, tickCount: 5 },
    axisX: { tickCount: 6 },
    legend: { ...text, orient: 'bottom', symbolStrokeWidth: 2, columns: 4, symbolSize: 90 },
    text: { fill: colour('ink'), fontSize: 12 },
    line: { strokeWidth: 2 },
    range: { category: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'].map(colour) },
    style: {
      limit: { color: colour('bad'), strokeWidth: 1.5 },
      'limit-text': { color: colour('bad'), fill: colour('bad'), fontSize: 11 },
      capacity: { strokeWidth: 1.5 },
      bound: { color: colour('quiet') },
      whisker: { color: colour('ink'), strokeWidth: 1 },
      zero: { color: colour('ink'), strokeWidth: 1.5 },
      range: { color: colour('c1') },
    },
  };

  // On paper nothing can be unfolded.
  const folded = [...document.querySelectorAll('details')];
  let open = [];
  addEventListener('beforeprint', () => {
    open = folded.map((one) => one.open);
    for (const one of folded) one.open = true;
  });
  addEventListener('afterprint', () => folded.forEach((one, i) => { one.open = open[i]; }));

  async function draw(holder, specification) {
    delete specification.title;  // the figure has it
    const { spec } = vegaLite.compile(specification, { config, logger: vega.logger(vega.Error) });
    // the holder names what is drawn, so its parts need no names
    const view = new vega.View(vega.parse(spec, null, { ast: true }), {
      expr: vega.expressionInterpreter, renderer: 'svg', container: holder, logLevel: vega.Error,
    });
    await view.runAsync();
    holder.querySelector('svg').setAttribute('aria-hidden', 'true');
  }

  async function show(figure) {
    const holder = figure.querySelector('.chart');
    try {
      await draw(holder, JSON.parse(figure.querySelector('script').textContent));
    } catch (error) {
      console.error(error);
      for (const name of ['role', 'aria-label']) holder.removeAttribute(name);  // the words are read
      holder.textContent = `This chart could not be drawn: ${error.message}`;
    }
  }

  for (const figure of document.querySelectorAll('figure')) show(figure);
})();
