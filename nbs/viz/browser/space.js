// Points, meshes, lines and photographs in space: one WebGL canvas draws for all views of a page in turn.
R.sub = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
R.add = (a, b, s = 1) => [a[0] + s * b[0], a[1] + s * b[1], a[2] + s * b[2]];
R.dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
R.cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
R.unit = a => {
  const n = Math.hypot(...a) || 1;
  return a.map(x => x / n);
};
R.mul = (a, b) => {
  const o = new Float32Array(16);
  for (let c = 0; c < 4; c++)
    for (let r = 0; r < 4; r++) {
      let s = 0;
      for (let k = 0; k < 4; k++) s += a[k * 4 + r] * b[c * 4 + k];
      o[c * 4 + r] = s;
    }
  return o;
};
// prettier-ignore
R.view = (eye, right, up, back) => [
  right[0], up[0], back[0], 0,
  right[1], up[1], back[1], 0,
  right[2], up[2], back[2], 0,
  -R.dot(right, eye), -R.dot(up, eye), -R.dot(back, eye), 1,
];
R.lens = (fov, aspect, near, far) => {
  const f = 1 / Math.tan(fov / 2);
  // prettier-ignore
  return [
    f / aspect, 0, 0, 0,
    0, f, 0, 0,
    0, 0, (far + near) / (near - far), -1,
    0, 0, (2 * far * near) / (near - far), 0,
  ];
};
R.project = (m, p, w, h) => {
  const q = [0, 1, 2, 3].map(r => m[r] * p[0] + m[4 + r] * p[1] + m[8 + r] * p[2] + m[12 + r]);
  return [((q[0] / q[3] + 1) * w) / 2, ((1 - q[1] / q[3]) * h) / 2, q[3]];
};
R.normals = (pos, idx) => {
  // area-weighted
  const out = new Float32Array(pos.length);
  for (let t = 0; t < idx.length; t += 3) {
    const [i, j, k] = [idx[t] * 3, idx[t + 1] * 3, idx[t + 2] * 3];
    const ax = pos[j] - pos[i],
      ay = pos[j + 1] - pos[i + 1],
      az = pos[j + 2] - pos[i + 2],
      bx = pos[k] - pos[i],
      by = pos[k + 1] - pos[i + 1],
      bz = pos[k + 2] - pos[i + 2];
    const x = ay * bz - az * by,
      y = az * bx - ax * bz,
      z = ax * by - ay * bx;
    for (const v of [i, j, k]) {
      out[v] += x;
      out[v + 1] += y;
      out[v + 2] += z;
    }
  }
  return out;
};

R.VERTEX = `#version 300 es
layout(location=0) in vec3 pos; layout(location=1) in vec3 nor; layout(location=2) in vec3 col;
layout(location=3) in vec2 uv; layout(location=4) in float val;
uniform mat4 mvp; uniform float size, cut, lift; uniform vec3 eye;
out vec3 n, c, p; out vec2 t;
void main() {
  n = nor; c = col; p = pos; t = uv; gl_PointSize = size;
  bool hidden = val < cut || pos.x > 1e29;
  gl_Position = hidden ? vec4(2., 2., 2., 1.) : mvp * vec4(pos + lift * normalize(eye - pos), 1.);
}`;
R.FRAGMENT = `#version 300 es
precision highp float;
in vec3 n, c, p; in vec2 t;
uniform int mode; uniform float alpha; uniform vec3 eye, key; uniform sampler2D tex;
out vec4 o;
void main() {
  vec3 k = c;
  if (mode == 1) { vec2 d = gl_PointCoord - .5; float r = dot(d, d); if (r > .25) discard; k *= 1.08 - .9 * r; }
  if (mode == 3) k = texture(tex, t).rgb;
  if (mode == 0) {
    vec3 v = normalize(eye - p), flat_ = normalize(cross(dFdx(p), dFdy(p))), s = normalize(n);
    flat_ *= dot(flat_, v) < 0. ? -1. : 1.; s *= dot(s, flat_) < 0. ? -1. : 1.;
    if (!(dot(s, flat_) > .75)) s = flat_;
    k *= .34 + .46 * max(dot(s, v), 0.) + .32 * max(dot(s, key), 0.);
  }
  o = vec4(min(k, 1.) * alpha, alpha);
}`;
R.context = () => {
  // one WebGL context for all pictures of the page
  if (R.gpu) return R.gpu;
  const canvas = document.createElement('canvas'),
    gl = canvas.getContext('webgl2', {antialias: true, alpha: true, premultipliedAlpha: true});
  if (!gl) throw new Error('this browser offers no WebGL 2');
  const prog = gl.createProgram();
  for (const [kind, src] of [
    [gl.VERTEX_SHADER, R.VERTEX],
    [gl.FRAGMENT_SHADER, R.FRAGMENT],
  ]) {
    const s = gl.createShader(kind);
    gl.shaderSource(s, src);
    gl.compileShader(s);
    if (!gl.getShaderParameter(s, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(s));
    gl.attachShader(prog, s);
  }
  gl.linkProgram(prog);
  gl.useProgram(prog);
  const at = Object.fromEntries(
    ['mvp', 'size', 'cut', 'lift', 'mode', 'alpha', 'eye', 'key'].map(u => [u, gl.getUniformLocation(prog, u)]),
  );
  canvas.addEventListener('webglcontextlost', e => {
    e.preventDefault();
    R.gpu = null;
    R.views.forEach(v => v.ask());
  });
  return (R.gpu = {gl, at, canvas});
};

R.positions = L => L.xyz || (L.xyz = R.array(L.pos));
R.upload = (L, redraw) => {
  const g = R.context(),
    gl = g.gl;
  if (L.gpu && L.gpu.g === g) return L.gpu;
  const u = (L.gpu = {g, vao: gl.createVertexArray(), buffers: [], n: R.positions(L).length / 3});
  const put = (where, data, n, type, norm) => {
    const b = gl.createBuffer();
    u.buffers.push(b);
    gl.bindBuffer(gl.ARRAY_BUFFER, b);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(where);
    gl.vertexAttribPointer(where, n, type, norm, 0, 0);
  };
  gl.bindVertexArray(u.vao);
  put(0, L.xyz, 3, gl.FLOAT, false);
  if (L.idx) {
    const idx = L.tri || (L.tri = Uint32Array.from(R.array(L.idx))),
      b = gl.createBuffer();
    u.buffers.push(b);
    u.count = idx.length;
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, b);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, idx, gl.STATIC_DRAW);
    put(1, R.normals(L.xyz, idx), 3, gl.FLOAT, false);
  }
  if (L.col) put(2, R.array(L.col), 3, gl.UNSIGNED_BYTE, true);
  if (L.val) put(4, R.array(L.val), 1, gl.FLOAT, false);
  if (L.kind === 'image') {
    put(3, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), 2, gl.FLOAT, false);
    u.photo = R.photo(g, L.src, redraw);
  }
  gl.bindVertexArray(null);
  return u;
};
R.photo = (g, src, redraw) => {
  // one texture for a photograph, however many frames of a live scene show it
  const {gl} = g,
    all = g.photos || (g.photos = new Map());
  let t = all.get(src);
  if (!t) {
    all.set(src, (t = {users: 0, waiting: new Set()}));
    const im = new Image();
    im.onload = () => {
      t.tex = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, t.tex);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGB, gl.RGB, gl.UNSIGNED_BYTE, im);
      gl.generateMipmap(gl.TEXTURE_2D);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
      t.waiting.forEach(f => f());
      t.waiting.clear();
    };
    im.src = src;
    if (all.size > 64)
      for (const [k, o] of all)
        if (!o.users && o.tex) {
          gl.deleteTexture(o.tex);
          all.delete(k);
        }
  }
  t.users++;
  if (!t.tex) t.waiting.add(redraw);
  return t;
};
R.free = L => {
  if (L.gpu && L.gpu.g === R.gpu) {
    if (L.gpu.photo) L.gpu.photo.users--;
    L.gpu.buffers.forEach(b => R.gpu.gl.deleteBuffer(b));
    R.gpu.gl.deleteVertexArray(L.gpu.vao);
  }
  L.gpu = null;
};

R.draw = (canvas, layers, cam, opts) => {
  // into the shared WebGL canvas, then onto this view's own
  const g = R.context(),
    {gl, at} = g,
    dpr = Math.min(window.devicePixelRatio || 1, 2);
  const w = Math.max(1, Math.round(canvas.clientWidth * dpr)),
    h = Math.max(1, Math.round(canvas.clientHeight * dpr));
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  if (g.canvas.width < w || g.canvas.height < h) {
    g.canvas.width = Math.max(w, g.canvas.width);
    g.canvas.height = Math.max(h, g.canvas.height);
  }
  const {mvp, eye, key, dist} = cam.look(w / h);
  gl.viewport(0, 0, w, h);
  gl.enable(gl.SCISSOR_TEST);
  gl.scissor(0, 0, w, h);
  gl.clearColor(0, 0, 0, 0);
  gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
  gl.enable(gl.DEPTH_TEST);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  gl.uniformMatrix4fv(at.mvp, false, mvp);
  gl.uniform3fv(at.eye, eye);
  gl.uniform3fv(at.key, key);
  const order = layers.filter(L => L.kind !== 'labels').sort((a, b) => (a.opacity < 1) - (b.opacity < 1));
  for (const L of order) {
    const u = R.upload(L, opts.redraw),
      alpha = L.opacity === undefined ? 1 : L.opacity,
      mode = {mesh: 0, points: 1, lines: 2, image: 3}[L.kind];
    if (mode === 3 && !u.photo.tex) continue;
    gl.bindVertexArray(u.vao);
    gl.uniform1i(at.mode, mode);
    gl.uniform1f(at.alpha, alpha);
    gl.uniform1f(at.size, (L.size || 3) * dpr);
    gl.uniform1f(at.lift, mode === 1 ? cam.r * 0.012 : 0); // points measured on a surface stay visible on it
    gl.uniform1f(at.cut, L.val && opts.cut !== undefined ? opts.cut : -1e30);
    if (!L.col) gl.vertexAttrib3f(2, ...(L.rgb || [128, 128, 128]).map(v => v / 255));
    if (!L.val) gl.vertexAttrib1f(4, 0);
    if (alpha < 1) {
      gl.enable(gl.BLEND);
      gl.depthMask(false);
    } else {
      gl.disable(gl.BLEND);
      gl.depthMask(true);
    }
    if (mode === 3) gl.bindTexture(gl.TEXTURE_2D, u.photo.tex);
    if (L.idx) gl.drawElements(gl.TRIANGLES, u.count, gl.UNSIGNED_INT, 0);
    else gl.drawArrays([0, gl.POINTS, gl.LINES, gl.TRIANGLE_STRIP][mode], 0, u.n);
  }
  gl.depthMask(true);
  gl.bindVertexArray(null);
  const c = canvas.getContext('2d');
  c.clearRect(0, 0, w, h);
  c.drawImage(g.canvas, 0, g.canvas.height - h, w, h, 0, 0, w, h);
  R.overlay(c, layers, cam, {mvp, dist, w, h, dpr, ink: getComputedStyle(canvas).color, unit: opts.unit});
};
R.overlay = (c, layers, cam, {mvp, dist, w, h, dpr, ink, unit}) => {
  // scale bar, axes, labels
  c.save();
  c.scale(dpr, dpr);
  const W = w / dpr,
    H = h / dpr;
  c.font = '11px system-ui, sans-serif';
  c.fillStyle = c.strokeStyle = ink;
  c.lineWidth = 1;
  const perPixel = (2 * dist * Math.tan(cam.fov / 2)) / H,
    len = R.nice(perPixel * Math.min(110, W / 3)),
    px = len / perPixel;
  c.globalAlpha = 0.6;
  c.beginPath();
  c.moveTo(12, H - 14);
  c.lineTo(12, H - 10);
  c.lineTo(12 + px, H - 10);
  c.lineTo(12 + px, H - 14);
  c.stroke();
  c.fillText(R.length(len, unit), 12, H - 18);
  const o = [W - 30, H - 28],
    axes = cam.axes();
  ['#D55E00', '#009E73', '#0072B2'].forEach((colour, i) => {
    c.globalAlpha = 0.85;
    c.strokeStyle = c.fillStyle = colour;
    c.beginPath();
    c.moveTo(...o);
    c.lineTo(o[0] + 18 * axes[i][0], o[1] - 18 * axes[i][1]);
    c.stroke();
    c.fillText('xyz'[i], o[0] + 25 * axes[i][0] - 3, o[1] - 25 * axes[i][1] + 3);
  });
  c.fillStyle = ink;
  c.globalAlpha = 0.9;
  layers
    .filter(L => L.kind === 'labels')
    .forEach(L => {
      const p = R.positions(L);
      L.texts.forEach((t, i) => {
        const q = R.project(mvp, p.slice(3 * i, 3 * i + 3), W, H);
        if (q[2] > 0) c.fillText(t, q[0] + 4, q[1] - 4);
      });
    });
  c.restore();
};

R.camera = spec => {
  const up = R.unit(spec.up || [0, 0, 1]),
    e1 = R.unit(Math.abs(up[0]) < 0.9 ? R.add([1, 0, 0], up, -up[0]) : R.add([0, 1, 0], up, -up[1])),
    e2 = R.cross(up, e1);
  const home = {
    yaw: spec.yaw === undefined ? -1.0 : spec.yaw,
    pitch: spec.pitch === undefined ? 0.45 : spec.pitch,
    zoom: spec.zoom || 1,
    pan: [0, 0, 0],
  };
  const cam = {...home, fov: 0.52, c: [0, 0, 0], r: 1, aspect: 1e9};
  cam.reset = () => Object.assign(cam, {...home, pan: [0, 0, 0]});
  cam.basis = () => {
    const cp = Math.cos(cam.pitch),
      back = R.add(
        R.add(
          up.map(x => x * Math.sin(cam.pitch)),
          e1,
          cp * Math.cos(cam.yaw),
        ),
        e2,
        cp * Math.sin(cam.yaw),
      );
    const right = R.unit(R.cross(up, back));
    return {back, right, top: R.cross(back, right)};
  };
  cam.look = aspect => {
    const {back, right, top} = cam.basis(),
      half = Math.atan(Math.tan(cam.fov / 2) * Math.min(1, cam.aspect, aspect));
    const dist = cam.r / Math.sin(half) / cam.zoom,
      target = R.add(cam.c, cam.pan),
      eye = R.add(target, back, dist),
      reach = cam.r * 4 + Math.hypot(...cam.pan);
    const mvp = R.mul(
      R.lens(cam.fov, aspect, Math.max(dist - reach, dist * 0.02), dist + reach),
      R.view(eye, right, top, back),
    );
    return {mvp, eye, dist, key: R.unit(R.add(R.add(back, right, -0.7), top, 0.9))};
  };
  cam.axes = () => {
    const {right, top} = cam.basis();
    return [0, 1, 2].map(i => [right[i], top[i]]);
  };
  cam.slide = (dx, dy, height) => {
    const {right, top} = cam.basis(),
      {dist} = cam.look(1),
      s = (2 * dist * Math.tan(cam.fov / 2)) / height;
    cam.pan = R.add(R.add(cam.pan, right, -dx * s), top, dy * s);
  };
  return cam;
};
R.handle = (canvas, cam, changed, click) => {
  // pointers -> camera
  const on = new Map();
  let moved = 0,
    active = false;
  canvas.style.touchAction = 'pan-y';
  canvas.onpointerdown = e => {
    on.set(e.pointerId, [e.clientX, e.clientY]);
    moved = 0;
    active = true;
    if (e.pointerType !== 'touch') canvas.setPointerCapture(e.pointerId);
  };
  canvas.onpointermove = e => {
    const was = on.get(e.pointerId);
    if (!was) return;
    const dx = e.clientX - was[0],
      dy = e.clientY - was[1];
    moved += Math.abs(dx) + Math.abs(dy);
    if (on.size === 2) {
      const other = [...on].find(([id]) => id !== e.pointerId)[1],
        d = p => Math.hypot(p[0] - other[0], p[1] - other[1]) || 1;
      cam.zoom *= d([e.clientX, e.clientY]) / d(was);
      cam.slide(dx / 2, dy / 2, canvas.clientHeight);
    } else if (e.shiftKey || e.buttons & 6) cam.slide(dx, dy, canvas.clientHeight);
    else {
      cam.yaw -= dx * 0.009;
      cam.pitch = Math.max(-1.56, Math.min(1.56, cam.pitch + dy * 0.009));
    }
    on.set(e.pointerId, [e.clientX, e.clientY]);
    changed();
  };
  canvas.onpointerup = e => {
    const had = on.delete(e.pointerId);
    if (had && moved < 5 && e.button === 0 && click) click(e.offsetX, e.offsetY);
  };
  canvas.onpointercancel = e => on.delete(e.pointerId);
  canvas.onpointerleave = () => {
    active = false;
  };
  canvas.oncontextmenu = e => e.preventDefault();
  canvas.ondblclick = () => {
    cam.reset();
    changed();
  };
  canvas.addEventListener(
    'wheel',
    e => {
      if (!(active || e.ctrlKey || e.metaKey)) return;
      e.preventDefault();
      cam.zoom = Math.max(0.1, Math.min(40, cam.zoom * Math.exp(-e.deltaY * 0.0015)));
      changed();
    },
    {passive: false},
  );
};

R.views = new Set();
R.queue = new Set();
R.tick = () => {
  const now = [...R.queue];
  R.queue.clear();
  now.forEach(v => v.paint());
};
R.ticket = () => {
  if (!R.queue.size) requestAnimationFrame(R.tick);
};
R.canvasView = (canvas, paint) => {
  // paints when asked, at most once a frame, only while near the screen
  let near = !window.IntersectionObserver,
    wanted = true,
    said = false;
  const v = {
    canvas,
    ask: () => {
      wanted = true;
      if (near) {
        R.ticket();
        R.queue.add(v);
      }
    },
  };
  v.paint = () => {
    wanted = false;
    try {
      paint();
    } catch (e) {
      if (!said) {
        said = true;
        R.el('p', 'rv-dim', canvas.parentElement, 'This view could not be drawn: ' + e.message);
        console.error(e);
      }
    }
  };
  if (window.IntersectionObserver)
    new IntersectionObserver(
      es => {
        near = es[es.length - 1].isIntersecting;
        if (near && wanted) v.ask();
      },
      {rootMargin: '300px'},
    ).observe(canvas);
  setTimeout(
    () => {
      if (wanted) {
        R.ticket();
        R.queue.add(v);
      }
    },
    2500 + 120 * R.views.size,
  ); // for printing, and for a fast scroll: the far ones follow when the page is up
  if (window.ResizeObserver) new ResizeObserver(() => v.ask()).observe(canvas);
  if (window.matchMedia) matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => v.ask());
  R.views.add(v);
  return v;
};
R.pick = (layers, mvp, x, y, w, h) => {
  // the nearest vertex under the pointer, in front of what it hides
  let best = null;
  for (const L of layers) {
    if (L.kind !== 'points' && L.kind !== 'mesh') continue;
    const p = R.positions(L),
      reach = L.kind === 'points' ? Math.max(7, L.size || 3) : 14;
    for (let i = 0; i < p.length; i += 3) {
      const W = mvp[3] * p[i] + mvp[7] * p[i + 1] + mvp[11] * p[i + 2] + mvp[15];
      const X = (((mvp[0] * p[i] + mvp[4] * p[i + 1] + mvp[8] * p[i + 2] + mvp[12]) / W + 1) * w) / 2,
        Y = ((1 - (mvp[1] * p[i] + mvp[5] * p[i + 1] + mvp[9] * p[i + 2] + mvp[13]) / W) * h) / 2;
      const d = Math.hypot(X - x, Y - y);
      if (d < reach && W > 0 && p[i] !== R.FAR && (!best || W + d * 0.002 * W < best.cost))
        best = {layer: L, index: i / 3, point: [p[i], p[i + 1], p[i + 2]], cost: W + d * 0.002 * W};
    }
  }
  return best;
};

R.kinds.scene = (root, spec) => {
  const cam = R.camera(spec),
    off = new Set();
  let frame = spec.frames[0],
    cut = spec.cut ? spec.cut.value : undefined,
    turning = null;
  if (spec.title) R.el('div', 'rv-title', root, spec.title);
  const grid = R.el('div', 'rv-panels', root);
  if (spec.least) grid.style.setProperty('--rv-least', spec.least);
  const note = R.el('div', 'rv-note', root),
    tools = R.el('div', 'rv-tools', root);
  const panels = frame.panels.map((_, k) => {
    const box = R.el('div', 'rv-panel', grid),
      cap = R.el('div', 'rv-cap', box),
      canvas = R.el('canvas', 'rv-canvas', box),
      legend = R.el('div', 'rv-legend', box);
    canvas.style.height = spec.height || '420px';
    const shown = () => frame.panels[k].layers.filter(L => !off.has(L.name || L));
    const view = R.canvasView(canvas, () => {
      if (canvas.clientWidth) {
        fit();
        R.draw(canvas, shown(), cam, {redraw: all, cut, unit: spec.unit});
      }
    });
    R.handle(canvas, cam, all, (x, y) => {
      const hit = R.pick(
        shown(),
        cam.look(canvas.clientWidth / canvas.clientHeight).mvp,
        x,
        y,
        canvas.clientWidth,
        canvas.clientHeight,
      );
      said.textContent = hit
        ? `${hit.layer.name || 'point'} ${hit.index}: ${hit.point.map(v => v.toFixed(4)).join(', ')} ${spec.unit || ''}`
        : '';
      if (hit && api.onpick) api.onpick({panel: k, layer: hit.layer.name || '', index: hit.index, point: hit.point});
    });
    return {cap, canvas, legend, view};
  });
  function fit() {
    cam.aspect = Math.min(...panels.map(p => p.canvas.clientWidth / p.canvas.clientHeight));
  }
  function all() {
    panels.forEach(p => p.view.ask());
    if (api.onview) api.onview({yaw: cam.yaw, pitch: cam.pitch, zoom: cam.zoom});
  }
  function show(next) {
    frame = next;
    Object.assign(cam, {c: frame.c, r: frame.r});
    panels.forEach((p, k) => {
      p.cap.textContent = frame.panels[k].title || '';
      R.legend(p.legend, frame.panels[k].layers, off, () => show(frame));
    });
    R.note(note, frame);
    all();
  }
  const api = {
    cam,
    show,
    set: next => {
      const old = frame;
      show(next);
      old.panels.forEach(p => p.layers.forEach(R.free));
    },
    redraw: all,
  };
  if (spec.frames.length > 1)
    R.slider(
      tools,
      spec.frames.length,
      i => spec.frames[i].label || `${i + 1} of ${spec.frames.length}`,
      i => show(spec.frames[i]),
    );
  if (spec.cut)
    R.threshold(tools, spec.cut, v => {
      cut = v;
      all();
    });
  const bar = R.el('div', 'rv-ctl', tools);
  R.button(bar, '⟲', 'back to the first view', () => {
    cam.reset();
    all();
  });
  R.button(bar, '↻', 'turn by itself', () => {
    if (turning) {
      cancelAnimationFrame(turning);
      turning = null;
      return;
    }
    const step = () => {
      cam.yaw += 0.008;
      all();
      turning = requestAnimationFrame(step);
    };
    step();
  });
  R.el('span', 'rv-dim rv-hint', bar, 'drag to turn · click, then wheel to zoom · shift-drag to pan');
  const said = R.el('div', 'rv-dim rv-said', root);
  show(frame);
  root.rv = api;
  return api;
};
