"""What the non-profits raise money for: little theatres of cut paper."""

import math

from shots import scene
from studio import *

SIZE = (1200, 628)


def card(colour):
    material = paper(colour, 0.92)
    n = Nodes(material)
    base = rgb(colour)
    n.colour(n.mix(n.noise(14.0, detail=6), [c * 0.93 for c in base[:3]] + [1], [min(1, c * 1.05) for c in base[:3]] + [1]))
    return material


def cut(points, y, colour, at=(0, 0), turn=0, smooth_edge=True, depth=0.09, material=None):
    """One piece of card, cut to an outline in the plane that faces us."""
    # No two pieces lie in exactly the same plane: where they overlap, light could not tell which is in front.
    y -= 0.0017 * (len(bpy.context.scene.objects) % 40)
    obj = flat(points, depth, material or card(colour), at=(at[0], y, at[1]), turn=(90, 0, 0), bevel=0.012, closed_smooth=smooth_edge, steps=10)
    if turn:
        obj.rotation_euler = (math.radians(90), math.radians(turn), 0)
    return obj


def disc(r, y, colour, at, material=None):
    return cut([(r * math.cos(a), r * math.sin(a)) for a in (i * math.pi / 32 for i in range(64))], y, colour, at, smooth_edge=False, material=material)


def ridge(y, colour, heights, base=-2.0, span=9.5):
    """A hill from edge to edge through the given heights."""
    points = [(-span + 2 * span * i / (len(heights) - 1), h) for i, h in enumerate(heights)]
    top = spline(points, 10)
    return cut([*top, (span, base), (-span, base)], y, colour, smooth_edge=False)


def water(y, colour, level, phase, amplitude=0.10, period=1.5):
    top = [(-9.5 + 19 * i / 190, level + amplitude * math.sin(2 * math.pi * (i / 10 + phase) / period)) for i in range(191)]
    return cut([*top, (9.5, -2), (-9.5, -2)], y, colour, smooth_edge=False)


def reed(x, y, height, lean, colour, head=None):
    width = 0.07
    tip = (x + lean, height)
    cut([(x - width, -1.5), (x - width * 0.8 + lean * 0.3, height * 0.55), tip, (x + width * 0.8 + lean * 0.3, height * 0.55), (x + width, -1.5)], y, colour, smooth_edge=False)
    if head:
        cut([(0.09 * math.cos(a), 0.34 * math.sin(a)) for a in (i * math.pi / 16 for i in range(32))], y - 0.06, head, (tip[0] * 0.96 + x * 0.04, height - 0.2), smooth_edge=False)


def tree(x, y, base, height, colour, trunk="#6b4f3a"):
    cut([(x - 0.07, base), (x - 0.05, base + height * 0.6), (x + 0.05, base + height * 0.6), (x + 0.07, base)], y, trunk, smooth_edge=False)
    crown = [(0.42 * height * math.cos(a) * (1 + 0.08 * math.sin(5 * a + x)), 0.52 * height * math.sin(a) * (1 + 0.06 * math.sin(4 * a + x))) for a in (i * math.pi / 10 for i in range(20))]
    cut(crown, y - 0.1, colour, (x, base + height * 0.75))


def theatre(sky, strength=1.0, warm="#fff3e2", ambient=0.45):
    mesh([(-20, 3.4, -4), (20, 3.4, -4), (20, 3.4, 14), (-20, 3.4, 14)], [(0, 1, 2, 3)], card(sky))
    world(strength=ambient)
    area((-6, -7, 11), (0, 0, 2.6), 4.0, 2300 * strength, warm)
    area((7, -8, 5), (0, 0, 2.5), 5.0, 380 * strength, "#fff3e6")
    look((0, -19.5, 3.4), (0, 0, 2.75), lens=62)


@scene("clean-the-saone", "causes", SIZE)
def saone():
    theatre("#f6dcc0")
    disc(0.95, 3.1, "#ee8f55", (2.3, 4.15))
    ridge(2.7, "#d9b9a0", [3.0, 3.6, 3.2, 3.9, 3.4, 3.0, 3.5, 3.1])
    ridge(2.2, "#a9b4a4", [2.4, 2.9, 3.1, 2.6, 2.5, 2.9, 2.7, 2.5])
    for x, w, h, c in ((-5.4, 0.8, 1.3, "#e9c9a6"), (-4.5, 0.7, 1.7, "#d98f6a"), (-3.7, 0.75, 1.2, "#f0dcc0"), (4.1, 0.8, 1.5, "#d98f6a"), (5.0, 0.75, 1.1, "#f0dcc0"), (5.8, 0.7, 1.6, "#e3b48a")):
        cut([(x - w / 2, 1.6), (x - w / 2, 2.2 + h), (x, 2.55 + h), (x + w / 2, 2.2 + h), (x + w / 2, 1.6)], 1.8, c, smooth_edge=False)
        for dz in (0.35, 0.85):
            if dz < h:
                for dx in (-0.18, 0.18):
                    cut([(x + dx - 0.07, 2.1 + dz), (x + dx - 0.07, 2.35 + dz), (x + dx + 0.07, 2.35 + dz), (x + dx + 0.07, 2.1 + dz)], 1.73, "#6f8a92", smooth_edge=False)
    deck = [(-7, 2.15), (-3.5, 2.5), (0, 2.62), (3.5, 2.5), (7, 2.15)]
    top = spline(deck, 10)
    under = []
    for x0 in (5.2, 2.6, 0.0, -2.6, -5.2):
        under += [(x0 + 1.05 * math.cos(a), 0.9 + 1.15 * math.sin(a)) for a in (i * math.pi / 16 for i in range(17))]
    cut([*top, (7, 0.2), (6.3, 0.2), *under, (-6.3, 0.2), (-7, 0.2)], 1.2, "#efe0c8", smooth_edge=False)
    water(0.7, "#8fb3b3", 1.15, 0.0)
    water(0.2, "#6a9aa3", 0.78, 0.6)
    # A rowing boat brings the rubbish home.
    cut([(-1.5, 0.95), (-1.2, 0.35), (1.2, 0.35), (1.65, 1.05), (0.9, 0.82), (-0.9, 0.82)], -0.1, "#c8603a", (-0.9, 0.05), smooth_edge=False)
    for x, z, r, c in ((-1.55, 0.98, 0.34, "#3f4a4c"), (-1.0, 1.0, 0.28, "#5b6668"), (-0.45, 0.95, 0.26, "#3f4a4c")):
        disc(r, -0.0, c, (x, z))
    cut([(0.0, 0.6), (0.12, 0.6), (2.1, 2.3), (2.0, 2.36)], -0.2, "#8a6242", (-0.7, 0.2), smooth_edge=False)
    cut([(0.34 * math.cos(a), 0.26 * math.sin(a)) for a in (i * math.pi / 16 for i in range(32))], -0.24, "#f3ead8", (1.45, 2.62), smooth_edge=False)
    water(-0.5, "#437a89", 0.42, 0.3)
    water(-1.0, "#2c5f70", 0.05, 0.9)
    for x, h, l in ((-5.6, 1.7, 0.2), (-5.2, 2.2, -0.1), (-4.8, 1.5, 0.3), (5.3, 1.9, -0.2), (5.7, 2.4, 0.1), (6.1, 1.6, -0.1)):
        reed(x, -1.3, h, l, "#4f6b4a", "#7a4a2e")


@scene("otter-banks", "causes", SIZE)
def otter():
    theatre("#dfe8da")
    disc(0.8, 3.1, "#f6e3a8", (-2.6, 4.3))
    ridge(2.7, "#b6cbb4", [3.4, 3.0, 3.5, 3.9, 3.3, 3.6, 3.2])
    for x, h in ((-5.2, 2.0), (-3.9, 1.6), (4.2, 1.9), (5.5, 2.3), (2.9, 1.4)):
        tree(x, 2.2, 2.2, h, "#7fa17c")
    ridge(1.7, "#8fb08a", [2.5, 2.3, 2.6, 2.2, 2.4, 2.7, 2.5])
    water(1.1, "#a9cfcb", 1.55, 0.2)
    water(0.6, "#7fb5b5", 1.15, 0.7)
    brown, belly = "#7a5236", "#d9b58c"
    # The otter floats on its back and holds a stone.
    cut([(-2.7, 1.05), (-2.0, 1.35), (-1.0, 1.62), (0.2, 1.70), (1.1, 1.62), (1.55, 1.95), (2.1, 2.05), (2.5, 1.75), (2.4, 1.3), (1.8, 1.0), (0.6, 0.75), (-1.0, 0.7), (-2.0, 0.8)], 0.2, brown)
    cut([(-0.9, 1.42), (0.1, 1.52), (1.0, 1.42), (0.9, 1.15), (0, 1.02), (-0.8, 1.12)], 0.12, belly)
    disc(0.13, 0.12, brown, (1.72, 2.10))
    disc(0.055, 0.1, "#231a14", (2.06, 1.78))
    disc(0.09, 0.1, "#231a14", (2.46, 1.66))
    cut([(0.30 * math.cos(a), 0.22 * math.sin(a)) for a in (i * math.pi / 12 for i in range(24))], 0.1, "#e8d3b0", (2.28, 1.56))
    disc(0.2, 0.05, "#9aa3a0", (0.35, 1.72))
    for x in (0.05, 0.65):
        cut([(0.11 * math.cos(a), 0.26 * math.sin(a)) for a in (i * math.pi / 12 for i in range(24))], 0.03, "#6a452c", (x, 1.62), 20 if x < 0.3 else -20)
    cut([(-3.3, 1.75), (-3.0, 1.9), (-2.3, 1.3), (-2.2, 1.0), (-2.6, 1.05)], 0.15, brown)
    water(-0.2, "#4f929b", 0.95, 0.1)
    water(-0.8, "#37747f", 0.5, 0.8)
    for x, h, l in ((-6.0, 3.0, 0.2), (-5.5, 3.6, 0.35), (-5.0, 2.7, 0.1), (-4.6, 2.1, 0.4), (4.4, 2.3, -0.3), (4.9, 3.2, -0.1), (5.4, 3.8, -0.35), (5.9, 2.9, 0.1)):
        reed(x, -1.1 - 0.05 * (x % 1), h, l, "#4c7347" if h > 2.6 else "#6a8f58", "#7a4a2e" if h > 2.8 else None)
    ridge(-1.7, "#5c7f4d", [1.1, 0.75, 0.1, -0.25, -0.3, -0.1, 0.6, 1.0])


@scene("late-library", "causes", SIZE, develop={"glow": 0.35})
def library():
    theatre("#2f3a5c", 0.42, "#dfe6ff", 0.22)
    rnd = random.Random(6)
    for _ in range(26):
        disc(rnd.uniform(0.02, 0.045), 3.2, "#f7ecc9", (rnd.uniform(-6.5, 6.5), rnd.uniform(3.2, 5.9)), glow("#ffe9b8", 1.0, 0.1))
    crescent = [(0.62 * math.cos(a), 0.62 * math.sin(a)) for a in (math.radians(85 + 250 * i / 40) for i in range(41))]
    (x0, z0), (x1, z1) = crescent[-1], crescent[0]
    for i in range(1, 40):
        t = i / 40
        bow = 0.36 * math.sin(math.pi * t)
        crescent.append((x0 + (x1 - x0) * t - bow * 0.86, z0 + (z1 - z0) * t - bow * 0.5))
    cut(crescent, 3.1, "#f6e6b8", (-4.0, 4.6), smooth_edge=False, material=glow("#ffe9b8", 0.75, 0.1))
    for x, w, h, c in ((-5.3, 1.6, 2.0, "#3f4a70"), (-3.7, 1.4, 2.6, "#39446a"), (4.2, 1.5, 2.4, "#3f4a70"), (5.6, 1.6, 1.9, "#39446a")):
        cut([(x - w / 2, -1), (x - w / 2, h), (x, h + 0.7), (x + w / 2, h), (x + w / 2, -1)], 2.2, c, smooth_edge=False)
    lit = glow("#ffc877", 1.5, 0.1)
    # The house: its windows are holes, and the light stands behind them.
    windows = [[(x - 0.36, z), (x - 0.36, z + 0.8), (x + 0.36, z + 0.8), (x + 0.36, z)] for x in (-1.6, 0.0, 1.6) for z in (2.55,)]
    windows += [[(x - 0.62, 0.9), (x - 0.62, 1.95), (x + 0.62, 1.95), (x + 0.62, 0.9)] for x in (-1.45, 1.45)]
    wall = [(-2.5, -1), (-2.5, 3.7), (0, 5.1), (2.5, 3.7), (2.5, -1)]
    front = bpy_plate(wall, windows, 1.1, "#8a5a48")
    mesh([(-2.4, 1.5, 0), (2.4, 1.5, 0), (2.4, 1.5, 3.8), (-2.4, 1.5, 3.8)], [(0, 1, 2, 3)], lit)
    cut([(-2.9, 3.55), (0, 5.2), (2.9, 3.55), (2.9, 3.85), (0, 5.55), (-2.9, 3.85)], 0.85, "#57363a", smooth_edge=False)
    cut([(-0.42, -1), (-0.42, 1.5), (0.42, 1.5), (0.42, -1)], 0.9, "#3d2a35", smooth_edge=False)
    disc(0.05, 0.8, "#f0cf94", (0.25, 0.62))
    for x, z in ((-1.6, 2.55), (0, 2.55), (1.6, 2.55)):
        cut([(x - 0.03, z), (x - 0.03, z + 0.8), (x + 0.03, z + 0.8), (x + 0.03, z)], 1.02, "#6d463a", smooth_edge=False)
    # Shelves with books behind the big windows.
    for x in (-1.45, 1.45):
        place = -0.55
        while place < 0.5:
            w, h = rnd.uniform(0.08, 0.14), rnd.uniform(0.3, 0.6)
            cut([(x + place, 0.9), (x + place, 0.9 + h), (x + place + w, 0.9 + h), (x + place + w, 0.9)], 1.35, rnd.choice(("#7a2f2a", "#27465a", "#5f7d4c", "#8a5a2e")), smooth_edge=False)
            place += w + 0.02
    bulb((-1.45, 0.2, 0.6), 30, "#ffc98a", 0.3)
    bulb((1.45, 0.2, 0.6), 30, "#ffc98a", 0.3)
    ridge(0.4, "#2a3350", [0.8, 0.7, 0.6, 0.55, 0.55, 0.6, 0.7, 0.8])
    tree(-3.9, 0.3, 0.2, 2.6, "#33506a", "#2a2f45")
    tree(4.0, 0.3, 0.2, 2.2, "#33506a", "#2a2f45")
    # Two children on their way in, a book under the arm.
    for x, h, coat, hat in ((-0.95, 1.0, "#d8663c", "#f0cf94"), (-1.6, 0.82, "#5f8f8a", "#c8503f")):
        cut([(x - 0.24, -0.3), (x - 0.15, h * 0.62), (x + 0.15, h * 0.62), (x + 0.24, -0.3)], -0.2, coat, (0, 0.5))
        disc(0.17, -0.26, "#e2b08a", (x, h * 0.62 + 0.68))
        cut([(-0.2, 0), (-0.12, 0.17), (0, 0.22), (0.12, 0.17), (0.2, 0)], -0.3, hat, (x, h * 0.62 + 0.72))
    cut([(-0.14, -0.1), (-0.14, 0.12), (0.14, 0.12), (0.14, -0.1)], -0.32, "#f3ead8", (-0.78, 0.82), 12, smooth_edge=False)
    ridge(-0.9, "#222a45", [0.5, 0.42, 0.36, 0.32, 0.34, 0.38, 0.42, 0.5])


def bpy_plate(outline, holes, y, colour):
    """A plate with square holes."""
    obj = flat(outline, 0.09, card(colour), at=(0, y, 0), turn=(90, 0, 0), bevel=0.012, closed_smooth=False, square_holes=holes)
    return obj


def pump(y, x=0.0, s=1.0, body="#3a6f8f", dark="#27506a"):
    """A hand pump: column, spout, handle."""
    def p(points):
        return [(x + a * s, b * s) for a, b in points]
    cut(p([(-0.62, 0.2), (-0.62, 0.42), (-0.28, 0.5), (-0.28, 3.0), (0.28, 3.0), (0.28, 0.5), (0.62, 0.42), (0.62, 0.2)]), y, body, smooth_edge=False)
    cut(p([(0.2, 2.25), (0.95, 2.25), (1.25, 2.0), (1.28, 1.65), (1.02, 1.65), (0.98, 1.85), (0.85, 1.95), (0.2, 1.9)]), y - 0.1, dark, smooth_edge=False)
    cut(p([(-0.42, 2.95), (-0.42, 3.2), (-0.2, 3.5), (0.2, 3.5), (0.42, 3.2), (0.42, 2.95)]), y - 0.12, dark, smooth_edge=False)
    cut(p([(0.1, 3.55), (0.12, 3.3), (-0.9, 3.15), (-2.0, 2.35), (-2.35, 1.85), (-2.5, 1.95), (-2.1, 2.6), (-1.0, 3.42)]), y - 0.22, "#c8603a", smooth_edge=False)
    disc(0.12 * s, y - 0.3, "#f0cf94", (x, 3.35 * s))


def drop(x, z, r, y, colour):
    cut([(0, 1.7 * r), (0.55 * r, 0.7 * r), (0.95 * r, -0.1 * r), (0.7 * r, -0.8 * r), (0, -1.05 * r), (-0.7 * r, -0.8 * r), (-0.95 * r, -0.1 * r), (-0.55 * r, 0.7 * r)], y, colour, (x, z))


def bucket(x, z, y, s=1.0, colour="#e0a24a"):
    cut([(x - 0.62 * s, z + 1.0 * s), (x - 0.45 * s, z), (x + 0.45 * s, z), (x + 0.62 * s, z + 1.0 * s)], y, colour, smooth_edge=False)
    cut([(x - 0.66 * s, z + 0.92 * s), (x - 0.66 * s, z + 1.08 * s), (x + 0.66 * s, z + 1.08 * s), (x + 0.66 * s, z + 0.92 * s)], y - 0.1, "#c8863a", smooth_edge=False)


@scene("one-more-well", "causes", SIZE)
def one_more_well():
    theatre("#f7e0b4")
    disc(1.05, 3.1, "#ef9a55", (3.3, 4.2))
    ridge(2.7, "#e6b98a", [3.2, 3.7, 3.3, 2.9, 3.3, 3.0, 3.4])
    ridge(2.1, "#d39a6b", [2.3, 2.5, 2.9, 2.5, 2.2, 2.6, 2.4])
    for x, h in ((-5.0, 2.4), (-3.6, 1.8), (5.0, 2.2)):
        tree(x, 1.7, 1.9, h, "#7d8f52", "#7a5236")
    for x, w in ((-2.1, 1.1), (4.0, 1.2)):
        cut([(x - w / 2, 1.4), (x - w / 2, 2.35), (x + w / 2, 2.35), (x + w / 2, 1.4)], 1.5, "#f3dfc0", smooth_edge=False)
        cut([(x - w * 0.72, 2.3), (x, 3.15), (x + w * 0.72, 2.3)], 1.4, "#b5653d", smooth_edge=False)
        cut([(x - 0.15, 1.4), (x - 0.15, 2.0), (x + 0.15, 2.0), (x + 0.15, 1.4)], 1.42, "#7a4a32", smooth_edge=False)
    ridge(0.9, "#c08a58", [1.7, 1.5, 1.35, 1.25, 1.3, 1.45, 1.6])
    cut([(-2.0, 0.55), (-1.8, 0.95), (2.6, 0.95), (2.8, 0.55)], 0.4, "#cfc8ba", smooth_edge=False)
    pump(0.1, 0.1, 1.22)
    bucket(1.52, 0.85, -0.25, 0.85)
    for z, r in ((1.85, 0.10),):
        drop(1.5, z + 0.15, r, -0.1, "#4f9fc0")
    ridge(-0.6, "#a8703f", [0.9, 0.75, 0.6, 0.55, 0.6, 0.7, 0.95])
    ridge(-1.2, "#7d8f52", [0.4, 0.25, 0.05, 0.0, 0.05, 0.15, 0.45])
    for x in (-5.8, -5.3, -4.9, 5.0, 5.4, 5.9):
        reed(x, -1.4, 1.2 + 0.3 * math.sin(x * 7), 0.2 * math.sin(x * 3), "#64783f")


@scene("pump-repair", "causes", SIZE)
def pump_repair():
    theatre("#d5e5e8")
    disc(2.35, 3.0, "#f3e6c8", (0, 2.9))
    def gear(x, z, r, teeth, y, colour, hole="#f3e6c8"):
        points = []
        for k in range(teeth * 4):
            a = 2 * math.pi * k / (teeth * 4)
            rr = r if k % 4 in (0, 1) else r * 0.82
            points.append((rr * math.cos(a), rr * math.sin(a)))
        cut(points, y, colour, (x, z), smooth_edge=False)
        disc(r * 0.34, y - 0.1, hole, (x, z))
    gear(-3.6, 3.75, 1.05, 10, 1.9, "#e0a24a", "#d5e5e8")
    gear(-5.1, 2.7, 0.8, 8, 1.7, "#b8c9c4", "#d5e5e8")
    gear(4.3, 3.4, 1.2, 12, 1.9, "#8fb0ae", "#d5e5e8")
    ridge(1.2, "#b9cfc0", [1.5, 1.7, 1.4, 1.2, 1.3, 1.6, 1.5])
    pump(0.4, -0.1, 1.3)
    # A spanner on the nut of the column.
    cut([(-0.42, -1.7), (-0.42, 0.95), (-0.85, 1.35), (-0.8, 2.0), (-0.42, 2.25), (-0.42, 1.6), (0, 1.32), (0.42, 1.6), (0.42, 2.25), (0.8, 2.0), (0.85, 1.35), (0.42, 0.95), (0.42, -1.7), (0.2, -2.0), (-0.2, -2.0)], -0.35, "#7f8a8c", (2.55, 2.3), 48, smooth_edge=False)
    hexagon = [(0.36 * math.cos(math.pi * k / 3), 0.36 * math.sin(math.pi * k / 3)) for k in range(6)]
    cut(hexagon, -0.25, "#f0cf94", (1.28, 3.44), 12, smooth_edge=False)
    ridge(-0.5, "#8fae8c", [0.85, 0.7, 0.6, 0.55, 0.6, 0.7, 0.9])
    # The tool box.
    cut([(-4.6, 0.3), (-4.6, 1.35), (-2.2, 1.35), (-2.2, 0.3)], -0.75, "#c8503f", smooth_edge=False)
    cut([(-4.7, 1.25), (-4.7, 1.5), (-2.1, 1.5), (-2.1, 1.25)], -0.85, "#a23c30", smooth_edge=False)
    cut([(-3.95, 1.45), (-3.95, 1.95), (-2.85, 1.95), (-2.85, 1.45), (-3.05, 1.45), (-3.05, 1.75), (-3.75, 1.75), (-3.75, 1.45)], -0.7, "#6b2a22", smooth_edge=False)
    cut([(-3.55, 1.1), (-3.55, 1.4), (-3.25, 1.4), (-3.25, 1.1)], -0.95, "#f0cf94", smooth_edge=False)
    drop(1.55, 1.55, 0.17, 0.1, "#4f9fc0")
    drop(1.55, 0.95, 0.13, 0.1, "#4f9fc0")
    ridge(-1.3, "#6f9470", [0.25, 0.15, 0.05, 0.0, 0.05, 0.1, 0.3])


@scene("wild-hedges", "causes", SIZE)
def hedges():
    theatre("#dfeaf0")
    disc(0.7, 3.1, "#f7e2a0", (3.6, 4.7))
    ridge(2.7, "#c5d8b4", [3.2, 3.6, 3.3, 3.7, 3.4, 3.1, 3.5])
    ridge(2.2, "#a8c48f", [2.6, 2.4, 2.8, 2.5, 2.9, 2.6, 2.4])
    rnd = random.Random(12)
    for layer, (y, colour, low, high) in enumerate(((1.6, "#7da06a", 2.3, 3.2), (1.1, "#658c56", 1.8, 2.7), (0.6, "#4f7847", 1.3, 2.1))):
        heights = [rnd.uniform(low, high) for _ in range(22)]
        ridge(y, colour, heights)
    def blossom(x, z, y, petal, r=0.2):
        for k in range(5):
            a = 2 * math.pi * k / 5
            disc(r * 0.55, y, petal, (x + r * 0.62 * math.cos(a), z + r * 0.62 * math.sin(a)))
        disc(r * 0.34, y - 0.08, "#e9b949", (x, z))
    for _ in range(13):
        x = rnd.uniform(-6.2, 6.2)
        blossom(x, rnd.uniform(1.0, 2.4), 0.45, rnd.choice(("#fbf3e6", "#f0c3cf", "#fbf3e6")), rnd.uniform(0.15, 0.24))
    for _ in range(16):
        disc(rnd.uniform(0.07, 0.11), 0.42, rnd.choice(("#b5363f", "#4a3a66")), (rnd.uniform(-6.2, 6.2), rnd.uniform(0.8, 2.2)))
    def bee(x, z, tilt):
        cut([(0.34 * math.cos(a), 0.22 * math.sin(a)) for a in (i * math.pi / 12 for i in range(24))], -0.6, "#eab53f", (x, z), tilt)
        for dx in (-0.08, 0.1):
            cut([(-0.04, -0.19), (-0.04, 0.19), (0.04, 0.19), (0.04, -0.19)], -0.68, "#3a2c20", (x + dx, z), tilt, smooth_edge=False)
        for dx, turn in ((-0.06, 25), (0.12, -15)):
            cut([(0.12 * math.cos(a), 0.24 * math.sin(a)) for a in (i * math.pi / 12 for i in range(24))], -0.74, "#fbfaf2", (x + dx, z + 0.34), turn + tilt)
    bee(-3.5, 3.9, 12)
    bee(-1.9, 4.5, -8)
    bee(1.9, 4.1, 10)
    ridge(-0.2, "#7fa05c", [0.9, 0.85, 0.8, 0.75, 0.8, 0.85, 0.95])
    # The hedgehog on its way along the hedge.
    spikes = []
    for k in range(25):
        a = math.radians(8 + 164 * k / 24)
        r = 1.28 if k % 2 == 0 else 1.02
        spikes.append((-0.1 - r * math.cos(a) * 1.12, r * math.sin(a)))
    cut([*spikes, (0.9, -0.12), (-1.1, -0.12)], -0.7, "#6b5138", (0.2, 0.75), smooth_edge=False)
    cut([(0.55, 0.62), (0.95, 0.66), (1.35, 0.34), (1.72, 0.14), (1.7, 0.0), (1.2, -0.14), (0.2, -0.14), (0.3, 0.3)], -0.85, "#d9b58c", (0.2, 0.75))
    disc(0.09, -0.95, "#231a14", (1.92, 0.86))
    disc(0.07, -0.95, "#231a14", (1.35, 1.12))
    cut([(0.15 * math.cos(a), 0.19 * math.sin(a)) for a in (i * math.pi / 12 for i in range(24))], -0.93, "#c79a6f", (0.98, 1.36))
    ridge(-1.3, "#5c8347", [0.55, 0.4, 0.3, 0.25, 0.3, 0.4, 0.5])
    for x in (-5.9, -5.4, -4.7, -3.9, 3.9, 4.6, 5.2, 5.8):
        reed(x, -1.5, 1.1 + 0.35 * math.sin(x * 5), 0.2 * math.sin(x * 3), "#4a6f3a")
