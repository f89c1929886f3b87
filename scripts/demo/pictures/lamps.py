"""Lumen & Oak: lamps and candles. Their studio is dimmer, so that the light that is sold can be seen."""

import math

from shots import shot
from studio import *

LOW = {"light": 0.62, "fill": 0.8, "ambient": 0.3, "develop": {"glow": 0.4}}
HIGH = 6.0  # hanging lamps hang this far above the floor, so that one can look up at them
BRASS = lambda: metal("#c79a4f", 0.26)


def cable(points, colour="#2c2622"):
    tube(points, 0.014, plain(colour, 0.7), prop=True)


@shot("globe-table-lamp", "lumenandoak", elevation=9, **LOW, second={"azimuth": 30, "elevation": 22})
def globe_table():
    oak = wood("oak", 2, 1.2)
    solid([(0, 0), None, (0.46, 0), None, (0.46, 0.02), (0.45, 0.09), (0.40, 0.12), None, (0.2, 0.13), (0.13, 0.18), (0.12, 0.26), (0.15, 0.36), (0.22, 0.42), None, (0, 0.42)], oak)
    solid([(0.16, 0.41), (0.24, 0.43), (0.27, 0.48), (0.24, 0.52)], BRASS())
    ball(0.66, glow("#ffd2a0", 1.05, 0.72), at=(0, 0, 1.12))
    cable([(0.3, 0.35, 0.02), (0.9, 0.8, 0.015), (1.8, 0.9, 0.015), (3.4, 1.6, 0.015)])


@shot("tripod-floor-lamp", "lumenandoak", elevation=6, tall=0.68, **LOW, second={"azimuth": 24, "elevation": 14, "tall": 0.72})
def tripod():
    oak = wood("oak", 2, 0.9)
    for k in range(3):
        a = math.radians(120 * k + 35)
        tube([(0.72 * math.cos(a), 0.72 * math.sin(a), 0.03), (0.1 * math.cos(a), 0.1 * math.sin(a), 2.6)], 0.045, oak, straight=True, radii=[0.038, 0.055])
        ball(0.045, plain("#222222", 0.6), at=(0.72 * math.cos(a), 0.72 * math.sin(a), 0.04))
    rod(0.2, 2.45, 2.52, BRASS())
    tube([(0, 0, 2.5), (0, 0, 2.75)], 0.04, BRASS(), straight=True)
    lathe([(0.74, 2.62), (0.60, 3.50)], glow("#ffcf9c", 0.85, 0.5))
    for r, z in ((0.74, 2.62), (0.60, 3.50)):
        ring(r, 0.014, plain("#e8d8be", 0.8), at=(0, 0, z))
    bulb((0, 0, 3.0), 60, radius=0.1)


@shot("dome-pendant", "lumenandoak", elevation=-11, tall=0.60, wide=0.66, **LOW, second={"azimuth": 20, "elevation": -24, "tall": 0.66})
def pendant():
    outer = plain("#28323f", 0.42, coat=0.2)
    shell = hollow([(0.98, 0), (0.95, 0.22), (0.82, 0.48), (0.52, 0.72), (0.2, 0.80)], 0.03, -9)
    profile = [(r, z) for r, z in shell[1:-3]]
    dome = lathe(profile, outer, at=(0, 0, 1.2 + HIGH))
    inner = plain("#e6c07a", 0.35, metal=0.6)
    dome.data.materials.append(inner)
    for polygon in dome.data.polygons:
        centre = polygon.center
        if polygon.normal.x * centre.x + polygon.normal.y * centre.y < -0.02:
            polygon.material_index = 1
    solid([(0.24, 1.98), (0.2, 2.06), (0.12, 2.1), (0.1, 2.24), (0.03, 2.28)], BRASS(), at=(0, 0, HIGH))
    tube([(0, 0, 2.26 + HIGH), (0, 0, 16)], 0.018, plain("#2c2622", 0.8), straight=True, prop=True)
    ball(0.22, glow("#ffdcae", 2.6, 0.5), at=(0, 0, 1.46 + HIGH))
    bulb((0, 0, 1.36 + HIGH), 70, radius=0.22)
    rod(0.09, 1.6 + HIGH, 2.0 + HIGH, BRASS())


@shot("beeswax-pillars", "lumenandoak", elevation=14, light=0.75, fill=0.9, ambient=0.3, develop={"glow": 0.5}, second={"azimuth": 25, "elevation": 30})
def beeswax():
    wax = plain("#d99a3a", 0.42, sss=0.35)
    n = Nodes(wax)
    n.bump(n.noise(7.0, detail=3), 0.10)
    for x, y, r, h in ((-0.62, 0.05, 0.34, 1.5), (0.12, 0.2, 0.34, 1.08), (0.66, -0.3, 0.34, 0.68)):
        solid([(0, 0), None, (r - 0.02, 0), (r, 0.02), (r, h * 0.5), (r, h - 0.04), (r - 0.03, h), (r - 0.07, h - 0.015), (r * 0.5, h - 0.06), (0, h - 0.075)], wax, at=(x, y, 0))
        tube([(x, y, h - 0.08), (x + 0.012, y, h + 0.05)], 0.014, plain("#2b2320", 0.9), straight=True)
        solid([(0, 0), (0.036, 0.04), (0.044, 0.1), (0.022, 0.2), (0, 0.29)], glow("#ffb45a", 6.0, 0.4), at=(x + 0.012, y, h + 0.02))
        bulb((x, y, h + 0.16), 7)


@shot("brass-wall-sconce", "lumenandoak", elevation=2, azimuth=-26, **LOW, second={"azimuth": 30, "elevation": 10})
def sconce():
    brass = metal("#d0a050", 0.24)
    rod(0.46, 0, 0.07, brass, at=(0, 0.6, 1.0 + HIGH), turn=(90, 0, 0))
    tube([(0, 0.55, 1.0 + HIGH), (0, 0.1, 0.90 + HIGH), (0, -0.16, 1.02 + HIGH), (0, -0.16, 1.25 + HIGH)], 0.045, brass)
    solid([(0, 1.22), (0.14, 1.24), (0.18, 1.30), (0.18, 1.36)], brass, at=(0, -0.16, HIGH))
    lathe([(0.44, 1.38), (0.30, 2.16)], glow("#ffcf9c", 0.95, 0.55), at=(0, -0.16, HIGH))
    for r, z in ((0.44, 1.38), (0.30, 2.16)):
        ring(r, 0.01, plain("#e8d8be", 0.8), at=(0, -0.16, z + HIGH))
    bulb((0, -0.16, 2.3 + HIGH), 18)
    bulb((0, -0.16, 1.3 + HIGH), 9)
    box((40, 0.1, 40), plain("#8d6f5a", 0.95, specular=0.1), at=(0, 0.66, -6), bevel=0, prop=True)


@shot("cordless-lantern", "lumenandoak", elevation=11, **LOW, second={"azimuth": 35, "elevation": 24})
def lantern():
    moss = plain("#5d6648", 0.45, metal=0.1)
    ash = wood("ash", 0)
    rod(0.56, 0, 0.24, moss, bevel=0.05)
    ribs = [(0.43 + 0.014 * abs(math.sin(i * math.pi / 8)), 0.24 + 0.98 * i / 96) for i in range(97)]
    lathe(ribs, glow("#ffcb92", 0.95, 0.62))
    rod(0.50, 1.20, 1.36, moss, bevel=0.05)
    tube([(-0.44, 0, 1.30), (-0.50, 0, 1.58), (-0.32, 0, 1.92), (0, 0, 2.02), (0.32, 0, 1.92), (0.50, 0, 1.58), (0.44, 0, 1.30)], 0.045, ash)
    for x in (-0.47, 0.47):
        ball(0.07, metal("#c79a4f", 0.26), at=(x, 0, 1.36))
    bulb((0, -0.8, 0.35), 5)


@shot("arc-desk-lamp", "lumenandoak", elevation=10, azimuth=-6, **LOW, second={"azimuth": 40, "elevation": 20})
def arc_lamp():
    brass = BRASS()
    rod(0.44, 0, 0.09, plain("#e6ddcf", 0.35, coat=0.1), at=(-0.6, 0, 0), bevel=0.03)
    tube([(-0.6, 0, 0.05), (-0.66, 0, 0.9), (-0.5, 0, 1.6), (-0.05, 0, 2.0), (0.45, 0, 1.95), (0.7, 0, 1.68)], 0.034, brass)
    shell = hollow([(0.48, 0), (0.44, 0.12), (0.28, 0.28), (0.08, 0.34)], 0.02, -9)[1:-3]
    lathe(shell, brass, at=(0.76, 0, 1.34), turn=(0, -14, 0))
    ball(0.16, glow("#ffdcae", 3, 0.3), at=(0.76, 0, 1.42))
    bulb((0.73, 0, 1.24), 30, radius=0.16)
    rod(0.07, 1.62, 1.76, brass, at=(0.69, 0, 0))
    cable([(-0.6, 0.42, 0.02), (-1.0, 0.8, 0.015), (-2.4, 0.9, 0.015), (-4.4, 1.8, 0.015)])


@shot("bedside-orb", "lumenandoak", elevation=14, **LOW, second={"azimuth": 28, "elevation": 30})
def orb():
    pot([(0.40, 0), (0.46, 0.02), (0.48, 0.1), (0.46, 0.18)], metal("#c79a4f", 0.3), 0.08, 0.06)
    ball(0.66, glow("#ffcb92", 0.95, 0.72), at=(0, 0, 0.70))
    box((0.62, 0.44, 0.08), plain("#7d8a80", 0.85), at=(1.0, 0.25, 0), turn=(0, 0, 12), bevel=0.012, prop=True)
    box((0.59, 0.41, 0.06), paper(), at=(1.005, 0.235, 0.01), turn=(0, 0, 12), bevel=0.005, prop=True)


@shot("brass-candlestick", "lumenandoak", elevation=9, light=0.75, fill=0.9, ambient=0.3, develop={"glow": 0.5}, second={"azimuth": 20, "elevation": 24})
def candlestick():
    for x, s in ((-0.42, 1.0), (0.46, 0.68)):
        y = 0.1 if x < 0 else -0.2
        t = 1.5 * s
        solid([(0, 0), None, (0.36, 0), (0.37, 0.02), (0.34, 0.05), (0.16, 0.09), (0.07, 0.16), (0.05, 0.3), (0.05, t - 0.25), (0.06, t - 0.16), (0.12, t - 0.12), (0.07, t - 0.08), (0.09, t - 0.02), (0.16, t + 0.02), (0.17, t + 0.05), None, (0, t + 0.05)], BRASS(), at=(x, y, 0))
        rod(0.085, t + 0.03, t + 0.95, plain("#f1e6d0", 0.45, sss=0.3), at=(x, y, 0), bevel=0.05)
        solid([(0, 0), (0.03, 0.035), (0.036, 0.09), (0.018, 0.18), (0, 0.25)], glow("#ffb45a", 6.0, 0.4), at=(x, y, t + 0.97))
        bulb((x, y, t + 1.1), 6)


@shot("paper-lantern", "lumenandoak", elevation=2, tall=0.64, **LOW, second={"azimuth": 0, "elevation": -16})
def paper_lantern():
    profile = []
    for i in range(0, 193):
        t = 0.28 + (math.pi - 0.56) * i / 192
        pleat = 0.035 * abs(math.sin(i * math.pi / 16))
        profile.append(((0.97 + pleat) * math.sin(t), -0.88 * math.cos(t)))
    lathe(profile, glow("#ffd6a6", 0.72, 0.8), at=(0, 0, 1.6 + HIGH), angle=20)
    for z in (1.6 - 0.846, 1.6 + 0.846):
        ring(0.277, 0.02, wood("oak", 0), at=(0, 0, z + HIGH))
    tube([(0, 0, 2.4 + HIGH), (0, 0, 16)], 0.016, plain("#2c2622", 0.8), straight=True, prop=True)
    tube([(-0.27, 0, 2.44 + HIGH), (0, 0, 2.5 + HIGH), (0.27, 0, 2.44 + HIGH)], 0.012, BRASS())
