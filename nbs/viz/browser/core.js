// What every picture of a page needs: arrays from text, elements, numbers for people, the start of the pictures.
const R = {version: 1, kinds: {}, types: {u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, f4: Float32Array}};
R.FAR = 1e30; // where a point is that lies outside the box: beyond every far plane
R.bytes = b => {
  if (typeof b !== 'string')
    return new Uint8Array((b.buffer || b).slice(b.byteOffset || 0, (b.byteOffset || 0) + b.byteLength));
  const s = atob(b),
    out = new Uint8Array(s.length);
  for (let i = 0; i < s.length; i++) out[i] = s.charCodeAt(i);
  return out;
};
R.array = a => {
  // the inverse of recon.viz.style.pack
  if (!a) return null;
  const flat = new R.types[a.t](R.bytes(a.d).buffer);
  if (!a.lo) return flat;
  const n = a.lo.length,
    out = new Float32Array(flat.length),
    s = a.lo.map((lo, j) => (a.hi[j] - lo) / 65534);
  for (let i = 0; i < flat.length; i++) out[i] = flat[i] === 65535 ? R.FAR : a.lo[i % n] + flat[i] * s[i % n];
  return out;
};
R.el = (tag, cls, parent, text) => {
  const e = document.createElement(tag);
  if (cls) e.className = cls;
  if (text !== undefined) e.textContent = text;
  if (parent) parent.append(e);
  return e;
};
R.button = (parent, text, title, act) => {
  const b = R.el('button', 'rv-btn', parent, text);
  b.type = 'button';
  b.title = title;
  b.setAttribute('aria-label', title);
  b.onclick = act;
  return b;
};
R.fmt = v =>
  v === 0
    ? '0'
    : Math.abs(v) >= 1e5 || Math.abs(v) < 1e-3
      ? v.toExponential(1).replace('e+', 'e')
      : String(+v.toPrecision(3));
R.length = (v, unit) =>
  unit !== 'm'
    ? R.fmt(v) + (unit ? ' ' + unit : '')
    : v >= 1
      ? R.fmt(v) + ' m'
      : v >= 0.01
        ? R.fmt(v * 100) + ' cm'
        : R.fmt(v * 1000) + ' mm';
R.nice = v => {
  const p = 10 ** Math.floor(Math.log10(v)),
    m = v / p;
  return p * (m < 2 ? 1 : m < 5 ? 2 : 5);
};
R.slider = (parent, n, label, act) => {
  // previous, range, next, label
  const bar = R.el('div', 'rv-ctl', parent),
    at = R.el('input');
  const go = i => {
    at.value = (i + n) % n;
    text.textContent = label(+at.value);
    act(+at.value);
  };
  R.button(bar, '‹', 'previous', () => go(+at.value - 1));
  Object.assign(at, {type: 'range', min: 0, max: n - 1, step: 1, value: 0});
  at.setAttribute('aria-label', 'example');
  at.oninput = () => go(+at.value);
  bar.append(at);
  R.button(bar, '›', 'next', () => go(+at.value + 1));
  const text = R.el('span', 'rv-at', bar, label(0));
  return {bar, go};
};
R.scan = () =>
  document.querySelectorAll('.rv[data-kind]:not([data-on])').forEach(root => {
    root.dataset.on = 1;
    try {
      R.kinds[root.dataset.kind](root, JSON.parse(root.querySelector('script[type="application/json"]').textContent));
    } catch (e) {
      R.el('p', 'rv-dim', root, 'This picture could not be drawn: ' + e.message);
      console.error(e);
    }
  });
