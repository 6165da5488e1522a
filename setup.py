"""Install `recon`: names and version come from settings.ini."""
from configparser import ConfigParser
from setuptools import setup, find_packages

cfg = ConfigParser(delimiters=['='])
cfg.read('settings.ini', encoding='utf-8')
c = cfg['DEFAULT']
setup(name=c['lib_name'], version=c['version'], packages=find_packages(include=['recon', 'recon.*']),
      python_requires='>=3.11', install_requires=['torch>=2.11', 'numpy'], entry_points={'console_scripts': ['recon=recon.run.cli:main']})
