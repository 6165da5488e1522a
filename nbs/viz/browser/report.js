// The table of a report: sorting, choosing runs, opening their pages.
(function () {
  'use strict';
  const R = window.reconView,
    data = JSON.parse(document.getElementById('data').textContent);
  const table = document.getElementById('runs'),
    body = table.querySelector('tbody');
  const charts = document.getElementById('charts'),
    none = R.el('p', 'dim', charts, 'Select a run in the table to see its curves.'),
    boxes = [...table.querySelectorAll('input[data-run]')];
  const chosen = () => new Set(boxes.filter(b => b.checked).map(b => +b.dataset.run));
  const plots = data.map(c => {
    const box = R.el('div', 'rv-chart', charts);
    return {box, data: c.data, chart: R.chart(box, {...c, data: []})};
  });
  function draw() {
    const on = chosen();
    let drawn = 0;
    plots.forEach(({box, chart, data}) => {
      const traces = data.filter(t => on.has(t.meta));
      box.classList.toggle('gone', !traces.length);
      if (!traces.length) return;
      chart.show(traces);
      drawn++;
    });
    none.classList.toggle('gone', drawn > 0);
    document.querySelectorAll('section.media').forEach(s => {
      const ids = JSON.parse(s.dataset.runs),
        cells = [...s.querySelectorAll('.rv-panel, .sheet figure')];
      cells.forEach((c, k) => c.classList.toggle('gone', ids[k] >= 0 && !on.has(ids[k])));
      s.classList.toggle('gone', !ids.some(i => on.has(i)));
    });
    if (R.views) R.views.forEach(v => v.ask());
  }
  function value(tr, col) {
    // what a cell is sorted by; null where it is empty
    const v = tr.cells[col].dataset.v;
    return v === undefined || v === '' || v === '–' ? null : isNaN(v) ? v : +v;
  }
  function sort(th) {
    const col = th.cellIndex,
      up = th.dataset.sort !== 'up';
    table.querySelectorAll('th').forEach(h => delete h.dataset.sort);
    th.dataset.sort = up ? 'up' : 'down';
    [...body.rows]
      .sort((a, b) => {
        const x = value(a, col),
          y = value(b, col),
          numbers = typeof x === 'number' && typeof y === 'number';
        if (x === null || y === null) return (x === null) - (y === null);
        const order = numbers ? x - y : String(x).localeCompare(String(y), undefined, {numeric: true});
        return order * (up ? 1 : -1);
      })
      .forEach(tr => body.append(tr));
  }
  function choose(on) {
    boxes.forEach(b => (b.checked = on));
    draw();
  }
  table.querySelectorAll('th button').forEach(b => (b.onclick = () => sort(b.parentElement)));
  body.onclick = e => {
    const tr = e.target.closest('tr');
    if (tr && tr.dataset.page && !e.target.closest('input,a')) location.href = tr.dataset.page;
  };
  boxes.forEach(b => (b.onchange = draw));
  document.getElementById('all').onclick = () => choose(true);
  document.getElementById('none').onclick = () => choose(false);
  const more = document.getElementById('more');
  if (more)
    more.onclick = () => {
      table.classList.add('all');
      more.remove();
    };
  draw();
})();
