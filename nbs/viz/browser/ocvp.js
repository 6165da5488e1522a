// The slots of a video as a grid of pictures: one column a slot, one line a way to make them.
const GREEN = '#009E73',
  RED = '#D55E00';
function render({model, el}) {
  const root = R.el('div', 'rv ov', el),
    grid = R.el('div', 'ov-grid', root);
  let built = '',
    tiles = [],
    notes = [],
    heads = [],
    plot = null,
    chart = '',
    curves = null;
  R.packed = model.get('plotly');
  const click = id => {
    model.set('clicked', {id, n: Date.now()});
    model.save_changes();
  };
  const build = v => {
    grid.textContent = '';
    tiles = [];
    notes = [];
    heads = [];
    chart = '';
    const slots = `repeat(${v.columns.length}, minmax(48px, 104px))`;
    grid.style.gridTemplateColumns = `104px repeat(2, minmax(72px, 132px)) ${slots} minmax(0, 1fr)`;
    v.rows.forEach((r, i) => {
      const note = R.el('div', 'ov-row', grid);
      R.el('b', '', note, r.name);
      notes.push(R.el('div', 'rv-dim', note));
      note.style.gridColumn = 1;
      tiles.push(
        r.tiles.map((_, j) => {
          const c = R.el('canvas', 'ov-tile', grid);
          c.width = v.w;
          c.height = v.h;
          c.dataset.row = r.name;
          c.dataset.col = j;
          if (j > 1) c.onclick = () => click(v.columns[j - 2].id);
          return c;
        }),
      );
      if (i) {
        R.el('span', '', grid);
        return;
      }
      plot = R.el('div', 'ov-plot', grid); // the input's line has room for the curves
      R.el('span', 'ov-head', grid);
      R.el('span', 'ov-head', grid, 'frame');
      R.el('span', 'ov-head', grid, 'masks');
      heads = v.columns.map(c => {
        const b = R.el('button', 'rv-key ov-head', grid);
        b.type = 'button';
        R.el('i', 'rv-swatch', b).style.background = c.colour;
        R.el('span', '', b, c.name);
        b.onclick = () => click(c.id);
        b.dataset.slot = c.id;
        return b;
      });
      R.el('span', '', grid);
    });
  };
  const draw = () => {
    const v = model.get('view'),
      sign = JSON.stringify([v.columns, v.rows.map(r => r.name), v.w, v.h]),
      data = R.bytes(v.pixels),
      n = v.w * v.h;
    if (sign !== built) {
      build(v);
      built = sign;
    }
    heads.forEach((b, k) => {
      const off = v.hidden.includes(v.columns[k].id);
      b.classList.toggle('rv-off', off);
      b.title = b.ariaLabel = `${off ? 'show' : 'hide'} ${v.columns[k].name}`;
      b.setAttribute('aria-pressed', !off);
    });
    v.rows.forEach((r, i) => {
      notes[i].textContent = r.words;
      r.tiles.forEach((k, j) => {
        const c = tiles[i][j],
          g = c.getContext('2d'),
          none = k < 0,
          off = j > 1 && v.hidden.includes(v.columns[j - 2].id);
        c.classList.toggle('ov-none', none);
        c.classList.toggle('ov-off', off);
        c.style.borderColor = none ? '' : r.seen ? GREEN : RED;
        g.clearRect(0, 0, v.w, v.h);
        if (none) return;
        const out = g.createImageData(v.w, v.h);
        for (let p = 0, q = 3 * n * k; p < 4 * n; p += 4, q += 3) {
          out.data[p] = data[q];
          out.data[p + 1] = data[q + 1];
          out.data[p + 2] = data[q + 2];
          out.data[p + 3] = 255;
        }
        g.putImageData(out, 0, 0);
      });
    });
    const spec = JSON.stringify(model.get('chart'));
    if (spec !== chart) {
      chart = spec;
      plot.textContent = '';
      curves = R.chart(plot, model.get('chart'));
    }
    curves.mark(v.t + 1); // the moment that is shown, on the axis of the frames
    el.dataset.frames = +(el.dataset.frames || 0) + 1;
  };
  model.on('change:view', draw);
  draw();
  return () => model.off('change:view', draw);
}
export default {render};
