"""Brûlerie du Canal: coffee and what it is made with."""

import math

import artwork
from shots import shot
from studio import *


def bean(at, yaw, tilt=0, r=0.075, prop=True):
    body = plain("#3a1f12", 0.38, coat=0.15)
    obj = ball(r, body, at=(at[0], at[1], at[2] + r * 0.55), sides=24, prop=prop, turn=(tilt, 0, yaw))
    obj.scale = (1.32, 0.95, 0.66)
    crease = tube([(-r * 1.15, 0, r * 0.30), (0, r * 0.12, r * 0.665), (r * 1.15, 0, r * 0.30)], 0.006, plain("#1c0d07", 0.8), sides=6, prop=prop)
    crease.parent = None
    crease.location = obj.location
    crease.rotation_euler = obj.rotation_euler


def beans(x, y, count, spread, seed=2):
    rnd = random.Random(seed)
    placed = []
    while len(placed) < count:
        p = (x + rnd.gauss(0, spread), y + rnd.gauss(0, spread * 0.6))
        if all(math.hypot(p[0] - q[0], p[1] - q[1]) > 0.2 for q in placed):
            placed.append(p)
            bean((p[0], p[1], 0), rnd.uniform(0, 360), rnd.uniform(-14, 14))


def bag(kraft, label):
    """A gusseted coffee bag with its top folded over."""
    w, d, h = 1.36, 0.74, 2.0
    verts, faces = [], []
    rows, around = 60, 96
    for j in range(rows + 1):
        t = j / rows
        z = h * t
        depth = d * (1 - 0.9 * max(0.0, (t - 0.55) / 0.45) ** 1.25)
        bulge = 0.07 * math.sin(math.pi * min(1, t * 1.05))
        for k in range(around):
            a = 2 * math.pi * k / around
            c, s = math.cos(a), math.sin(a)
            n = 0.22 + 0.1 * t
            x = (w / 2) * math.copysign(abs(c) ** n, c)
            y = (depth / 2) * math.copysign(abs(s) ** n, s)
            side = abs(x) / (w / 2)
            x -= math.copysign(0.085 * max(0.0, t - 0.1) * max(0.0, 1 - abs(y) / (depth / 2 + 1e-6)) * (side > 0.97), x)
            y += math.copysign(bulge * (1 - (x / (w / 2)) ** 2), s) if abs(s) > 0.15 else 0
            wrinkle = 0.012 * math.sin(9 * x + 14 * z) * math.sin(5 * z + 2 * x) * t
            verts.append((x, y + wrinkle, z))
    for j in range(rows):
        for k in range(around):
            l = (k + 1) % around
            faces.append((j * around + k, j * around + l, (j + 1) * around + l, (j + 1) * around + k))
    faces.append(tuple(reversed(range(around))))
    faces.append(tuple(rows * around + k for k in range(around)))
    mesh(verts, faces, kraft, angle=50)
    for k in range(3):
        box((w * 1.02, 0.075 + 0.012 * (k == 1), 0.13), kraft, at=(0, -0.012 * k, h - 0.03 - 0.0 * k + 0.12 * (k - 1) * 0.3), bevel=0.03)
    tin = metal("#d8d2c4", 0.35)
    box((w * 1.14, 0.03, 0.05), tin, at=(0, -0.072, h + 0.0), bevel=0.012)

    def front(u, v):
        x = (u - 0.5) * 0.94
        z = 0.22 + v * 1.26
        t = z / h
        depth = d * (1 - 0.9 * max(0.0, (t - 0.55) / 0.45) ** 1.25)
        bulge = 0.07 * math.sin(math.pi * min(1, t * 1.05))
        n = 0.22 + 0.1 * t
        c = (abs(x) / (w / 2)) ** (1 / n)
        s = math.sqrt(max(0, 1 - c * c))
        y = -(depth / 2) * s ** n - bulge * (1 - (x / (w / 2)) ** 2)
        wrinkle = 0.012 * math.sin(9 * x + 14 * z) * math.sin(5 * z + 2 * x) * t
        return (x, y + wrinkle - 0.006, z)

    sheet(1, 1, printed(label, 0.6), nx=40, ny=50, shape=front)


def kraft(colour="#b78a5c"):
    material = paper(colour, 0.8)
    n = Nodes(material)
    base = rgb(colour)
    n.colour(n.mix(n.noise(1.0, n.coords((60, 60, 12)), detail=4), [c * 0.8 for c in base[:3]] + [1], [min(1, c * 1.15) for c in base[:3]] + [1]))
    n.bump(n.noise(5.0, detail=5), 0.35, 0.03)
    return material


@shot("canal-blend", "brulerieducanal", elevation=10, azimuth=-14, tall=0.62, second={"azimuth": 20, "elevation": 20})
def canal_blend():
    bag(kraft(), artwork.coffee_label("Canal", "FILTER · 340 g", "#f3ead8", "#2f5560", "canal"))
    beans(0.95, -0.75, 9, 0.34)


@shot("espresso-nuit", "brulerieducanal", elevation=10, azimuth=-14, tall=0.62, second={"azimuth": 20, "elevation": 20})
def espresso_nuit():
    bag(kraft("#33302f"), artwork.coffee_label("Nuit", "ESPRESSO · 340 g", "#1f2a3a", "#f0cf94", "moon"))
    beans(0.95, -0.75, 9, 0.34, 5)


@shot("decaf-doux", "brulerieducanal", elevation=10, azimuth=-14, tall=0.62, second={"azimuth": 20, "elevation": 20})
def decaf():
    bag(kraft("#e4dccd"), artwork.coffee_label("Doux", "DÉCAF · 340 g", "#c8714a", "#fdf4e6", "steam"))
    beans(0.95, -0.75, 9, 0.34, 8)


@shot("moka-pot", "brulerieducanal", elevation=11, azimuth=-8, tall=0.64, second={"azimuth": 40, "elevation": 22})
def moka():
    body = steel(0.3)
    black = wood("maple", 2, 1.4)
    lathe([(0, 0), (0.56, 0), (0.60, 0.03), (0.60, 0.10), (0.50, 0.80), (0.46, 0.84), (0, 0.84)], body, sides=8, angle=20)
    rod(0.49, 0.82, 0.93, body, bevel=0.03)
    lathe([(0, 0.92), (0.44, 0.92), (0.46, 0.98), (0.62, 1.78), (0.60, 1.80), (0, 1.80)], body, sides=8, angle=20)
    flat([(0, 0), (0.3, 0.28), (0.28, 0.33), (0, 0.32)], 0.2, body, at=(0.5, 0, 1.47), closed_smooth=False, bevel=0.03)
    lathe([(0, 1.96), (0.1, 1.95), (0.56, 1.84), (0.60, 1.80), (0, 1.80)], body, sides=8, angle=20)
    solid([(0, 1.94), (0.06, 1.95), (0.05, 2.0), (0.10, 2.06), (0.11, 2.14), (0.05, 2.19), (0, 2.19)], black)
    tube([(-0.56, 0, 1.66), (-0.78, 0, 1.72), (-1.04, 0, 1.64), (-1.02, 0, 1.2), (-0.94, 0, 0.86)], 0.08, black, radii=[0.07, 0.08, 0.085, 0.075, 0.06])
    beans(0.95, -0.6, 5, 0.25)


@shot("pour-over-dripper", "brulerieducanal", elevation=14, azimuth=-10, tall=0.62, second={"azimuth": 36, "elevation": 30})
def dripper():
    white = plain("#f1ebe0", 0.18, coat=0.4)
    pot([(0.2, 0.42), (0.24, 0.5), (0.46, 0.86), (0.76, 1.36)], white, 0.045, 0.03)
    pot([(0.70, 0.34), (0.72, 0.36), (0.74, 0.40), (0.74, 0.42)], white, 0.05, 0.06)
    rod(0.28, 0.36, 0.5, white)
    tube([(-0.55, 0, 1.10), (-0.95, 0, 1.16), (-1.08, 0, 0.92), (-0.90, 0, 0.70), (-0.44, 0, 0.80)], 0.05, white)
    pot([(0.50, 0), (0.58, 0.03), (0.62, 0.2), (0.60, 0.36)], glaze("#3f5a63", amount=0.3), 0.05, 0.06)
    filter_paper = plain("#f7f1e4", 0.9)
    lathe([(0.13, 0.62), (0.47, 0.98), (0.76, 1.50)], filter_paper)
    rod(0.56, 1.10, 1.14, clay("#2c170d"), bevel=0.005)
    beans(0.95, -0.75, 5, 0.22, 4)


@shot("glass-carafe", "brulerieducanal", elevation=9, azimuth=-8, tall=0.64, samples=1.5, second={"azimuth": 30, "elevation": 20})
def carafe():
    clear = glass("#f6fbfa")
    pot([(0.52, 0), (0.66, 0.05), (0.78, 0.36), (0.72, 0.72), (0.40, 1.14), (0.32, 1.34), (0.36, 1.60), (0.46, 1.82)], clear, 0.03, 0.05)
    coffee = plain("#2b1208", 0.1)
    solid([(0, 0.06), None, (0.50, 0.06), (0.62, 0.09), (0.742, 0.36), (0.715, 0.60), None, (0, 0.60)], coffee)
    rod(0.43, 1.10, 1.42, wood("maple", 2, 1.5), bevel=0.03)
    line = plain("#e9efee", 0.6)
    for r, z in ((0.784, 0.42), (0.716, 0.74)):
        ring(r, 0.004, line, at=(0, 0, z))
    tube([(0.3, -0.28, 1.27), (0.44, -0.32, 1.2), (0.48, -0.34, 1.06)], 0.014, plain("#4a3220", 0.8))
    ball(0.045, wood("oak", 0, 3), at=(0.485, -0.345, 1.02))


@shot("steel-canister", "brulerieducanal", elevation=12, azimuth=-8, tall=0.62, second={"azimuth": 30, "elevation": 26})
def canister():
    body = steel(0.38, brushed=(3, 3, 160))
    rod(0.62, 0, 1.55, body, bevel=0.05)
    rod(0.64, 1.50, 1.62, body, bevel=0.03)
    rod(0.60, 1.60, 1.72, body, bevel=0.03)
    rod(0.34, 1.71, 1.80, steel(0.25), bevel=0.03)
    dark = plain("#2b2a29", 0.6)
    for k in range(31):
        a = 2 * math.pi * k / 31
        box((0.012, 0.05, 0.004), dark, at=(0.47 * math.cos(a), 0.47 * math.sin(a), 1.718), turn=(0, 0, math.degrees(a) - 90), bevel=0)
    box((0.05, 0.2, 0.012), plain("#c8714a", 0.5), at=(0.12, -0.2, 1.798), turn=(0, 0, 30), bevel=0.004)
    label = artwork.lettering("canister", "Café", "#f3ead8", "#2b211b", 560, 300, 110)
    def wrap(u, v):
        t = math.radians(-90 + (u - 0.5) * 62)
        return (0.627 * math.cos(t), 0.627 * math.sin(t), 0.60 + v * 0.38)
    sheet(1, 1, printed(label), nx=40, ny=2, shape=wrap)
    beans(0.9, -0.72, 7, 0.26, 6)


@shot("travel-cup", "brulerieducanal", elevation=9, azimuth=-10, tall=0.64, second={"azimuth": 24, "elevation": 24})
def travel_cup():
    shell = plain("#ece7dc", 0.45, coat=0.1)
    solid([(0, 0), None, (0.44, 0), (0.46, 0.03), (0.52, 0.9), (0.58, 1.62), None, (0, 1.62)], shell)
    solid([(0.497, 0.55), None, (0.52, 0.56), (0.553, 1.08), None, (0.53, 1.09)], plain("#b98457", 0.85))
    lid = plain("#2f4b52", 0.4, coat=0.1)
    solid([(0, 1.60), None, (0.61, 1.60), (0.63, 1.64), (0.62, 1.72), (0.56, 1.76), (0.55, 1.86), (0.50, 1.90), (0.44, 1.87), (0, 1.84)], lid)
    box((0.16, 0.05, 0.015), plain("#3b2a20", 0.7), at=(0.0, -0.34, 1.868), bevel=0.01)


@shot("maple-tamper", "brulerieducanal", elevation=14, azimuth=-12, tall=0.58, second={"azimuth": 30, "elevation": 30})
def tamper():
    solid([(0, 0), None, (0.40, 0), (0.41, 0.01), (0.41, 0.17), (0.39, 0.2), (0.16, 0.25), (0.12, 0.34), None, (0, 0.34)], steel(0.2), at=(0, 0, 0.0))
    solid([(0, 0.33), None, (0.14, 0.33), (0.16, 0.38), (0.17, 0.48), (0.2, 0.66), (0.30, 0.86), (0.32, 1.02), (0.22, 1.14), (0, 1.17)], wood("maple", 2, 1.6, coat=0.15))
    beans(0.72, -0.5, 8, 0.24, 3)


@shot("milk-jug", "brulerieducanal", elevation=14, azimuth=-6, tall=0.60, second={"azimuth": 40, "elevation": 32})
def milk_jug():
    body = steel(0.2)
    vessel = pot([(0.52, 0), (0.60, 0.04), (0.64, 0.3), (0.56, 0.72), (0.47, 1.0), (0.50, 1.26)], body, 0.025, 0.05)
    for v in vessel.data.vertices:
        lift = max(0.0, (v.co.z - 0.86) / 0.41)
        facing = max(0.0, v.co.x / max(0.01, math.hypot(v.co.x, v.co.y))) ** 8
        v.co.x += 0.26 * lift * lift * facing
        v.co.z += 0.09 * lift * lift * facing
    tube([(-0.46, 0, 1.1), (-0.66, 0, 1.18), (-0.98, 0, 1.06), (-1.02, 0, 0.7), (-0.86, 0, 0.36), (-0.61, 0, 0.28)], 0.045, body)
    rod(0.445, 0.92, 0.98, plain("#f6eee0", 0.3, sss=0.1), bevel=0.01)
