"""The order of the notebooks, and what a skip is: nbmake knows passed and failed, a notebook may raise SkipTest."""
import pytest

# The longest ones, longest first: with a long one at the end, one worker works and the others wait.
LONG = ['lab_explore', 'train_wings', 'ocvp_run', 'vrl_pages', 'r2d3_run', 'ocvp_rollout', 'rndf_run', 'rndf_pose_run',
        'walks', 'train_distributed', 'run_launch', 'ocvp_experiment', 'vrl_bad_input', 'vggt_pages', 'vggt_explore',
        'r2d3_explore', 'r2d3_pages', 'vggt_train', 'train_faults', 'vggt_run', 'page_browser', 'r2d3_world']


def pytest_collection_modifyitems(items):
    "Long notebooks come first, the others keep their order."
    place = {name: k for k, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONG)))


def why_skipped(excinfo):
    "What the notebook gave as its reason, or None."
    result = getattr(excinfo and excinfo.value, 'args', None)
    cells = getattr(getattr(result[0], 'nb', None), 'cells', []) if result else []
    errors = [o for c in cells for o in c.get('outputs', []) if o['output_type'] == 'error']
    return next((e['evalue'] or 'no reason given' for e in errors if e['ename'] == 'SkipTest'), None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if reason := why_skipped(call.excinfo):
        report.outcome, report.longrepr = 'skipped', (str(item.path), 0, f'Skipped: {reason}')
    return report
