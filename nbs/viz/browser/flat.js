// Legends, charts, planes through a grid, films, and images placed by two numbers.
R.outside = (layers, name) => {
  // words for the points too far from the others to be drawn
  const n = layers.filter(L => (L.name || '') === name).reduce((sum, L) => sum + (L.outside || 0), 0);
  return n ? ` (${n} far outside)` : '';
};
R.legend = (box, layers, off, again) => {
  box.textContent = '';
  const seen = new Set();
  layers.forEach(L => {
    if (!L.name || seen.has(L.name)) return;
    seen.add(L.name);
    const item = R.el('button', 'rv-key' + (off.has(L.name) ? ' rv-off' : ''), box);
    item.type = 'button';
    item.title = 'show or hide';
    const dot = R.el('i', L.kind === 'points' ? 'rv-dot' : 'rv-swatch', item);
    dot.style.background = L.map
      ? `linear-gradient(90deg, ${L.map})`
      : L.rgb
        ? `rgb(${L.rgb})`
        : 'linear-gradient(90deg, #0072B2, #E69F00, #009E73)';
    R.el('span', '', item, L.name + R.outside(layers, L.name));
    item.onclick = () => {
      off.has(L.name) ? off.delete(L.name) : off.add(L.name);
      again();
    };
  });
  const unnamed = R.outside(layers, '');
  if (unnamed) R.el('span', 'rv-dim', box, 'points' + unnamed);
  layers.forEach(L => {
    if (L.bar) R.bar(box, L.bar);
  });
};
R.bar = (box, b) => {
  // colour bar: low, gradient, high
  const e = R.el('span', 'rv-bar', box);
  R.el('span', '', e, b.lo);
  R.el('i', '', e).style.background = `linear-gradient(90deg, ${b.map})`;
  R.el('span', '', e, b.hi + (b.label ? ' ' + b.label : ''));
};
R.note = (box, frame) => {
  box.textContent = '';
  if (frame.title) R.el('b', '', box, frame.title);
  (frame.numbers || []).forEach(([name, value]) => {
    const s = R.el('span', 'rv-num', box);
    R.el('span', 'rv-dim', s, name + ' ');
    R.el('b', '', s, value);
  });
};
R.threshold = (tools, cut, act) => {
  const bar = R.el('label', 'rv-ctl', tools),
    at = R.el('input'),
    text = R.el('span', 'rv-at');
  R.el('span', 'rv-dim', bar, cut.label);
  Object.assign(at, {type: 'range', min: cut.lo, max: cut.hi, step: (cut.hi - cut.lo) / 200 || 1, value: cut.value});
  const say = () => {
    text.textContent = '≥ ' + R.fmt(+at.value);
  };
  at.oninput = () => {
    say();
    act(+at.value);
  };
  bar.append(at, text);
  say();
};

// Charts and heat maps are plotly's. Its script travels compressed, once a page, and is unpacked for the first of them.
R.packed = null; // a live widget puts the bytes here
R.plotly = () => {
  if (!R.unpacking) R.unpacking = window.Plotly ? Promise.resolve(window.Plotly) : R.unpack();
  R.unpacking.catch(() => (R.unpacking = null));
  return R.unpacking;
};
R.unpack = async () => {
  const held = document.querySelector('script[data-rv-plotly]');
  if (!R.packed && !held) throw new Error('this page does not hold plotly');
  const bytes = R.bytes(R.packed || held.textContent);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  R.el('script', '', document.head, await new Response(stream).text());
  return window.Plotly;
};
R.config = {displaylogo: false, displayModeBar: false, doubleClick: 'reset'};
R.faint = ink => ink.replace(/^rgba?\(([^,]+,[^,]+,[^,)]+).*$/, 'rgba($1, 0.15)'); // JupyterLab's text is not opaque
R.layout = (box, layout) => {
  // the colours of the surrounding text, whatever theme the page has
  const ink = getComputedStyle(box).color,
    faint = R.faint(ink),
    coarse = window.matchMedia && matchMedia('(pointer: coarse)').matches,
    out = {...layout, paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', showlegend: false};
  out.font = {family: 'system-ui, sans-serif', size: 12, color: ink};
  out.hoverlabel = {font: {family: 'system-ui, sans-serif', size: 12}};
  out.dragmode = coarse ? false : 'zoom'; // a finger scrolls the page
  for (const k in out)
    if (/^[xy]axis/.test(k)) {
      const title = {font: {size: 12}, standoff: 6, ...out[k].title};
      out[k] = {gridcolor: faint, zerolinecolor: faint, linecolor: faint, ...out[k], title};
    }
  return out;
};
R.plot = (hold, data, layout) =>
  R.plotly()
    .then(P => P.react(hold, data(), R.layout(hold, layout()), R.config))
    .catch(e => {
      hold.textContent = 'This chart could not be drawn: ' + e.message;
      console.error(e);
    });
R.follow = (hold, draw) => {
  // the width of the page and its colours may change
  let was = hold.clientWidth;
  if (window.matchMedia) matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  if (!window.ResizeObserver) return;
  new ResizeObserver(() => {
    if (hold.clientWidth && hold.clientWidth !== was) draw((was = hold.clientWidth));
  }).observe(hold);
};
R.chart = (box, c) => {
  const head = R.el('div', 'rv-cap', box, c.title),
    hold = R.el('div', 'rv-plot', box),
    key = R.el('div', 'rv-legend', box),
    off = new Set();
  let all = c.data,
    log = !!c.log,
    shapes = [];
  hold.setAttribute('role', 'img');
  hold.setAttribute('aria-label', c.title);
  hold.style.height = c.layout.height + 'px';
  const data = () => all.filter(t => !off.has(t.legendgroup)),
    layout = () => ({...c.layout, shapes, yaxis: {...c.layout.yaxis, ...(log ? {type: 'log'} : {})}}),
    draw = () => R.plot(hold, data, layout);
  if (c.log !== undefined)
    R.button(head, 'log', 'logarithmic axis on or off', () => {
      log = !log;
      draw();
    });
  const api = {};
  api.show = traces => {
    all = traces;
    key.textContent = '';
    traces
      .filter(t => t.showlegend !== false)
      .forEach(t => {
        const k = R.el('button', 'rv-key', key);
        k.type = 'button';
        k.title = 'show or hide';
        k.classList.toggle('rv-off', off.has(t.legendgroup));
        R.el('i', 'rv-swatch', k).style.background = t.line.color;
        R.el('span', '', k, t.legendgroup);
        k.onclick = () => {
          k.classList.toggle('rv-off', !off.delete(t.legendgroup) && off.add(t.legendgroup));
          draw();
        };
      });
    return draw();
  };
  api.mark = x => {
    // a line where a slider stands
    shapes = [{type: 'line', x0: x, x1: x, yref: 'paper', y0: 0, y1: 1, line: {width: 1, dash: 'dot'}}];
    return draw();
  };
  R.follow(hold, draw);
  api.show(all);
  return api;
};
R.kinds.charts = (root, spec) => {
  const grid = R.el('div', 'rv-charts', root);
  spec.charts.forEach(c => R.chart(R.el('div', 'rv-chart', grid), c));
};
R.kinds.plotly = (root, fig) => {
  // a figure that a notebook made with plotly itself
  const hold = R.el('div', '', root);
  R.plotly().then(P => P.newPlot(hold, fig.data, fig.layout, {responsive: true, displaylogo: false}));
};

R.plane = (grid, n, axis, at) => {
  // rows of a plane through a grid of n[0] x n[1] x n[2] codes, between two layers where `at` is no whole number
  const [u, v] = R.across[axis],
    step = [n[1] * n[2], n[2], 1],
    low = Math.max(0, Math.min(n[axis] - 2, Math.floor(at))),
    share = at - low,
    value = (i, j) => {
      const k = low * step[axis] + i * step[u] + j * step[v];
      return grid[k] * (1 - share) + grid[k + step[axis]] * share - 128;
    };
  return Array.from({length: n[v]}, (_, j) => Float32Array.from({length: n[u]}, (_, i) => value(i, j)));
};
R.across = [
  [1, 2],
  [0, 2],
  [0, 1],
]; // the two axes of a plane that is normal to an axis
R.kinds.slices = (root, spec) => {
  if (spec.title) R.el('div', 'rv-title', root, spec.title);
  const grid = R.array(spec.grid),
    {lo, hi, shape: n} = spec,
    row = R.el('div', 'rv-panels', root),
    place = (d, i) => lo[d] + (i / (n[d] - 1)) * (hi[d] - lo[d]),
    places = d => Array.from({length: n[d]}, (_, i) => place(d, i));
  [0, 1, 2].forEach(axis => {
    const [u, v] = R.across[axis],
      box = R.el('div', 'rv-panel', row),
      cap = R.el('div', 'rv-cap', box),
      hold = R.el('div', 'rv-plot rv-slice', box),
      at = R.el('input', 'rv-wide', box);
    Object.assign(at, {type: 'range', min: 0, max: n[axis] - 1, step: 0.25, value: spec.at[axis]});
    at.setAttribute('aria-label', 'position of the plane');
    const data = () => {
      const z = R.plane(grid, n, axis, +at.value).map(r => r.map(x => (x * spec.limit) / 127)),
        same = {x: places(u), y: places(v), z, showscale: false, hoverinfo: 'skip'},
        said = `${'xyz'[u]} %{x:.3g}, ${'xyz'[v]} %{y:.3g}: %{z:.3g} ${spec.unit}<extra></extra>`,
        map = {type: 'heatmap', colorscale: spec.scale, zmin: -spec.limit, zmax: spec.limit, zsmooth: 'best'},
        level = {type: 'contour', contours: {start: 0, end: 0, size: 1, coloring: 'none'}};
      return [
        {...same, ...map, hoverinfo: 'all', hovertemplate: said},
        {...same, ...level, line: {color: '#141414', width: 1.5}},
      ];
    };
    const layout = () => ({
      margin: {l: 48, r: 8, t: 6, b: 40},
      xaxis: {title: {text: `${'xyz'[u]}, ${spec.unit}`}, constrain: 'domain', nticks: 5},
      yaxis: {title: {text: 'xyz'[v]}, scaleanchor: 'x', constrain: 'domain', nticks: 5},
    });
    const draw = () => {
      cap.textContent = `${'xyz'[axis]} = ${R.length(place(axis, +at.value), spec.unit)}`;
      return R.plot(hold, data, layout);
    };
    at.oninput = draw;
    R.follow(hold, draw);
    draw();
  });
  R.bar(R.el('div', 'rv-legend', root), spec.bar);
};

R.longest = films => {
  // how many films stand in the longest row
  let most = 0,
    now = 0;
  films.forEach(f => {
    now = f.row ? 1 : now + 1;
    most = Math.max(most, now);
  });
  return most;
};
R.kinds.videos = (root, spec) => {
  // one button plays them all, one clock keeps them together
  if (spec.title) R.el('div', 'rv-title', root, spec.title);
  const row = R.el('div', 'rv-films', root),
    films = spec.films.map(f => {
      if (f.row) R.el('div', 'rv-row', row);
      const box = R.el('figure', 'rv-film', row),
        v = R.el('video', '', box);
      R.el('figcaption', 'rv-dim', box, f.title || '');
      Object.assign(v, {src: f.src, loop: true, muted: true, playsInline: true, preload: 'auto'});
      if (spec.pixels) v.style.imageRendering = 'pixelated';
      return v;
    });
  row.style.setProperty('--rv-columns', R.longest(spec.films));
  row.style.setProperty('--rv-most', 2 * Math.max(spec.size, 192) + 'px');
  const bar = R.el('div', 'rv-ctl', root),
    lead = films[0],
    text = R.el('span', 'rv-at'),
    at = R.el('input');
  const play = R.button(bar, '▶', 'play or pause', () => {
    lead.paused ? films.forEach(v => v.play()) : films.forEach(v => v.pause());
  });
  Object.assign(at, {type: 'range', min: 0, max: spec.frames - 1, step: 1, value: 0});
  at.setAttribute('aria-label', 'frame');
  bar.append(at, text);
  const say = () => {
    const k = Math.min(spec.frames - 1, Math.floor(lead.currentTime * spec.fps + 1e-3));
    at.value = k;
    text.textContent = `frame ${k + 1} of ${spec.frames}`;
    if (spec.seen)
      films.forEach(v => {
        v.style.outline = `3px solid ${k < spec.seen ? '#009E73' : '#D55E00'}`;
      });
    films.slice(1).forEach(v => {
      if (Math.abs(v.currentTime - lead.currentTime) > 1.5 / spec.fps) v.currentTime = lead.currentTime;
    });
    play.textContent = lead.paused ? '▶' : '❚❚';
  };
  at.oninput = () => {
    films.forEach(v => {
      v.pause();
      v.currentTime = (+at.value + 0.5) / spec.fps;
    });
  };
  ['timeupdate', 'seeked', 'play', 'pause', 'loadeddata'].forEach(e => lead.addEventListener(e, say));
  const loop = () => {
    if (!lead.paused) say();
    if (lead.isConnected) requestAnimationFrame(loop);
  };
  loop();
  say();
};

R.kinds.atlas = (root, spec) => {
  if (spec.title) R.el('div', 'rv-title', root, spec.title);
  const hold = R.el('div', 'rv-plot', root),
    canvas = R.el('canvas', 'rv-atlas', hold),
    tip = R.el('div', 'rv-tip', hold);
  const key = R.el('div', 'rv-legend', root),
    xy = R.array(spec.xy),
    of = R.array(spec.of),
    flag = new Set(spec.flag),
    n = of.length;
  const off = new Set(),
    order = [...of.keys()].sort((a, b) => flag.has(a) - flag.has(b)),
    sheet = spec.sheet ? new Image() : null;
  const big = R.el('div', 'rv-large', tip),
    words = R.el('div', '', tip),
    rows = Math.ceil(n / spec.columns);
  let at = [],
    size = 8;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', spec.title || 'atlas');
  if (sheet)
    Object.assign(big.style, {
      width: '128px',
      height: '128px',
      backgroundImage: `url(${spec.sheet})`,
      backgroundSize: `${spec.columns * 128}px ${rows * 128}px`,
    });
  const draw = () => {
    const W = Math.max(200, hold.clientWidth || 420),
      H = Math.round(Math.min(600, Math.max(320, W * 0.55))),
      dpr = Math.min(window.devicePixelRatio || 1, 2);
    Object.assign(canvas, {width: W * dpr, height: H * dpr});
    canvas.style.height = H + 'px';
    if (sheet) size = Math.max(13, Math.min(40, 0.7 * Math.sqrt((W * H) / n)));
    const c = canvas.getContext('2d'),
      pad = size / 2 + 5,
      s = spec.side,
      half = size / 2,
      ink = getComputedStyle(root).color;
    c.scale(dpr, dpr);
    at = Array.from(of, (_, i) => [pad + xy[2 * i] * (W - 2 * pad), H - pad - xy[2 * i + 1] * (H - 2 * pad)]);
    for (const i of order) {
      if (off.has(of[i])) continue;
      const [x, y] = at[i];
      c.strokeStyle = c.fillStyle = spec.colours[of[i]];
      c.lineWidth = 2.5;
      if (sheet) {
        c.drawImage(
          sheet,
          (i % spec.columns) * s,
          Math.floor(i / spec.columns) * s,
          s,
          s,
          x - half,
          y - half,
          size,
          size,
        );
        c.strokeRect(x - half, y - half, size, size);
      } else {
        c.beginPath();
        c.arc(x, y, half, 0, 7);
        c.fill();
      }
      if (flag.has(i)) {
        c.strokeStyle = ink;
        c.lineWidth = 2;
        c.strokeRect(x - half - 3, y - half - 3, size + 6, size + 6);
      }
    }
  };
  spec.groups.forEach((name, g) => {
    const k = R.el('button', 'rv-key', key);
    k.type = 'button';
    R.el('i', 'rv-swatch', k).style.background = spec.colours[g];
    R.el('span', '', k, name);
    k.onclick = () => {
      off.has(g) ? off.delete(g) : off.add(g);
      k.classList.toggle('rv-off', off.has(g));
      draw();
    };
  });
  if (flag.size) R.el('span', 'rv-dim', key, '▢ ' + spec.flagged);
  canvas.onpointermove = canvas.onpointerdown = e => {
    let best = -1,
      d = (size + 8) ** 2;
    at.forEach(([x, y], i) => {
      const r = (x - e.offsetX) ** 2 + (y - e.offsetY) ** 2;
      if (r < d && !off.has(of[i])) {
        d = r;
        best = i;
      }
    });
    tip.style.display = best < 0 ? 'none' : 'block';
    if (best < 0) return;
    words.textContent = spec.titles ? spec.titles[best] : spec.groups[of[best]];
    if (sheet)
      big.style.backgroundPosition = `-${(best % spec.columns) * 128}px -${Math.floor(best / spec.columns) * 128}px`;
    const [x, y] = at[best],
      W = canvas.clientWidth;
    tip.style.left = Math.max(0, Math.min(x + 16, W - tip.offsetWidth - 4)) + 'px';
    tip.style.top = Math.max(0, y > canvas.clientHeight / 2 ? y - tip.offsetHeight - 16 : y + 16) + 'px';
  };
  canvas.onpointerleave = () => {
    tip.style.display = 'none';
  };
  const begin = () => {
    let was = 0;
    if (window.ResizeObserver)
      new ResizeObserver(() => {
        if (hold.clientWidth !== was) {
          was = hold.clientWidth;
          draw();
        }
      }).observe(hold);
    else draw();
  };
  if (sheet) {
    sheet.onload = begin;
    sheet.src = spec.sheet;
  } else begin();
};
