"""The picture of the README: the demo's page, seen by a headless browser, as nbs/images/demo.png (at most 150 kB)."""
import io
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ('--no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-sync '
         '--use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist')


def main(page='runs/rndf/demo/run.html', selector='', out='nbs/images/demo.png', wait_s=20):
    "Shoot the page's first screen, or one element of it, then spend fewer colours until the file is small enough."
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=shutil.which('chromium'), args=FLAGS.split())
        tab = browser.new_page(viewport={'width': 1280, 'height': 800})
        tab.goto((ROOT / page).resolve().as_uri())
        tab.wait_for_timeout(1000 * float(wait_s))
        shot = (tab.locator(selector).first if selector else tab).screenshot()
        browser.close()
    picture = Image.open(io.BytesIO(shot)).convert('RGB')
    for width, colours in ((1280, 256), (1000, 256), (1000, 64), (800, 64)):
        height, small = picture.height * width // picture.width, picture
        if picture.width > width: small = picture.resize((width, height), Image.Resampling.LANCZOS)
        buf = io.BytesIO()
        small.quantize(colours).save(buf, 'PNG', optimize=True)
        if buf.tell() <= 150_000: break
    (ROOT / out).write_bytes(buf.getvalue())
    print(f'{out}: {small.width} x {small.height}, {buf.tell() / 1000:.0f} kB')


if __name__ == '__main__': main(*sys.argv[1:])
