"""Checks of the source tree without a test runner: `check.py sync clean readme scripts [--write] | freeze`."""
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK_META = {'kernelspec', 'language_info', 'title', 'description'}
CELL_META = {'tags', 'jp-MarkdownHeadingCollapsed'}
MAX_OUTPUT = 50_000


def notebooks():
    found = [p for folder in ('nbs', 'tests_nb') for p in (ROOT / folder).rglob('*.ipynb')]
    return sorted(p for p in found if '.ipynb_checkpoints' not in p.parts)


def sync():
    "Export a copy of the notebooks and compare: recon/ must be exactly what nbs/ says, with no module left over."
    with tempfile.TemporaryDirectory() as tmp:
        copy = Path(tmp) / 'copy'
        copy.mkdir()
        for name in ('settings.ini', 'setup.py'): shutil.copy(ROOT / name, copy)
        shutil.copytree(ROOT / 'nbs', copy / 'nbs', ignore=shutil.ignore_patterns('.ipynb_checkpoints'))
        (copy / 'recon').mkdir()
        for name in ('__init__.py', '_modidx.py'): shutil.copy(ROOT / 'recon' / name, copy / 'recon')
        subprocess.run([Path(sys.executable).parent / 'nbdev_export'], cwd=copy, check=True)
        want = {p.relative_to(copy): p.read_text() for p in (copy / 'recon').rglob('*.py')}
    have = {p.relative_to(ROOT): p.read_text() for p in (ROOT / 'recon').rglob('*.py')}
    for p in sorted(want.keys() | have.keys()):
        if p not in have: yield f'{p} is missing: run nbdev_export and commit it'
        elif p not in want: yield f'{p} comes from no notebook: remove it, or write the notebook'
        elif want[p] != have[p]:
            yield f'{p} differs from its notebook: run nbdev_export (or nbdev_update, if the module was edited by hand)'


def clean():
    "No traces of execution in committed notebooks; outputs only where a small picture teaches something."
    for p in notebooks():
        nb, name = json.loads(p.read_text(encoding='utf-8')), p.relative_to(ROOT)
        if extra := set(nb['metadata']) - NOTEBOOK_META: yield f'{name}: notebook metadata {sorted(extra)}: nbdev_clean'
        for i, cell in enumerate(nb['cells']):
            yield from (f'{name} cell {i}: {words}' for words in unclean(cell))


def unclean(cell):
    "What an execution has left in a cell."
    outputs = cell.get('outputs', [])
    size = len(json.dumps(outputs))
    if extra := set(cell['metadata']) - CELL_META: yield f'metadata {sorted(extra)}: run nbdev_clean'
    if cell.get('execution_count') is not None: yield 'has an execution count: run nbdev_clean'
    if size > MAX_OUTPUT: yield f'{size} bytes of output, at most {MAX_OUTPUT}'
    if any(o.get('output_type') == 'error' for o in outputs): yield 'a stored traceback'


def render_readme():
    "README.md as nbconvert makes it from nbs/index.ipynb, without cells tagged `hide`, paths seen from the top level."
    from nbconvert import MarkdownExporter
    from nbconvert.preprocessors import TagRemovePreprocessor
    exporter = MarkdownExporter()
    exporter.register_preprocessor(TagRemovePreprocessor(remove_cell_tags={'hide'}), enabled=True)
    body, _ = exporter.from_filename(str(ROOT / 'nbs' / 'index.ipynb'))
    body = re.sub(r'(\]\(|src=")(images/)', r'\1nbs/\2', body)
    body = re.sub(r'(\]\()((?:\w+/)*\w+\.ipynb)', r'\1nbs/\2', body)
    return re.sub(r'\n{3,}', '\n\n', body).strip() + '\n'


def readme(write=False):
    "README.md is what nbs/index.ipynb says."
    path, text = ROOT / 'README.md', render_readme()
    if write: path.write_text(text, encoding='utf-8')
    elif not path.exists() or path.read_text(encoding='utf-8') != text:
        yield 'README.md differs from nbs/index.ipynb: run `make readme`'


def scripts():
    """The scripts and style sheets of pages and of their tests: width and spaces; syntax by node, layout by prettier,
    where there are any."""
    folder, tests = ROOT / 'nbs' / 'viz' / 'browser', sorted((ROOT / 'tests_nb').glob('*.js'))
    files = sorted(p for p in folder.iterdir() if p.suffix in ('.js', '.css')) + tests
    for p in files:
        for i, line in enumerate(p.read_text(encoding='utf-8').splitlines(), 1):
            wrong = ['is longer than 120 columns'] * (len(line) > 120) + ['ends in a space'] * (line != line.rstrip())
            yield from (f'{p.relative_to(ROOT)} line {i} {words}' for words in wrong + ['holds a tab'] * ('\t' in line))
    yield from unread(folder, tests)
    if prettier := shutil.which('prettier'):
        ask = [prettier, '--config', folder / '.prettierrc.json', '--list-different', *files]
        done = subprocess.run(ask, cwd=folder, capture_output=True, text=True)
        yield from (f'{name}: run prettier --write on it' for name in done.stdout.split())
    else: print('scripts: skipped the check of their layout, there is no prettier here')


def unread(folder, tests):
    "Scripts that node cannot read, each as it is loaded: strict, and those of the explorers behind the viewer's."
    if not (node := shutil.which('node')):
        print('scripts: skipped the check of their syntax, there is no node here')
        return
    viewer = ''.join((folder / name).read_text(encoding='utf-8') for name in ('core.js', 'space.js', 'flat.js'))
    rest = [p for p in folder.glob('*.js') if p.name not in ('core.js', 'space.js', 'flat.js')] + tests
    with tempfile.TemporaryDirectory() as tmp:
        for name, text in [('viewer', viewer), *((p.stem, viewer + p.read_text(encoding='utf-8')) for p in rest)]:
            path = Path(tmp) / f'{name}.mjs'
            path.write_text(text, encoding='utf-8')
            done = subprocess.run([node, '--check', path], capture_output=True, text=True)
            if done.returncode: yield f'{name}: {done.stderr.strip()}'


def freeze():
    "Pin what this environment holds, without local and editable builds; name what Debian 12's Python 3.11.2 refuses."
    from importlib.metadata import distributions

    from packaging.specifiers import SpecifierSet
    path = ROOT / '.constraints.txt'
    head = [line for line in path.read_text().splitlines() if line.startswith('#')]
    pip = [sys.executable, '-m', 'pip', '--disable-pip-version-check']
    frozen = subprocess.run([*pip, 'freeze', '--all', '--exclude-editable'], check=True, capture_output=True, text=True)
    other = 'pip==', 'recon==', 'nvidia-', 'triton=='
    ours = lambda n: re.fullmatch(r'[\w.-]+==[\w.+!-]+', n) and not n.startswith(other)
    pins = [re.sub(r'\+\w+$', '', n) for n in frozen.stdout.splitlines() if ours(n)]
    path.write_text('\n'.join([*head, *sorted(pins, key=str.lower)]) + '\n')
    for d in distributions():
        needs = d.metadata['Requires-Python'] or ''
        if SpecifierSet(needs).contains('3.11.2'): continue
        yield f'{d.name} {d.version} needs Python {needs}: pin an older one'


CHECKS = {'sync': sync, 'clean': clean, 'readme': readme, 'scripts': scripts, 'freeze': freeze}


def main(args):
    write, bad = '--write' in args, []
    for name in (a for a in args if not a.startswith('-')):
        found = list(CHECKS[name](write) if name == 'readme' else CHECKS[name]())
        print(f'{name}: ' + ('ok' if not found else f'{len(found)} to mend'))
        bad += found
    print(*bad, sep='\n', end='\n' if bad else '')
    return bool(bad)


if __name__ == '__main__': sys.exit(main(sys.argv[1:]))
