"""Kaze Objects: quiet things for the table and the house."""

import math

from shots import shot
from studio import *


@shot("lacquer-bento", "kazeobjects", elevation=24, azimuth=-24, wide=0.66, second={"azimuth": 24, "elevation": 34})
def bento():
    black, red = plain("#191514", 0.12, coat=0.6), plain("#7c1f1a", 0.14, coat=0.6)
    for k in range(2):
        box((1.9, 1.35, 0.5), black, at=(0, 0, 0.52 * k), bevel=0.11, segments=8)
        box((1.84, 1.29, 0.04), red, at=(0, 0, 0.49 + 0.52 * k), bevel=0.015)
    box((1.9, 1.35, 0.22), red, at=(0, 0, 1.05), bevel=0.09, segments=8)
    gold = metal("#d9b35c", 0.25)
    for i in range(5):
        a = math.radians(72 * i + 12)
        petal = ball(0.075, gold, at=(0.42 + 0.085 * math.cos(a), -0.18 + 0.085 * math.sin(a), 1.266), squash=1)
        petal.scale = (1, 1, 0.12)
    tube([(-0.75, 0.42, 1.27), (-0.3, 0.18, 1.272), (0.05, 0.02, 1.272), (0.34, -0.14, 1.272)], 0.012, gold)
    for x, y in ((-0.45, 0.34), (-0.12, 0.02), (-0.2, 0.26)):
        bud = ball(0.04, gold, at=(x, y, 1.268))
        bud.scale = (1, 1, 0.2)
    band = weave("#a9b39b", 60)
    box((0.24, 1.375, 1.29), band, at=(-0.6, 0, -0.002), bevel=0.06, segments=6)


@shot("iron-kettle", "kazeobjects", elevation=13, azimuth=-8, second={"azimuth": 34, "elevation": 26})
def kettle():
    black = iron("#34302e")
    body = pot([(0.56, 0), (0.74, 0.06), (0.98, 0.38), (0.98, 0.66), (0.74, 0.92), (0.44, 1.0), (0.40, 1.02)], black, 0.05, 0.08)
    knobs = []
    for row, (z, r) in enumerate(((0.42, 0.995), (0.54, 1.008), (0.66, 0.985))):
        for k in range(40):
            a = 2 * math.pi * (k + 0.5 * (row % 2)) / 40
            knobs.append(ball(0.026, black, at=(r * math.cos(a), r * math.sin(a), z), sides=12))
    solid([(0, 1.03), (0.40, 1.02), (0.43, 1.03), (0.40, 1.06), (0.12, 1.12), (0.06, 1.14), (0.05, 1.18), (0.1, 1.23), (0.08, 1.30), (0, 1.32)], black)
    tube([(0.80, 0, 0.62), (1.1, 0, 0.72), (1.24, 0, 0.92), (1.36, 0, 1.0)], 0.1, black, radii=[0.2, 0.14, 0.1, 0.075])
    tube([(-0.52, 0, 0.98), (-0.66, 0, 1.32), (-0.42, 0, 1.66), (0, 0, 1.76), (0.42, 0, 1.66), (0.66, 0, 1.32), (0.52, 0, 0.98)], 0.036, black)
    for x in (-0.53, 0.53):
        ball(0.085, black, at=(x, 0, 0.97))


def knot_cloth(material, colour2=None):
    """A round parcel tied in a square cloth."""
    body = lathe([(0, 0.0)] + spline([(0.55, 0.0), (0.86, 0.14), (0.98, 0.46), (0.86, 0.82), (0.52, 1.06), (0.24, 1.16), (0.16, 1.22)], 12), material, sides=192)
    for v in body.data.vertices:
        a = math.atan2(v.co.y, v.co.x)
        rise = max(0.0, (v.co.z - 0.25) / 0.95)
        fold = 0.07 * rise * (abs(math.sin(2 * a + 0.4)) ** 0.6 - 0.5) + 0.022 * rise * math.sin(11 * a + 3 * v.co.z) + 0.012 * rise * math.sin(23 * a)
        r = math.hypot(v.co.x, v.co.y)
        if r > 0.01:
            v.co.x += v.co.x / r * fold
            v.co.y += v.co.y / r * fold
    return body


@shot("furoshiki-cloth", "kazeobjects", elevation=14, azimuth=-10, tall=0.62, second={"azimuth": 34, "elevation": 26})
def furoshiki():
    indigo = weave("#2f4a6d", 46, 0.35, 0.18)
    n = Nodes(indigo)
    position = n.add("SeparateXYZ")
    n.link(n.coords(), position.inputs[0])
    swing = n.math("MULTIPLY", n.math("SINE", n.math("MULTIPLY", n.math("ADD", position.outputs["X"], position.outputs["Y"]), 9.0)), 0.055)
    phase = n.math("FRACT", n.math("MULTIPLY", n.math("ADD", position.outputs["Z"], swing), 6.0))
    crest = n.math("LESS_THAN", n.math("ABSOLUTE", n.math("SUBTRACT", phase, 0.5)), 0.09)
    n.colour(n.mix(crest, rgb("#2f4a6d"), rgb("#e9e2d2")))
    knot_cloth(indigo)
    tube([(-0.2, -0.05, 1.2), (0.0, -0.17, 1.29), (0.2, 0.0, 1.24), (0.02, 0.16, 1.3), (-0.2, -0.02, 1.3)], 0.11, indigo, radii=[0.11, 0.13, 0.12, 0.13, 0.11])
    for side in (-1, 1):
        def ear(u, v, s=side):
            t = v
            width = 0.09 + 0.42 * t * (1 - 0.9 * t ** 3)
            x = s * (0.12 + 0.78 * t)
            z = 1.27 + 0.42 * math.sin(t * 2.4) - 0.1 * t
            y = (u - 0.5) * width * 2
            return (x, y * 0.8, z + 0.1 * math.cos(u * 9) * (1 - t) + 0.10 * math.cos((u - 0.5) * 6) * t)
        sheet(1, 1, indigo, nx=30, ny=30, shape=ear, thickness=0.02)


@shot("sake-set", "kazeobjects", elevation=16, azimuth=-8, wide=0.64, tall=0.60, second={"azimuth": 30, "elevation": 32})
def sake():
    white = plain("#f1f0ea", 0.16, coat=0.4, sss=0.08)
    solid_profile = [(0.34, 0), (0.44, 0.04), (0.52, 0.3), (0.46, 0.7), (0.22, 1.06), (0.16, 1.24), (0.2, 1.42), (0.27, 1.5)]
    pot(solid_profile, white, 0.04, 0.06, at=(-0.45, 0.2, 0.07))
    cup_glaze = plain("#f1f0ea", 0.16, coat=0.4, sss=0.08)
    for x, y in ((0.48, 0.22), (0.3, -0.42)):
        pot([(0.14, 0), (0.16, 0.05), (0.24, 0.12), (0.28, 0.24), (0.29, 0.34)], cup_glaze, 0.025, 0.05, at=(x, y, 0.07))
    cedar = wood("cedar", 0, 0.8)
    box((2.3, 1.6, 0.05), cedar, bevel=0.012)
    for y in (-0.78, 0.78):
        box((2.36, 0.05, 0.12), cedar, at=(0, y, 0), bevel=0.012)
    for x in (-1.155, 1.155):
        box((0.05, 1.6, 0.12), wood("cedar", 1, 0.8), at=(x, 0, 0), bevel=0.012)


@shot("matcha-whisk", "kazeobjects", elevation=14, azimuth=-10, tall=0.60, wide=0.66, second={"azimuth": 26, "elevation": 30})
def whisk():
    bamboo = plain("#d9bd84", 0.45, coat=0.1)
    pale = plain("#e6cf9c", 0.5)
    x0 = 0.78
    solid([(0, 0.62), None, (0.2, 0.62), (0.205, 0.8), (0.21, 1.14), (0.19, 1.18), None, (0, 1.18)], bamboo, at=(x0, -0.1, 0))
    ring(0.208, 0.012, plain("#c8a868", 0.5), at=(x0, -0.1, 1.02))
    thread = plain("#2b2a33", 0.8)
    for z in (0.60, 0.63, 0.66):
        ring(0.2, 0.014, thread, at=(x0, -0.1, z))
    for k in range(72):
        a = 2 * math.pi * k / 72
        c, s = math.cos(a), math.sin(a)
        tube([(x0 + 0.19 * c, -0.1 + 0.19 * s, 0.64), (x0 + 0.30 * c, -0.1 + 0.30 * s, 0.36), (x0 + 0.33 * c, -0.1 + 0.33 * s, 0.14), (x0 + 0.27 * c, -0.1 + 0.27 * s, 0.03), (x0 + 0.22 * c, -0.1 + 0.22 * s, 0.035)], 0.0085, pale, sides=6, steps=6)
    for k in range(36):
        a = 2 * math.pi * k / 36
        c, s = math.cos(a), math.sin(a)
        tube([(x0 + 0.1 * c, -0.1 + 0.1 * s, 0.66), (x0 + 0.09 * c, -0.1 + 0.09 * s, 0.3), (x0 + 0.05 * c, -0.1 + 0.05 * s, 0.05)], 0.008, pale, sides=6, steps=5)
    bowl = glaze("#3b4442", amount=0.5, rough=0.3, clay="#7a5a45", line=0.10, speckle="#15191a")
    pot([(0.34, 0), (0.37, 0.07), (0.6, 0.16), (0.72, 0.42), (0.72, 0.72)], bowl, 0.05, 0.1, at=(-0.55, 0.2, 0), wobble=0.008)
    tea = plain("#7c9440", 0.5)
    n = Nodes(tea)
    n.bump(n.noise(40.0), 0.4)
    rod(0.66, 0.46, 0.52, tea, at=(-0.55, 0.2, 0), bevel=0.005)


@shot("cedar-tray", "kazeobjects", elevation=30, azimuth=-24, wide=0.7, second={"azimuth": 20, "elevation": 16})
def tray():
    cedar_x, cedar_y = wood("cedar", 0, 0.6), wood("cedar", 1, 0.6)
    box((2.8, 1.8, 0.06), cedar_x, at=(0, 0, 0.06), bevel=0.012)
    for y in (-0.87, 0.87):
        box((2.86, 0.07, 0.24), cedar_x, at=(0, y, 0.06), bevel=0.02)
    for x in (-1.4, 1.4):
        box((0.07, 1.7, 0.24), cedar_y, at=(x, 0, 0.06), bevel=0.02)
        tube([(x, -0.3, 0.3), (x, -0.28, 0.44), (x, 0, 0.48), (x, 0.28, 0.44), (x, 0.3, 0.3)], 0.035, wood("cedar", 1, 1))
    for y in (-0.6, 0.6):
        box((2.3, 0.12, 0.07), cedar_x, at=(0, y, 0), bevel=0.012)
    pot([(0.2, 0), (0.24, 0.04), (0.30, 0.2), (0.31, 0.42)], glaze("#e4ddcc", amount=0.5), 0.03, 0.05, at=(0.6, 0.2, 0.12))


@shot("wind-chime", "kazeobjects", elevation=2, azimuth=-6, tall=0.68, samples=1.2, second={"azimuth": 20, "elevation": -8, "tall": 0.7})
def chime():
    brass = iron("#3a3634")
    base = 6.0
    shell = hollow([(0.62, 0), (0.60, 0.3), (0.52, 0.62), (0.30, 0.86), (0.05, 0.93)], 0.035, -9)[1:-3]
    lathe(shell, brass, at=(0, 0, base))
    ring(0.61, 0.03, brass, at=(0, 0, base + 0.02))
    cord = plain("#8b2f24", 0.8)
    ring(0.09, 0.02, brass, at=(0, 0, base + 1.0), turn=(90, 0, 0))
    tube([(0, 0, base + 1.07), (0, 0, 14)], 0.016, cord, straight=True, prop=True)
    tube([(0, 0, base + 1.07), (0, 0, base + 1.3)], 0.016, cord, straight=True)
    tube([(0, 0, base + 0.7), (0, 0, base - 0.95)], 0.012, cord, straight=True)
    solid([(0, -0.12), (0.1, -0.07), (0.14, 0.02), (0.08, 0.09), (0, 0.1)], brass, at=(0, 0, base + 0.1))
    strip = paper("#f2ead8")
    def flutter(u, v):
        return ((u - 0.5) * 0.42, 0.1 * math.sin(v * 3.2) * (1 - v) , base - 0.42 - (1 - v) * 1.15)
    sheet(1, 1, strip, nx=2, ny=30, shape=flutter, thickness=0.01)
    ball(0.1, plain("#b5492f", 0.8), at=(0, -0.035, base - 0.92), squash=1.0).scale = (1, 0.08, 1)


@shot("chopsticks-pair", "kazeobjects", elevation=40, azimuth=-20, wide=0.74, second={"azimuth": 12, "elevation": 20})
def chopsticks():
    cherry = wood("cherry", 0, 1.2, 0.4, 0.1)
    rest = glaze("#dfe3da", amount=0.4)
    for row, (y0, length, turn) in enumerate(((0.42, 3.2, -2), (-0.42, 2.9, 2))):
        box((0.24, 0.6, 0.16), rest, at=(-0.95, y0, 0.02), bevel=0.07, segments=6)
        for side in (-1, 1):
            a = math.radians(turn + side * 1.2)
            y = y0 + side * 0.1
            p0 = (-1.35, y, 0.235)
            p1 = (-1.35 + length, y + length * math.sin(a), 0.085)
            tube([p0, p1], 0.05, cherry, straight=True, radii=[0.03, 0.066], sides=8)
            tube([tuple(p0[i] + (p1[i] - p0[i]) * t for i in range(3)) for t in (0.93, 0.955)], 0.07, metal("#d9b35c", 0.25), straight=True, radii=[0.0655, 0.067], sides=8)
    box((3.7, 1.7, 0.02), weave("#7d8a6b", 46), at=(0.2, 0.0, 0.0), turn=(0, 0, 0), bevel=0.008)


def faceted(r, material, at, seed, squash=0.62, turn=0):
    """A block cut with flat facets: a rough ball that lost its curves, with a flat top and bottom."""
    rnd = random.Random(seed)
    sides = 7
    rings_of = ((0.62, -1.0), (1.0, -0.35 + rnd.uniform(-0.1, 0.1)), (0.94, 0.4 + rnd.uniform(-0.1, 0.1)), (0.56, 1.0))
    verts, faces = [], []
    for j, (width, z) in enumerate(rings_of):
        for k in range(sides):
            a = 2 * math.pi * (k + 0.5 * (j % 2)) / sides
            rr = r * width * (1 + (rnd.uniform(-0.09, 0.09) if j in (1, 2) else 0))
            verts.append((rr * math.cos(a), rr * math.sin(a) * 0.9, r * squash * z))
    for j in range(3):
        for k in range(sides):
            l = (k + 1) % sides
            a, b, c, d = j * sides + k, j * sides + l, (j + 1) * sides + k, (j + 1) * sides + l
            faces += [(a, b, c), (b, d, c)] if j % 2 == 0 else [(a, d, c), (a, b, d)]
    faces.append(tuple(reversed(range(sides))))
    faces.append(tuple(3 * sides + k for k in range(sides)))
    obj = mesh(verts, faces, material, (at[0], at[1], at[2] + r * squash), (0, 0, turn), angle=5)
    soft = obj.modifiers.new("bevel", "BEVEL")
    soft.width, soft.segments = 0.018, 2
    return r * squash * 2


@shot("stacking-stones", "kazeobjects", elevation=9, azimuth=-8, tall=0.66, second={"azimuth": 30, "elevation": 20})
def stones():
    rnd = random.Random(8)
    woods = ["walnut", "oak", "cherry", "walnut", "cherry", "oak"]
    z = 0.0
    for i, r in enumerate((0.62, 0.53, 0.48, 0.40, 0.33, 0.25)):
        z += faceted(r, wood(woods[i], i % 3, 1.6), (rnd.uniform(-0.07, 0.07), rnd.uniform(-0.04, 0.04), z), i + 1, turn=rnd.uniform(0, 90))
    for i, (x, y, r) in enumerate(((1.05, -0.15, 0.4), (-1.0, -0.3, 0.32), (0.72, -0.72, 0.25))):
        faceted(r, wood(("cherry", "oak", "walnut")[i], i, 1.6), (x, y, 0), 20 + i, turn=30 * i)


@shot("tea-caddy", "kazeobjects", elevation=13, azimuth=-10, tall=0.60, second={"azimuth": 30, "elevation": 28})
def caddy():
    bark = plain("#6b2f1f", 0.3, coat=0.3)
    n = Nodes(bark)
    streaks = n.noise(1.0, n.coords((2.2, 2.2, 34)), detail=3)
    tone = n.mix(n.ramp(n.noise(2.5), (0.3, BLACK), (0.7, WHITE)), rgb("#5a2418"), rgb("#85402a"))
    n.colour(n.mix(n.ramp(streaks, (0.60, BLACK), (0.68, WHITE)), tone, rgb("#a9745a")))
    n.bump(streaks, 0.15)
    rod(0.56, 0, 1.0, bark, bevel=0.03)
    rod(0.565, 1.012, 1.5, bark, bevel=0.05)
    ring(0.55, 0.012, metal("#b98a48", 0.3), at=(0, 0, 1.006))
    dish = glaze("#dfe0d2", amount=0.4)
    pot([(0.24, 0), (0.3, 0.02), (0.42, 0.07), (0.46, 0.14)], dish, 0.03, 0.04, at=(1.05, -0.35, 0))
    green = plain("#5f6f3a", 0.8)
    rnd = random.Random(3)
    for k in range(60):
        a, r = rnd.uniform(0, 6.28), 0.3 * math.sqrt(rnd.random())
        p = (1.05 + r * math.cos(a), -0.35 + r * math.sin(a), 0.06 + 0.09 * (1 - r / 0.3) + rnd.uniform(0, 0.03))
        q = (p[0] + rnd.uniform(-0.07, 0.07), p[1] + rnd.uniform(-0.07, 0.07), p[2] + rnd.uniform(-0.01, 0.03))
        tube([p, q], 0.011, green, straight=True, sides=5)
