"""blender -b -P render.py -- OUT_FOLDER SCALE SAMPLES SLUG [SLUG-2 ...]

Renders at SCALE times the final size; develop.py makes the finished picture from it.
"""

import importlib
import json
import os
import sys
import time
from dataclasses import replace

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import studio
from mathutils import Vector
from shots import BACKDROPS, SHOTS

for module in ("ceramics", "lamps", "stationery", "coffee", "kyoto", "toys", "causes", "banners", "photos"):
    importlib.import_module(module)


def stage(shot):
    """Backdrop, light and camera for one product."""
    points = studio.subject_points()
    low = Vector(min(p[i] for p in points) for i in range(3))
    high = Vector(max(p[i] for p in points) for i in range(3))
    centre, size = (low + high) / 2, (high - low).length / 2
    studio.sweep(shot.backdrop or BACKDROPS[shot.merchant], size)
    studio.world(strength=shot.ambient)
    studio.daylight(size, centre, shot.light, fill=shot.fill)
    studio.frame(shot.azimuth, shot.elevation, shot.wide, shot.tall, shot.lens, lift=0.01)


folder, scale, samples, *names = sys.argv[sys.argv.index("--") + 1 :]
os.makedirs(folder, exist_ok=True)

for name in names:
    started = time.time()
    base = name.removesuffix("-2")
    shot = SHOTS[base]
    if name != base:
        shot = replace(shot, **(shot.second or {"azimuth": shot.azimuth + 40}))
    studio.reset()
    studio.settings(*(round(side * float(scale)) for side in shot.size))
    shot.build()
    studio.bpy.context.view_layer.update()
    if not shot.scene:
        stage(shot)
    path = os.path.join(folder, name.replace(":", "-"))
    studio.render(path, int(float(samples) * shot.samples))
    target = f"{shot.folder}/{name.split(':')[-1]}.webp"
    with open(path + ".json", "w") as note:
        json.dump({"target": target, "size": shot.size, **shot.develop}, note)
    print("RENDERED", name, round(time.time() - started, 1), "s", flush=True)
