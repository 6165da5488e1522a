// The viewer's functions that need no picture: what they make of arrays, numbers and cameras with a known answer.
([sent, grid]) => {
  const R = window.reconView,
    cam = R.camera({up: [0, 0, 1]});
  Object.assign(cam, {c: [1, 2, 3], r: 2});
  const middle = R.project(cam.look(2).mvp, [1, 2, 3], 200, 100),
    codes = R.array(grid);
  const corner = {kind: 'points', name: 'p', pos: sent};
  return {
    array: [...R.array(sent)],
    bytes: [...R.bytes('AQID')],
    text: [0, 20345, 0.123456, 2e-7, 123456].map(R.fmt),
    length: [R.length(2.5, 'm'), R.length(0.05, 'm'), R.length(0.002, 'm'), R.length(3, 'px')],
    nice: [0.7, 3, 45].map(R.nice),
    cross: R.cross([1, 0, 0], [0, 1, 0]),
    unit: R.unit([3, 0, 4]),
    normals: [...R.normals([0, 0, 0, 1, 0, 0, 0, 1, 0], [0, 1, 2])],
    middle,
    picked: R.pick([corner], cam.look(2).mvp, middle[0], middle[1], 200, 100),
    faint: ['rgb(1, 2, 3)', 'rgba(1, 2, 3, 0.87)'].map(R.faint),
    rows: R.longest([{}, {}, {row: true}, {}, {}, {row: true}]),
    plane: R.plane(codes, [2, 3, 4], 0, 0.5).map(r => [...r]),
    hit: window.hit || 0,
    legends: [...document.querySelectorAll('.rv-legend')].map(e => e.innerText.trim()),
    radius: document.querySelector('.rv[data-kind]').rv.cam.r,
  };
};
