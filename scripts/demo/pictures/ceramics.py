"""Atelier Sorbier: stoneware."""

import math

from shots import shot
from studio import *

CLAY = "#b07a58"
MILK, MIST, RIVER, NIGHT = "#ece5d6", "#b3bdb6", "#5d7f86", "#333a47"


def cup(material, at=(0, 0, 0), turn=0, r=0.42, h=0.86, handle=True):
    a = math.radians(turn)
    pot([(r * 0.72, 0), (r * 0.86, 0.03), (r * 0.97, h * 0.25), (r, h * 0.6), (r * 0.99, h)], material, 0.045, 0.06, at=at)
    if handle:
        points = [(r * 0.93, 0, h * 0.80), (r * 1.25, 0, h * 0.86), (r * 1.62, 0, h * 0.66), (r * 1.55, 0, h * 0.36), (r * 1.22, 0, h * 0.20), (r * 0.93, 0, h * 0.22)]
        turned = [(x * math.cos(a) + at[0], x * math.sin(a) + at[1], z + at[2]) for x, _, z in points]
        tube(turned, 0.05, material, radii=[0.06, 0.055, 0.05, 0.05, 0.052, 0.06])


@shot("moon-jar-vase", "ateliersorbier", elevation=10, second={"azimuth": 35, "elevation": 32, "wide": 0.7, "tall": 0.68})
def moon_jar():
    body = glaze(MILK, amount=0.6, rough=0.22, clay=CLAY, line=0.07)
    pot([(0.42, 0), (0.55, 0.06), (0.86, 0.38), (0.972, 0.80), (0.985, 0.86), (0.972, 0.92), (0.84, 1.36), (0.50, 1.66), (0.40, 1.74), (0.43, 1.84)], body, 0.05, 0.1, wobble=0.006)


@shot("everyday-mug", "ateliersorbier", elevation=18, azimuth=-8, tall=0.56, second={"azimuth": 55, "elevation": 34})
def mug():
    cup(glaze(MILK, amount=1.0, rough=0.25, clay=CLAY, line=0.12), turn=-18)


@shot("breakfast-bowls", "ateliersorbier", elevation=20, second={"elevation": 48, "azimuth": 20})
def bowls():
    shape = [(0.36, 0), (0.35, 0.08), (0.40, 0.14), (0.66, 0.26), (0.86, 0.52), (0.93, 0.80)]
    body = glaze(MILK, amount=1.0, clay=CLAY, line=0.10)
    pot(shape, body, 0.05, 0.17, at=(-0.88, 0.3, 0), wobble=0.004)
    pot(shape, body, 0.05, 0.17, at=(0.88, -0.3, 0), wobble=0.004)
    rod(0.80, 0.48, 0.54, plain("#b98b63", 0.25, coat=0.2), at=(0.88, -0.3, 0), bevel=0.01)


@shot("stoneware-teapot", "ateliersorbier", elevation=13, azimuth=-6, second={"azimuth": 38, "elevation": 24})
def teapot():
    body = glaze(MIST, amount=0.9, rough=0.3, clay=CLAY, line=0.05)
    pot([(0.50, 0), (0.60, 0.04), (0.86, 0.30), (0.92, 0.58), (0.76, 0.90), (0.46, 1.06), (0.40, 1.08)], body, 0.05, 0.08)
    solid([(0, 1.10), (0.40, 1.09), (0.43, 1.10), (0.41, 1.13), (0.22, 1.19), (0.08, 1.215), (0.06, 1.24), (0.085, 1.29), (0.07, 1.35), (0, 1.37)], body)
    tube([(0.72, 0, 0.42), (1.02, 0, 0.52), (1.20, 0, 0.82), (1.38, 0, 1.03)], 0.1, body, radii=[0.20, 0.14, 0.095, 0.07])
    cane = wood("oak", 0, 1.4)
    tube([(-0.52, 0, 1.02), (-0.62, 0, 1.32), (-0.36, 0, 1.66), (0, 0, 1.78), (0.36, 0, 1.66), (0.62, 0, 1.32), (0.52, 0, 1.02)], 0.045, cane)
    for x in (-0.52, 0.52):
        ring(0.07, 0.028, body, at=(x, 0, 1.0), turn=(90, 0, 0))


@shot("espresso-pair", "ateliersorbier", elevation=22, second={"elevation": 42, "azimuth": -28})
def espresso_pair():
    """Handles there are none: a thumb has left its hollow in the side."""
    for x, y, thumb in ((-0.46, 0.16, -70), (0.46, -0.16, -125)):
        body = glaze(MILK, amount=0.8, clay="#c09a78", line=0.55)
        cup_ = pot([(0.24, 0), (0.31, 0.03), (0.36, 0.2), (0.375, 0.5), (0.37, 0.78)], body, 0.05, 0.07, at=(x, y, 0), wobble=0.012)
        a = math.radians(thumb)
        for v in cup_.data.vertices:
            d2 = (v.co.x - 0.38 * math.cos(a)) ** 2 + (v.co.y - 0.38 * math.sin(a)) ** 2 + (v.co.z - 0.42) ** 2
            push = 0.075 * math.exp(-d2 / 0.022)
            v.co.x -= push * math.cos(a)
            v.co.y -= push * math.sin(a)
        rod(0.325, 0.6, 0.63, plain("#2a1409", 0.15, coat=0.4), at=(x, y, 0.0), bevel=0.005)


@shot("serving-platter", "ateliersorbier", elevation=34, azimuth=10, wide=0.7, second={"elevation": 16, "azimuth": -20})
def platter():
    body = glaze(MILK, amount=1.0, clay=CLAY, line=0.035)
    pot([(0.95, 0), (1.02, 0.02), (1.22, 0.06), (1.42, 0.13), (1.50, 0.19)], body, 0.05, 0.045, squash=0.72)
    green = plain("#5c7148", 0.55)
    for i, (x, y, r) in enumerate(((-0.34, 0.05, 0.21), (0.02, 0.22, 0.20), (0.14, -0.16, 0.22))):
        fig = plain(("#4b2b3c", "#3d2234", "#563048")[i], 0.42, coat=0.08)
        solid([(0, 0), (r * 0.6, 0.02), (r, r * 0.7), (r * 0.82, r * 1.35), (r * 0.35, r * 1.8), (r * 0.14, r * 2.1), (0, r * 2.15)], fig, at=(x, y, 0.05), turn=(12 - 20 * i, 10 * i, 0))
    leaf((0.55, 0.02, 0.09), 0.34, green, 85, 70)


@shot("tall-pitcher", "ateliersorbier", elevation=11, azimuth=-5, second={"azimuth": 40, "elevation": 26})
def pitcher():
    body = glaze(MILK, amount=0.9, rough=0.5, clay=CLAY, line=0.14)
    vessel = pot([(0.50, 0), (0.56, 0.04), (0.64, 0.5), (0.58, 1.1), (0.44, 1.6), (0.40, 1.85), (0.47, 2.1)], body, 0.045, 0.08)
    for v in vessel.data.vertices:
        # Pull the lip out into a spout.
        lift = max(0.0, (v.co.z - 1.75) / 0.37)
        facing = max(0.0, v.co.x / max(0.01, math.hypot(v.co.x, v.co.y))) ** 6
        v.co.x += 0.26 * lift * lift * facing
        v.co.z += 0.07 * lift * lift * facing
    tube([(-0.40, 0, 1.78), (-0.62, 0, 1.86), (-0.95, 0, 1.62), (-0.98, 0, 1.15), (-0.80, 0, 0.78), (-0.58, 0, 0.66)], 0.06, body, radii=[0.075, 0.065, 0.06, 0.06, 0.062, 0.08])


@shot("incense-dish", "ateliersorbier", elevation=24, azimuth=-12, second={"elevation": 44})
def incense():
    body = clay("#b9835f")
    pot([(0.66, 0), (0.74, 0.02), (0.86, 0.09), (0.90, 0.17)], body, 0.045, 0.05, wobble=0.006)
    pot([(0.11, 0.05), (0.14, 0.06), (0.15, 0.12), (0.10, 0.18)], body, 0.05, 0.04, at=(0.3, 0.1, 0))
    tube([(0.3, 0.1, 0.12), (-0.30, 0.0, 1.05)], 0.014, plain("#5a4433", 0.9), straight=True)
    ball(0.017, plain("#d9d4cc", 0.9), at=(-0.30, 0.0, 1.05))
    ball(0.12, plain("#55534f", 0.7), at=(-0.34, 0.26, 0.1), squash=0.6)


@shot("footed-planter", "ateliersorbier", elevation=10, tall=0.64, second={"azimuth": 30, "elevation": 26, "tall": 0.68})
def planter():
    body = clay("#b9805f")
    pot([(0.46, 0.30), (0.64, 0.38), (0.76, 0.70), (0.78, 1.10)], body, 0.055, 0.1)
    for k in range(3):
        a = math.radians(120 * k + 70)
        tube([(0.46 * math.cos(a), 0.46 * math.sin(a), 0.42), (0.54 * math.cos(a), 0.54 * math.sin(a), 0.2), (0.56 * math.cos(a), 0.56 * math.sin(a), 0.04)], 0.1, body, radii=[0.13, 0.11, 0.075])
    pot([(0.62, 0.0), (0.78, 0.02), (0.86, 0.06), (0.88, 0.12)], body, 0.04, 0.035)
    rod(0.71, 0.94, 1.0, clay("#3b2a20"), bevel=0.01)
    green, stem = plain("#4f6f3f", 0.5), plain("#5d6b3f", 0.6)
    rnd = random.Random(4)
    for k in range(16):
        a = k * 2.4
        reach = 0.15 + 0.5 * (k / 16)
        lean = (math.cos(a) * reach, math.sin(a) * reach)
        leaf_sprig((0.3 * math.cos(a), 0.3 * math.sin(a), 0.98), rnd.uniform(0.7, 1.1) - 0.2 * (k / 16), green, stem, 9, lean, 0.27, False, k)


@shot("twin-candle-holder", "ateliersorbier", elevation=12, azimuth=-10, develop={"glow": 0.4})
def candle_holder():
    """Two heights on a single foot."""
    body = glaze(MILK, amount=0.9)
    solid([(0, 0), None, (0.56, 0), (0.57, 0.03), (0.5, 0.09), (0.2, 0.14), (0.12, 0.24), (0.11, 0.4), (0, 0.5)], body)
    for side, top in ((-1, 0.92), (1, 0.62)):
        x = side * 0.42
        tube([(0, 0, 0.34), (side * 0.2, 0, 0.40), (x, 0, top - 0.24), (x, 0, top)], 0.09, body, radii=[0.11, 0.10, 0.095, 0.1])
        pot([(0.1, top - 0.06), (0.19, top), (0.22, top + 0.12), (0.23, top + 0.24)], body, 0.06, 0.05, at=(x, 0, 0))
        height = top + 1.05
        rod(0.13, top + 0.02, height, plain("#f0e6d2", 0.5, sss=0.2), at=(x, 0, 0), bevel=0.05)
        tube([(x, 0, height - 0.01), (x + 0.01, 0, height + 0.08)], 0.013, plain("#2b2320", 0.9), straight=True)
        solid([(0, 0), (0.038, 0.04), (0.046, 0.1), (0.022, 0.21), (0, 0.3)], glow("#ffb45a", 4.0, 0.4), at=(x + 0.01, 0, height + 0.05))
        bulb((x + 0.01, -0.0, height + 0.18), 4)
