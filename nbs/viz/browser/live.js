// A scene in JupyterLab that follows what Python assigns, and tells where it was clicked.
function render({model, el}) {
  const root = document.createElement('div');
  root.className = 'rv';
  el.append(root);
  const api = R.kinds.scene(root, {...model.get('options'), frames: [model.get('frame')]});
  const tell = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };
  let wait = null;
  api.onpick = hit => tell('picked', {...hit, n: Date.now()});
  api.onview = view => {
    clearTimeout(wait);
    wait = setTimeout(() => tell('camera', view), 250);
  };
  const follow = () => {
    api.set(model.get('frame'));
    el.dataset.frames = +(el.dataset.frames || 0) + 1;
  };
  model.on('change:frame', follow);
  return () => {
    clearTimeout(wait);
    model.off('change:frame', follow);
  };
}
export default {render};
