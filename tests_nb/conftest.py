"""A notebook that raises unittest.SkipTest is reported as skipped; by itself nbmake knows only passed and failed."""
import pytest


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
