// What browser tests ask of a page; the tests put it into every page they open, the pages themselves hold none of it.
window.look = (function () {
  'use strict';
  const every = selector => [...document.querySelectorAll(selector)];

  // how many colours a canvas shows, 5 bits a channel
  function colours(canvas) {
    const d = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data,
      seen = new Set();
    for (let i = 0; i < d.length; i += 4) {
      if (d[i + 3] > 200) seen.add((d[i] >> 3) * 1024 + (d[i + 1] >> 3) * 32 + (d[i + 2] >> 3));
    }
    return seen.size;
  }

  // marks of plotly's in each chart; a canvas of our own may lie where a chart would
  function charts() {
    const shown = every('.rv-plot').filter(h => h.clientWidth && !h.querySelector('canvas'));
    return shown.map(h => h.querySelectorAll('.mlayer path, .mlayer image').length);
  }

  // words for images that are not shown
  function broken() {
    return [...document.images].filter(i => !(i.complete && i.naturalWidth > 0)).map(i => i.alt);
  }

  // every element of a selector: where it lies, what it shows
  function all(selector) {
    return every(selector).map(e => {
      const {left, top, right, bottom, width, height} = e.getBoundingClientRect();
      const picture = e.toDataURL ? e.toDataURL() : e.currentSrc || e.src || '';
      const border = e.style.borderColor.replaceAll(' ', '');
      const at = {left, top, right, bottom, width, height};
      return {...at, picture, border, data: {...e.dataset}, classes: [...e.classList], natural: e.naturalWidth || 0};
    });
  }

  // films: whether a picture is there (2 and more), pixels of the film, pixels on the page
  function films() {
    return every('video').map(v => [v.readyState, v.videoWidth, v.clientWidth]);
  }

  // how often the instrument of this name was painted
  function count(name) {
    return +(document.querySelector(`[data-${name}]`)?.dataset[name] || 0);
  }

  // press a key on what has the focus: milliseconds from hand to picture
  async function press([key, name]) {
    const before = count(name),
      began = performance.now();
    const event = {key, code: key, keyCode: {ArrowRight: 39, ArrowLeft: 37}[key], bubbles: true, cancelable: true};
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', event));
    const waits = () => count(name) === before && performance.now() - began < 20000;
    while (waits()) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  }

  return {
    colours,
    charts,
    broken,
    all,
    films,
    count,
    press,
    picture: canvas => canvas.toDataURL(),
    wide: () => document.documentElement.scrollWidth,
    playable: () => every('video').every(v => v.readyState >= 2),
    painted: ([name, before]) => count(name) > before,
    says: words => document.body.innerText.includes(words),
    slide(bar, value) {
      bar.value = value;
      bar.dispatchEvent(new Event('input'));
    },
    chart: h => ({axis: h.layout.yaxis.type, lines: h.data.map(t => t.legendgroup)}),
    lastScript: () => document.querySelector('body > script:last-of-type').textContent,
    ran: () => window.hit || 0,
  };
})();
