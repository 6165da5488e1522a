"""Install `recon`. Names, version and requirements come from settings.ini, the one place where they are written."""
from configparser import ConfigParser
from pathlib import Path

from setuptools import find_packages, setup

here = Path(__file__).parent
ini = ConfigParser(delimiters=['='])
ini.read(here / 'settings.ini', encoding='utf-8')
cfg = ini['DEFAULT']

# NAME_requirements is the extra NAME: generators, JupyterLab, each wing's own needs; `all` is what a user may need.
extras = {key.removesuffix('_requirements'): cfg[key].split() for key in cfg if key.endswith('_requirements')}
extras['all'] = sorted({need for name, needs in extras.items() if name != 'dev' for need in needs})
readme = here / 'README.md'
description = readme.read_text(encoding='utf-8') if readme.exists() else ''

setup(
    name=cfg['lib_name'], version=cfg['version'], description=cfg['description'], keywords=cfg['keywords'],
    author=cfg['author'], author_email=cfg['author_email'], license='Apache-2.0',
    long_description=description, long_description_content_type='text/markdown',
    python_requires=f">={cfg['min_python']}", install_requires=cfg['requirements'].split(), extras_require=extras,
    entry_points={'console_scripts': cfg['console_scripts'].split()},
    # Run notebooks, presets, profiles, tables, scripts of pages are data of the package: all works without a checkout.
    packages=find_packages(include=['recon', 'recon.*']) + [
        'recon._runs', 'recon._profiles', 'recon._furniture', 'recon._browser', 'recon._sources'],
    package_dir={'recon._runs': 'nbs/runs', 'recon._profiles': 'nbs/vrl/profiles',
                 'recon._furniture': 'nbs/worlds/furniture', 'recon._browser': 'nbs/viz/browser',
                 'recon._sources': 'nbs/data'},
    package_data={'recon._runs': ['*.ipynb', 'presets/*.yaml'], 'recon._profiles': ['*.yaml'],
                  'recon._furniture': ['*.csv'], 'recon._browser': ['*.js', '*.css'],
                  'recon._sources': ['sources.yaml']},
    zip_safe=False,
)
