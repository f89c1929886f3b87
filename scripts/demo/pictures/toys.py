"""Puddle Jump: wooden toys."""

import math

import artwork
from shots import shot
from studio import *

RAINBOW = ("#c8503f", "#e08a3e", "#ebbd4f", "#6f9a62", "#3f7f94", "#5b5b8c", "#a25c80")


@shot("stacking-rings", "puddlejump", elevation=13, azimuth=-8, second={"azimuth": 20, "elevation": 34})
def stacking_rings():
    rod(0.86, 0, 0.14, wood("beech", 0), bevel=0.05)
    z = 0.14
    for k, colour in enumerate(reversed(RAINBOW)):
        r = 0.76 - 0.066 * k
        h = 0.25
        t = h / 2
        profile = [(r - t + t * math.cos(a) ** 1.0, z + t + t * math.sin(a)) for a in (-math.pi / 2 + i * math.pi / 16 for i in range(17))]
        lathe([(0.12, z), *profile, (0.12, z + h)], painted_wood(colour, 0.42))
        z += h
    ball(0.24, wood("beech", 2), at=(0, 0, z + 0.2))


@shot("rainbow-arch", "puddlejump", elevation=10, azimuth=-18, wide=0.66, second={"azimuth": 28, "elevation": 20})
def rainbow():
    def arch(outer, inner, depth, colour, at=(0, 0, 0), turn=0):
        pts = [(outer * math.cos(a), outer * math.sin(a)) for a in (i * math.pi / 40 for i in range(41))]
        pts += [(inner * math.cos(a), inner * math.sin(a)) for a in (math.pi - i * math.pi / 40 for i in range(41))]
        flat(pts, depth, painted_wood(colour, 0.45), at=at, turn=(90, 0, turn), bevel=0.025, closed_smooth=False)
    for k, colour in enumerate(RAINBOW):
        outer = 1.5 - 0.195 * k
        arch(outer, outer - 0.178, 0.5, colour)


@shot("pull-along-blackbird", "puddlejump", elevation=8, azimuth=-12, wide=0.66, second={"azimuth": 26, "elevation": 18})
def blackbird():
    body = painted_wood("#26262a", 0.4)
    outline = [(-1.30, 1.02), (-0.85, 0.98), (-0.35, 1.22), (0.12, 1.52), (0.40, 1.72), (0.70, 1.72), (0.88, 1.50), (0.86, 1.22), (0.74, 0.86), (0.40, 0.52), (-0.10, 0.44), (-0.55, 0.60), (-0.90, 0.80)]
    flat(outline, 0.42, body, bevel=0.07)
    beak = painted_wood("#e98222", 0.4)
    flat([(0.80, 1.52), (1.20, 1.42), (0.82, 1.32)], 0.2, beak, bevel=0.03, closed_smooth=False)
    wing = painted_wood("#3a3a42", 0.45)
    for y in (-0.235, 0.235):
        flat([(-0.72, 0.98), (-0.20, 1.18), (0.28, 1.12), (0.42, 0.88), (0.1, 0.70), (-0.36, 0.76)], 0.09, wing, at=(0, y, 0), bevel=0.03)
        ball(0.06, plain("#f3d9a0", 0.4), at=(0.62, y * 0.9, 1.50)).scale = (1, 0.35, 1)
        ball(0.032, plain("#141414", 0.3), at=(0.625, y * 0.98, 1.50)).scale = (1, 0.4, 1)
    beech = wood("beech", 0)
    box((1.3, 0.5, 0.15), beech, at=(-0.15, 0, 0.3), bevel=0.05)
    for x in (-0.25, 0.15):
        rod(0.05, 0.40, 0.66, beech, at=(x, 0, 0))
    for x, y in ((-0.55, -0.36), (-0.55, 0.36), (0.62, 0.0)):
        rod(0.27, -0.065, 0.065, painted_wood("#c8b08a"), at=(x, y, 0.27), turn=(90, 0, 0), bevel=0.03)
        rod(0.08, -0.09, 0.09, beech, at=(x, y, 0.27), turn=(90, 0, 0), bevel=0.02)
    for y in (-0.13, 0.13):
        box((0.34, 0.07, 0.3), beech, at=(0.6, y, 0.16), bevel=0.03)
    cord = plain("#e6dcc6", 0.9)
    tube([(0.7, 0, 0.3), (1.0, -0.1, 0.12), (1.35, -0.35, 0.03), (1.2, -0.75, 0.03), (0.9, -0.95, 0.03)], 0.022, cord)
    ball(0.1, painted_wood("#ebbd4f"), at=(0.83, -1.0, 0.1))


@shot("wooden-train", "puddlejump", elevation=16, azimuth=-38, wide=0.72, second={"azimuth": 24, "elevation": 22, "wide": 0.74})
def train():
    beech = wood("beech", 0)

    def wheels(x0, xs, r=0.2):
        for x in xs:
            for y in (-0.36, 0.36):
                rod(r, -0.05, 0.05, wood("walnut", 0), at=(x0 + x, y, r), turn=(90, 0, 0), bevel=0.025)
                rod(0.06, -0.07, 0.07, beech, at=(x0 + x, y, r), turn=(90, 0, 0), bevel=0.015)

    def base(x, length=1.15):
        box((length, 0.62, 0.14), beech, at=(x, 0, 0.2), bevel=0.04)

    x = 1.35
    base(x, 1.3)
    wheels(x, (-0.42, 0.02, 0.42))
    rod(0.29, -0.42, 0.42, painted_wood("#2f6d8c"), at=(x + 0.14, 0, 0.62), turn=(0, 90, 0), bevel=0.06)
    box((0.42, 0.62, 0.82), painted_wood("#2f6d8c"), at=(x - 0.42, 0, 0.34), bevel=0.04)
    box((0.56, 0.74, 0.09), painted_wood("#5b5b8c"), at=(x - 0.42, 0, 1.16), bevel=0.04)
    solid([(0.1, 0.85), (0.09, 1.02), (0.15, 1.14), (0.16, 1.18), None, (0, 1.18)], painted_wood("#ebbd4f"), at=(x + 0.38, 0, 0))
    ball(0.09, painted_wood("#ebbd4f"), at=(x + 0.05, 0, 0.93))
    x = 0.02
    base(x)
    wheels(x, (-0.34, 0.34))
    for i, c in enumerate(("#ebbd4f", "#6f9a62")):
        box((0.46, 0.5, 0.46), painted_wood(c), at=(x - 0.26 + 0.52 * i, 0, 0.34), turn=(0, 0, 4 - 9 * i), bevel=0.045)
    rod(0.22, -0.24, 0.24, painted_wood("#e08a3e"), at=(x, 0, 1.0), turn=(90, 0, 0), bevel=0.05)
    x = -1.32
    base(x)
    wheels(x, (-0.34, 0.34))
    for k in range(3):
        rod(0.17, 0.34, 0.86, wood("oak", 2), at=(x - 0.36 + 0.36 * k, 0, 0), bevel=0.03)
        ball(0.15, painted_wood(("#c8503f", "#3f7f94", "#6f9a62")[k]), at=(x - 0.36 + 0.36 * k, 0, 0.96))
    x = -2.64
    base(x)
    wheels(x, (-0.34, 0.34))
    box((1.0, 0.56, 0.34), painted_wood("#c8503f"), at=(x, 0, 0.34), bevel=0.05)
    rnd = random.Random(3)
    for i in range(14):
        ball(0.11, painted_wood("#7c2f49" if i % 3 else "#a23b52", 0.3), at=(x - 0.36 + 0.18 * (i % 5), -0.16 + 0.16 * (i // 5), 0.72 + rnd.uniform(0, 0.06)))
    for x in (0.68, -0.66, -1.98):
        ball(0.06, plain("#33302d", 0.4), at=(x, 0, 0.28))


@shot("block-set", "puddlejump", elevation=13, azimuth=-22, wide=0.64, second={"azimuth": 24, "elevation": 26})
def blocks():
    kinds = ("beech", "maple", "alder", "beech", "walnut", "maple")

    def block(x, y, z, size, kind, turn=0):
        axis = max(range(3), key=lambda i: size[i])
        box(size, wood(kind, axis, 1.4), at=(x, y, z), turn=(0, 0, turn), bevel=0.035)

    u = 0.36
    for i, x in enumerate((-1.1, -0.72, 0.36, 0.74)):
        block(x, 0, 0, (u, u, u * 2), kinds[i], (2, -3, 4, -2)[i])
    block(-0.91, 0, u * 2, (u * 2.2, u, u), "alder", 2)
    block(0.55, 0, u * 2, (u * 2.2, u, u), "maple", -3)
    for i, x in enumerate((-0.9, -0.18, 0.52)):
        block(x, 0, u * 3, (u, u, u), kinds[(i + 2) % 6], (8, -6, 3)[i]) if i != 1 else None
    block(-0.18, 0, u * 4, (u * 4, u, u * 0.5), "beech", 1)
    block(-0.45, 0, u * 4.5, (u, u, u), "alder", 10)
    block(0.1, 0, u * 4.5, (u, u, u), "maple", -9)
    flat([(-0.44, 0), (0.44, 0), (0, 0.42)], u, wood("beech", 0, 1.4), at=(-0.18, 0, u * 5.5), turn=(90, 0, 4), bevel=0.03, closed_smooth=False)
    for x, y, size, kind, turn in ((0.15, -0.75, (u, u, u), "walnut", 30), (-0.55, -0.8, (u * 2, u, u * 0.5), "maple", -20), (-1.2, -0.7, (u, u, u), "beech", 14), (-0.18, 0.05, (u, u, u), "alder", 5)):
        block(x, y, 0, size, kind, turn)
    sack = weave("#d9c9a8", 40, 0.4)
    body = lathe([(0, 0)] + spline([(0.42, 0), (0.58, 0.12), (0.62, 0.42), (0.5, 0.78), (0.24, 0.98), (0.2, 1.04), (0.34, 1.22), (0.42, 1.3)], 12), sack, at=(1.55, -0.25, 0), sides=160)
    for v in body.data.vertices:
        a, r = math.atan2(v.co.y, v.co.x), math.hypot(v.co.x, v.co.y)
        rise = max(0.0, (v.co.z - 0.2) / 1.1)
        fold = (0.03 * math.sin(9 * a + 2 * v.co.z) + 0.014 * math.sin(17 * a) + 0.03 * math.sin(3 * a + 4 * v.co.z)) * rise
        if r > 0.01:
            v.co.x += v.co.x / r * fold
            v.co.y += v.co.y / r * fold
    ring(0.225, 0.025, plain("#c8503f", 0.9), at=(1.55, -0.25, 1.02))


@shot("spinning-tops", "puddlejump", elevation=20, azimuth=-8, wide=0.68, second={"azimuth": 24, "elevation": 38})
def tops():
    def top(x, y, colours, lean, yaw, s=1.0, lift=0.0):
        profiles = [
            ([(0, 0), (0.05, 0.06), (0.30, 0.30), (0.50, 0.44), (0.54, 0.50)], colours[0]),
            ([(0.54, 0.50), (0.50, 0.58), (0.36, 0.64)], colours[1]),
            ([(0.36, 0.64), (0.2, 0.67), (0.09, 0.70)], colours[2]),
        ]
        for pts, c in profiles:
            lathe([(r * s, z * s) for r, z in spline(pts, 10)], painted_wood(c), at=(x, y, lift), turn=(0, lean, yaw))
        solid([(0.09 * s, 0.69 * s), (0.06 * s, 0.8 * s), (0.05 * s, 0.98 * s), (0.075 * s, 1.06 * s), (0, 1.1 * s)], wood("beech", 2), at=(x, y, lift), turn=(0, lean, yaw))
    def flipped(x, y):
        """The one that turns over and goes on upside down."""
        ball(0.36, wood("cherry", 2, 1.6), at=(x, y, 0.52), squash=0.9)
        rod(0.085, 0.0, 0.3, wood("maple", 2, 2), at=(x, y, 0), bevel=0.05)
        ring(0.355, 0.016, painted_wood("#ebbd4f"), at=(x, y, 0.5))

    flipped(1.18, 0.2)
    top(-0.72, 0.2, ("#c8503f", "#ebbd4f", "#c8503f"), 6, 20)
    top(0.30, 0.42, ("#3f7f94", "#e9dcc0", "#5b5b8c"), 5, 150, 0.8)
    top(0.42, -0.62, ("#6f9a62", "#e08a3e", "#ebbd4f"), 47, 20, 0.86, 0.02)


@shot("ball-run", "puddlejump", elevation=9, azimuth=-14, tall=0.64, second={"azimuth": 20, "elevation": 20})
def ball_run():
    beech, oak = wood("beech", 0), wood("oak", 2)
    box((2.5, 0.7, 0.1), beech, bevel=0.03)
    for x in (-1.12, 1.12):
        for y in (-0.3, 0.3):
            rod(0.055, 0.08, 2.1, oak, at=(x, y, 0), bevel=0.02)
    for k in range(4):
        z = 1.72 - 0.44 * k
        tilt = 8 if k % 2 == 0 else -8
        drop = 0.0
        colour = (RAINBOW[0], RAINBOW[2], RAINBOW[3], RAINBOW[4])[k]
        track = painted_wood(colour)
        box((2.16, 0.5, 0.05), track, at=(0, 0, z), turn=(0, tilt, 0), bevel=0.015)
        for y in (-0.24, 0.24):
            box((2.16, 0.05, 0.14), track, at=(0, y, z), turn=(0, tilt, 0), bevel=0.015)
    slope = math.tan(math.radians(8))
    ball(0.12, painted_wood("#c8503f", 0.3), at=(-0.7, 0, 1.72 + 0.7 * slope + 0.17))
    ball(0.12, painted_wood("#ebbd4f", 0.3), at=(0.55, 0, 1.28 + 0.55 * slope + 0.17))
    ball(0.12, painted_wood("#3f7f94", 0.3), at=(0.1, 0, 0.84 - 0.1 * slope + 0.17))
    ball(0.12, painted_wood("#6f9a62", 0.3), at=(-0.9, -0.62, 0.12))


@shot("little-boat", "puddlejump", elevation=9, azimuth=-18, tall=0.64, second={"azimuth": 26, "elevation": 18})
def boat():
    hull = wood("larch", 0, 1.2, 0.4, 0.1)
    beech = wood("beech", 0)

    def deck(scale):
        pts = []
        for i in range(41):
            t = i / 40
            pts.append((-0.95 + 2.15 * t, 0.46 * scale * (1 - t ** 3.2) * min(1, 0.72 + t * 1.2)))
        return pts + [(x, -y) for x, y in reversed(pts[:-1])]
    flat(deck(0.86), 0.26, wood("larch", 0, 1.2, 0.4, 0.1), at=(0, 0, 0.13), turn=(0, 0, 0), bevel=0.05, closed_smooth=False)
    flat(deck(1.0), 0.24, hull, at=(0, 0, 0.36), turn=(0, 0, 0), bevel=0.05, closed_smooth=False)
    flat(deck(0.8), 0.08, beech, at=(0, 0, 0.48), turn=(0, 0, 0), bevel=0.02, closed_smooth=False)
    rod(0.13, 0.48, 0.86, painted_wood("#3f7f94"), at=(-0.52, -0.05, 0), bevel=0.08)
    ball(0.13, wood("beech", 2, 2), at=(-0.52, -0.05, 0.96))
    rod(0.1, 1.02, 1.1, painted_wood("#c8503f"), at=(-0.52, -0.05, 0), bevel=0.04)
    rod(0.05, 0.48, 2.35, beech, at=(0.12, 0, 0), bevel=0.03)
    sail = weave("#f1e8d6", 60, 0.3, 0.08)
    def main(u, v):
        x = 0.06 - (1 - v) * u * 0.85
        return (x, -0.16 * math.sin(u * 3.1) * (1 - v) * math.sin(v * 3.14 * 0.9 + 0.3), 1.02 + v * 1.2)
    def jib(u, v):
        x = 0.18 + (1 - v) * u * 0.8
        return (x, -0.12 * math.sin(u * 3.1) * (1 - v), 0.66 + v * 1.3)
    sheet(1, 1, sail, nx=30, ny=30, shape=main, thickness=0.012)
    sheet(1, 1, sail, nx=30, ny=30, shape=jib, thickness=0.012)
    def flag(u, v):
        return (0.12 - u * 0.3, 0.03 * math.sin(u * 6), 2.2 + (v - 0.5) * 0.18 * (1 - u * 0.9) + 0.05)
    sheet(1, 1, plain("#c8503f", 0.8), nx=16, ny=4, shape=flag, thickness=0.01)


@shot("memory-tiles", "puddlejump", elevation=46, azimuth=-10, wide=0.66, second={"azimuth": 24, "elevation": 26})
def memory():
    beech = wood("beech", 0)
    rnd = random.Random(2)
    kinds = [0, 1, 2, None, 4, 0, 3, 5, None, 2, 1, 4]
    for i, kind in enumerate(kinds):
        x, y = (i % 4 - 1.5) * 0.72, (1 - i // 4) * 0.72
        x, y, turn = x + rnd.uniform(-0.03, 0.03), y + rnd.uniform(-0.03, 0.03), rnd.uniform(-5, 5)
        if kind is None:
            box((0.62, 0.62, 0.12), painted_wood("#3f7f94"), at=(x, y, 0), turn=(0, 0, turn), bevel=0.035)
        else:
            box((0.62, 0.62, 0.12), beech, at=(x, y, 0), turn=(0, 0, turn), bevel=0.035)
            sheet(0.54, 0.54, printed(artwork.tile(kind), 0.55), at=(x, y, 0.1215), turn=(0, 0, turn))


@shot("bead-abacus", "puddlejump", elevation=9, azimuth=-16, tall=0.66, second={"azimuth": 22, "elevation": 18, "tall": 0.66})
def abacus():
    beech_x, beech_z = wood("beech", 0), wood("beech", 2)
    for x in (-1.1, 1.1):
        box((0.14, 0.18, 2.55), beech_z, at=(x, 0, 0.2), bevel=0.04)
        solid([(0, 0), (0.12, 0.02), (0.15, 0.08), (0.08, 0.15), (0.1, 0.21), (0, 0.21)], beech_z, at=(x, 0, 0))
        for y in (-0.34, 0.34):
            solid([(0, 0), (0.1, 0.02), (0.12, 0.07), (0.06, 0.12), (0, 0.14)], beech_z, at=(x, y, 0))
        box((0.16, 0.86, 0.1), wood("beech", 1), at=(x, 0, 0.13), bevel=0.04)
    for z in (0.24, 2.62):
        box((2.2, 0.16, 0.12), beech_x, at=(0, 0, z), bevel=0.04)
    moved = (10, 7, 3, 10, 5, 8, 1, 4, 10, 6)
    for row in range(10):
        z = 2.46 - row * 0.222
        rod(0.02, -1.08, 1.08, steel(0.25), at=(0, 0, z), turn=(0, 90, 0), bevel=0.005)
        first, second = ("#c8503f", "#ebbd4f") if row < 5 else ("#6f9a62", "#3f7f94")
        for k in range(10):
            x = -0.965 + 0.15 * k if k < moved[row] else 0.965 - 0.15 * (9 - k)
            ball(0.1, painted_wood(first if k < 5 else second, 0.35), at=(x, 0, z), sides=28).scale = (0.74, 1, 1)
