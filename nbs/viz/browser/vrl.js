// A recording from above, what its places cost, and where they lie in the plane of the embedding.
function render({model, el}) {
  const root = R.el('div', 'rv vx', el),
    V = n => model.get(n),
    S = 2; // pictures are shown at half their size
  const figure = (name, title) => {
    const f = R.el('figure', 'vx-fig', root),
      cap = R.el('figcaption', '', f);
    R.el('b', '', cap, title);
    const words = R.el('span', 'rv-dim', cap),
      c = R.el('canvas', 'vx-' + name, f);
    c.setAttribute('aria-label', title);
    return {words, c, g: c.getContext('2d'), below: R.el('div', 'rv-legend', f)};
  };
  const seen = figure('seen', 'from above'),
    map = figure('map', 'cost'),
    cloud = figure('cloud', 'embedding');
  const side = R.el('div', 'vx-fig', root),
    tiles = R.el('div', 'vx-tiles', side),
    bars = R.el('div', 'vx-bars', side);
  const count = name => {
    el.dataset[name] = +(el.dataset[name] || 0) + 1;
  };
  const tell = what => {
    model.set('clicked', {...what, n: Date.now()});
    model.save_changes();
  };
  const at = (c, e) => {
    // pixels of the canvas under the pointer
    const b = c.getBoundingClientRect();
    return [((e.clientX - b.left) * c.width) / b.width, ((e.clientY - b.top) * c.height) / b.height];
  };
  const nearest = (n, point, [x, y], reach) => {
    // of n points, within reach; -1: none
    let best = -1,
      least = reach;
    for (let k = 0; k < n; k++) {
      const p = point(k),
        d = p ? Math.hypot(p[0] - x, p[1] - y) : Infinity;
      if (d < least) {
        least = d;
        best = k;
      }
    }
    return best;
  };
  let picture = null,
    asked = 0,
    shown = -1,
    xy = null,
    terrain = null,
    box = null;
  const off = new Set();

  const base = p => {
    const v = V('image');
    p.c.width = v.w / S;
    p.c.height = v.h / S;
    if (picture) p.g.drawImage(picture, 0, 0, p.c.width, p.c.height);
  };
  const stroke = (g, c, wide) => {
    g.strokeStyle = c;
    g.lineWidth = wide;
    g.lineJoin = 'round';
    g.stroke();
  };
  const square = (v, b, k, c, wide) => {
    seen.g.beginPath();
    seen.g.rect(b[2 * k + 1] / S, b[2 * k] / S, v.side / S, v.side / S);
    stroke(seen.g, c, wide);
  };
  const line = (g, points, c, wide) => {
    g.beginPath();
    points.forEach(([x, y], k) => (k ? g.lineTo(x / S, y / S) : g.moveTo(x / S, y / S)));
    stroke(g, c, wide);
  };
  const paintSeen = () => {
    const v = V('image'),
      b = R.array(v.boxes),
      x = V('chosen'),
      n = b.length / 2;
    base(seen);
    seen.words.textContent = v.words;
    for (let k = n - 1; k >= 0; k--) square(v, b, k, v.colour[k] || '#fff', 1.6);
    if (x.kind !== 'place' || x.i !== v.i || x.k >= n) return;
    square(v, b, x.k, '#000', 5);
    square(v, b, x.k, '#fff', 2.5);
  };
  const paintCosts = (v, data) => {
    // one pixel a cell, enlarged
    const o = document.createElement('canvas'),
      g = o.getContext('2d'),
      table = R.bytes(V('cloud').table);
    o.width = v.columns;
    o.height = v.rows;
    const d = g.createImageData(v.columns, v.rows),
      edge = (v.side - v.step) / 2 / S,
      t = d.data;
    data.forEach((q, k) => {
      if (q) {
        t.set(table.subarray(3 * q, 3 * q + 3), 4 * k);
        t[4 * k + 3] = 158;
      }
    });
    g.putImageData(d, 0, 0);
    map.g.imageSmoothingEnabled = false;
    map.g.drawImage(o, edge, edge, (v.columns * v.step) / S, (v.rows * v.step) / S);
  };
  const paintMap = () => {
    const v = V('map'),
      data = R.bytes(v.values),
      fits = data.length && v.i === shown;
    base(map);
    map.below.textContent = '';
    map.words.textContent = fits ? v.said || 'click for the cheapest way' : 'follows when the image rests …';
    R.bar(map.below, {lo: v.lo, hi: v.hi, map: v.map, label: 'cost'});
    if (!fits) return;
    paintCosts(v, data);
    v.ways.forEach(w => {
      line(map.g, w.p, '#0008', 6);
      line(map.g, w.p, w.c, 3);
    });
  };

  const place = (x, y) => {
    // of the plane, in pixels of the canvas
    const share = (v, k) => (v - box[k]) / (box[k + 2] - box[k] || 1),
      w = cloud.c.width,
      h = cloud.c.height;
    return [20 + share(x, 0) * (w - 40), h - 20 - share(y, 1) * (h - 40)];
  };
  const dot = ([x, y], r, fill, ring, wide) => {
    const g = cloud.g;
    g.beginPath();
    g.arc(x, y, r, 0, 7);
    if (fill) {
      g.fillStyle = fill;
      g.fill();
    }
    if (ring) stroke(g, ring, wide);
  };
  const spot = k => (off.has(terrain[k]) ? null : place(xy[2 * k], xy[2 * k + 1]));
  const paintCloud = () => {
    const v = V('cloud'),
      x = V('chosen'),
      im = V('image'),
      ink = getComputedStyle(root).color;
    cloud.c.width = 700;
    cloud.c.height = 400;
    terrain.forEach((c, k) => {
      const p = spot(k);
      if (p) dot(p, 4.5, v.colours[c]);
    });
    const now = im.i === shown && im.at ? R.array(im.at) : [];
    for (let k = 0; k < now.length; k += 2) dot(place(now[k], now[k + 1]), 6, im.colour[k / 2], ink, 1.8);
    if (x.xy) {
      dot(place(...x.xy), 11, null, '#000', 5);
      dot(place(...x.xy), 11, null, '#fff', 2.5);
    }
    cloud.words.textContent = 'held-out places; ringed: of this image';
  };
  const setCloud = () => {
    const v = V('cloud'),
      lo = [Infinity, Infinity],
      hi = [-Infinity, -Infinity];
    xy = R.array(v.xy);
    terrain = R.bytes(v.terrain);
    cloud.below.textContent = '';
    xy.forEach((a, k) => {
      lo[k % 2] = Math.min(lo[k % 2], a);
      hi[k % 2] = Math.max(hi[k % 2], a);
    });
    box = [...lo, ...hi];
    v.names.forEach((n, k) => {
      const b = R.el('button', 'rv-key', cloud.below);
      b.type = 'button';
      b.title = 'show or hide';
      R.el('i', 'rv-dot', b).style.background = v.colours[k];
      R.el('span', '', b, n);
      b.onclick = () => {
        off.delete(k) || off.add(k);
        b.classList.toggle('rv-off', off.has(k));
        paintCloud();
      };
    });
  };

  const tile = (t, k) => {
    const f = R.el('figure', k ? '' : 'vx-first', tiles),
      c = R.el('canvas', 'vx-tile', f),
      g = c.getContext('2d');
    const rgb = R.bytes(t.rgb),
      d = g.createImageData(64, 64);
    c.width = c.height = 64;
    c.style.borderColor = t.colour;
    for (let p = 0; p < 4096; p++) {
      d.data.set(rgb.subarray(3 * p, 3 * p + 3), 4 * p);
      d.data[4 * p + 3] = 255;
    }
    g.putImageData(d, 0, 0);
    R.el('figcaption', '', f, t.words);
  };
  const setTiles = () => {
    const list = V('chosen').tiles || [];
    tiles.textContent = '';
    list.forEach(tile);
    if (list.length) return;
    R.el('span', 'rv-dim', tiles, 'Click a dot or a square: its patch, and training places like it.');
  };
  const setBars = () => {
    const v = V('map'),
      share = x => `${100 * Math.min(x / v.most, 1)}%`;
    bars.textContent = '';
    v.bars.forEach(b => {
      R.el('span', '', bars, b.name);
      const t = R.el('span', 'vx-track', bars);
      if (b.q) {
        const range = R.el('i', 'vx-range', t),
          middle = R.el('i', 'vx-mid', t);
        range.style.left = share(b.q[0]);
        range.style.right = `calc(100% - ${share(b.q[2])})`;
        middle.style.left = share(b.q[1]);
        range.style.background = middle.style.background = b.colour;
        t.title = `cost on held-out places: ${b.q.map(R.fmt).join(', ')} (5, 50, 95 %)`;
      }
      if (b.wish) R.el('i', 'vx-wish', t).style.left = share(b.wish);
    });
    R.el('span', '', bars, '');
    R.el('span', 'rv-dim', bars, `held-out places, cost 0 to ${R.fmt(v.most)}; line: wished`);
  };

  const setImage = async () => {
    const v = V('image'),
      mine = ++asked,
      file = new Blob([R.bytes(v.jpeg)], {type: 'image/jpeg'});
    const next = await createImageBitmap(file);
    if (mine !== asked) return; // a newer one is on its way
    picture = next;
    shown = v.i;
    paintSeen();
    paintMap();
    paintCloud();
    count('frames');
  };
  const setMap = () => {
    if (picture) paintMap();
    setBars();
    count('maps');
  };
  const setChosen = () => {
    setTiles();
    if (picture) paintSeen();
    paintCloud();
    count('choices');
  };
  seen.c.onclick = e => {
    const v = V('image'),
      b = R.array(v.boxes),
      p = at(seen.c, e).map(a => a * S),
      half = v.side / 2;
    const k = nearest(b.length / 2, k => [b[2 * k + 1] + half, b[2 * k] + half], p, 2.5 * half);
    if (k >= 0) tell({kind: 'place', k});
  };
  map.c.onclick = e => {
    const [x, y] = at(map.c, e).map(a => a * S);
    tell({kind: 'goal', x, y});
  };
  cloud.c.onclick = e => {
    const k = nearest(terrain.length, spot, at(cloud.c, e), 18);
    if (k >= 0) tell({kind: 'dot', k});
  };
  const on = {
    image: setImage,
    map: setMap,
    chosen: setChosen,
    cloud: () => {
      setCloud();
      paintCloud();
    },
  };
  for (const n in on) model.on('change:' + n, on[n]);
  setCloud();
  setTiles();
  setBars();
  paintCloud();
  setImage();
  return () => {
    for (const n in on) model.off('change:' + n, on[n]);
  };
}
export default {render};
