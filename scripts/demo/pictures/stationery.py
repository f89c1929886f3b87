"""Paper & Tide: things to write with."""

import math

import artwork
from shots import shot
from studio import *


def book(at, turn, size, cloth, leaves="#f3ead8", band=None, spine_round=0.5):
    """A hardback lying down: two boards, a rounded spine, a block of leaves."""
    w, d, h = size
    a = math.radians(turn)

    def place(x, y, z):
        return (at[0] + x * math.cos(a) - y * math.sin(a), at[1] + x * math.sin(a) + y * math.cos(a), at[2] + z)

    t = 0.035
    box((w, d, t), cloth, place(0, 0, 0), (0, 0, turn), bevel=0.012)
    box((w, d, t), cloth, place(0, 0, h - t), (0, 0, turn), bevel=0.012)
    block = paper(leaves)
    n = Nodes(block)
    lines = n.add("TexWave", bands_direction="Z")
    lines.inputs["Scale"].default_value = 26
    lines.inputs["Distortion"].default_value = 1.5
    n.link(n.coords(), lines.inputs["Vector"])
    n.colour(n.mix(lines.outputs["Fac"], rgb("#cfc3ab"), rgb(leaves)))
    box((w - 0.09, d - 0.1, h - 2 * t), block, place(0.0, 0, t), (0, 0, turn), bevel=0.004)
    spine = tube([(-w / 2 + 0.005, -d / 2 + 0.006, 0), (-w / 2 + 0.005, d / 2 - 0.006, 0)], h / 2, cloth, straight=True, sides=40)
    spine.scale = (0.28, 1, 1)
    spine.location = place(-w / 2 * (1 - 0.28), 0, h / 2)
    spine.location = (place(-w / 2 * 0.72, 0, 0)[0], place(-w / 2 * 0.72, 0, 0)[1], at[2] + h / 2)
    spine.rotation_euler = (0, 0, a)
    if band:
        box((0.075, d + 0.012, h + 0.012), band, place(w / 2 - 0.32, 0, -0.006 + 0.006), (0, 0, turn), bevel=0.006)


@shot("linen-notebook", "paperandtide", elevation=30, azimuth=-14, wide=0.64, second={"elevation": 16, "azimuth": 30})
def notebook():
    book((0, 0, 0), 12, (1.5, 2.1, 0.24), weave("#c9b693", 60))
    book((0.05, 0.05, 0.245), -6, (1.5, 2.1, 0.24), weave("#4a6c80", 60))
    for x, colour in ((-0.28, "#c9692f"), (-0.16, "#e9dcc0")):
        def tail(u, v, x=x):
            t = (1 - v) * 3
            return (x + (u - 0.5) * 0.06 + 0.05 * t * t * 0.2, -0.95 - 0.10 * min(t, 1.2), 0.40 - 0.19 * t * t if t < 1.4 else 0.03)
        sheet(1, 1, plain(colour, 0.7), nx=2, ny=30, shape=tail, thickness=0.006)


@shot("pencil-set", "paperandtide", elevation=38, azimuth=0, wide=0.7, tall=0.58, second={"elevation": 22, "azimuth": -32})
def pencils():
    box((1.72, 2.75, 0.07), paper("#c9a77c"), bevel=0.015)
    grey = ("#6b6f73", "#5c6064", "#4c4f53", "#3e4144", "#2f3133", "#222325")
    words = ("begin", "press on", "cross out", "look up", "start over", "keep")
    for k in range(6):
        x = -0.62 + k * 0.248
        z = 0.17
        cedar = wood("cedar", 1, 1.6 + 0.1 * k)
        tube([(x, -1.22, z), (x, 0.86, z)], 0.1, cedar, straight=True, sides=40)
        lathe([(0, 0.86), (0.1, 0.86), (0.034, 1.17), (0, 1.17)], wood("maple", 2, 2), at=(x, 0, z), turn=(-90, 0, 0), sides=24)
        lathe([(0.036, 1.165), (0.004, 1.28), (0, 1.28)], plain(grey[k], 0.5), at=(x, 0, z), turn=(-90, 0, 0), sides=24)
    box((1.76, 1.0, 0.2), paper("#3d5d6e"), at=(0, -0.52, 0.078), bevel=0.03)
    label = artwork.art("sleeve", 880, 500, artwork.path("M24 24H856V476H24Z", "none", "#f4ecdc", 5) + artwork.text(440, 240, 92, "Six pencils", "#f4ecdc", "EB Garamond") + artwork.waves(140, 700, 320, 18, 150, "#e0a24a", 9), "#3d5d6e")
    sheet(1.66, 0.94, printed(label), at=(0, -0.52, 0.2785))


def BRASS_FERRULE():
    return metal("#c9a25a", 0.25)


@shot("letterpress-print", "paperandtide", elevation=2, azimuth=-9, tall=0.68, second={"elevation": 8, "azimuth": 34, "tall": 0.7})
def letterpress():
    """A loose sheet held by a brass clip, so that the deckled lower edge shows."""
    high = 5.0
    w, h = 1.8, 2.52
    rnd = random.Random(2)
    edge = [rnd.uniform(-0.012, 0.012) for _ in range(61)]

    def hang(u, v):
        deckle = edge[int(u * 60)] * (1 - v) ** 12
        return ((u - 0.5) * w, 0.03 - 0.10 * (1 - v) ** 2 - 0.02 * math.sin(u * 3.1), high + (v - 0.5) * h + deckle)

    sheet(1, 1, printed(artwork.low_water()), nx=60, ny=40, shape=hang, thickness=0.014)
    brass = metal("#c9a25a", 0.25)
    box((0.5, 0.06, 0.16), brass, at=(0, 0.02, high + h / 2 - 0.08), bevel=0.02)
    ring(0.07, 0.016, brass, at=(0, 0.02, high + h / 2 + 0.14), turn=(90, 0, 0))
    rod(0.03, -0.06, 0.06, brass, at=(0, 0.08, high + h / 2 + 0.2), turn=(90, 0, 0), bevel=0.01)
    box((40, 0.1, 40), plain("#c4cdca", 0.95, specular=0.1), at=(0, 0.16, -8), bevel=0, prop=True)


@shot("desk-calendar", "paperandtide", elevation=13, azimuth=-14, second={"elevation": 22, "azimuth": 28})
def calendar():
    """Three rings of card on an oak stand: weekday, number, month."""
    oak = wood("oak", 0, 1.2)
    box((2.9, 0.62, 0.16), oak, bevel=0.03)
    box((2.9, 0.09, 1.42), oak, at=(0, 0.16, 0.14), turn=(-9, 0, 0), bevel=0.025)
    brass = metal("#c9a25a", 0.25)
    lean = math.radians(9)
    for x, words, size, colour in ((-0.92, "Thu", 150, "#27465a"), (0, "14", 240, "#c8603a"), (0.92, "May", 150, "#27465a")):
        width = 0.82

        def place(depth, z):
            return (x, 0.115 + math.sin(lean) * z - depth, 0.14 + math.cos(lean) * z)

        for i in range(7):
            box((width, 0.012, 0.96), paper("#efe6d4"), at=place(0.016 * i, 0.16), turn=(-9, 0, 0), bevel=0.003)
        sheet(width - 0.01, 0.95, printed(artwork.card(words, size, colour=colour)), at=place(0.016 * 7 - 0.002, 0.16 + 0.48), turn=(81, 0, 0))
        for dx in (-0.2, 0.2):
            p = place(0.05, 1.12)
            ring(0.1, 0.014, brass, at=(x + dx, p[1], p[2]), turn=(0, 90, 0))


@shot("brass-ruler", "paperandtide", elevation=40, azimuth=-22, wide=0.72, second={"elevation": 20, "azimuth": 10})
def ruler():
    brass = metal("#cfa559", 0.3, brushed=(4, 260, 260))
    plate = box((3.1, 0.42, 0.05), brass, bevel=0.014)
    dark = plain("#30220f", 0.6)
    top = 0.064
    for i in range(0, 151):
        length = 0.16 if i % 10 == 0 else 0.12 if i % 5 == 0 else 0.075
        box((0.0075, length, 0.002), dark, at=(-1.54 + i * 3.08 / 150, 0.205 - length / 2, top), bevel=0)
    for k in range(1, 15):
        figure = bpy.data.curves.new("figure", "FONT")
        figure.body, figure.size, figure.align_x, figure.extrude = str(k), 0.13, "CENTER", 0.001
        obj = bpy.data.objects.new("figure", figure)
        bpy.context.collection.objects.link(obj)
        obj.location = (-1.54 + k * 3.08 / 15, -0.1, top)
        figure.materials.append(dark)
    box((2.5, 0.86, 0.012), paper("#efe5d2"), at=(0.2, -0.12, -0.012), turn=(0, 0, 0), bevel=0.003, prop=True).location.z = 0
    plate.location.z = 0.013
    tube([(-1.0, -0.85, 0.09), (1.2, -0.72, 0.09)], 0.08, plain("#27465a", 0.4, coat=0.3), straight=True, sides=6)
    lathe([(0, 0), (0.08, 0), (0.03, 0.26), (0, 0.26)], wood("cedar", 2, 2), at=(1.2, -0.72, 0.09), turn=(0, 90, 3.4), sides=24)
    lathe([(0.032, 0.25), (0.004, 0.34), (0, 0.34)], plain("#2b2a2a", 0.5), at=(1.2, -0.72, 0.09), turn=(0, 90, 3.4), sides=24)


@shot("postcard-set", "paperandtide", elevation=50, azimuth=-4, wide=0.66, second={"elevation": 26, "azimuth": 24})
def postcards():
    for i, (x, y, turn, kind) in enumerate(((-0.62, 0.42, 16, 0), (0.62, 0.30, -11, 2), (0.02, -0.38, 3, 1))):
        z = 0.03 + 0.03 * i
        box((1.8, 1.26, 0.014), paper("#fbf7ef"), at=(x, y, z - 0.0145), turn=(0, 0, turn), bevel=0.003)
        sheet(1.8, 1.26, printed(artwork.postcard(kind)), at=(x, y, z), turn=(0, 0, turn))
    box((1.5, 1.0, 0.012), paper("#c9a77c"), at=(1.0, 1.0, 0), turn=(0, 0, 24), bevel=0.003, prop=True)


@shot("layflat-sketchbook", "paperandtide", elevation=34, azimuth=-12, wide=0.7, second={"elevation": 20, "azimuth": 26})
def sketchbook():
    w, d = 1.5, 2.0
    cover = clay("#8b8a86")
    box((2 * w + 0.16, d + 0.1, 0.035), cover, bevel=0.012)
    for side in (-1, 1):
        def page(u, v, s=side):
            x = u * w
            lift = 0.16 * (1 - math.exp(-u * 14)) * (1 - 0.35 * u)
            return (s * x, (v - 0.5) * d, 0.04 + lift)
        for k in range(6):
            def leaf_k(u, v, s=side, k=k):
                p = page(u, v, s)
                return (p[0] * (1 + 0.006 * k), p[1], 0.036 + (p[2] - 0.036) * (1 - 0.15 * k))
            sheet(1, 1, paper("#f6f0e2"), nx=40, ny=2, shape=leaf_k)
        edge = paper("#e6dac2")
        box((0.02, d - 0.01, 0.1), edge, at=(side * (w - 0.012), 0, 0.036), bevel=0)
    thread = plain("#e07b35", 0.8)
    for k in range(5):
        y = -0.8 + 0.4 * k
        tube([(0, y - 0.12, 0.058), (0, y, 0.062), (0, y + 0.12, 0.058)], 0.012, thread, sides=8)
    ink = plain("#4a5a63", 0.9)
    rnd = random.Random(5)
    def on_page(x, y):
        u = abs(x) / w
        return (x, y, 0.046 + 0.16 * (1 - math.exp(-u * 14)) * (1 - 0.35 * u))
    for k in range(5):
        points = [on_page(0.2 + t * 1.1 / 24, -0.35 - 0.11 * k + 0.05 * math.sin(t * 0.5 + k) + rnd.uniform(-0.005, 0.005)) for t in range(25)]
        tube(points, 0.006, ink, sides=6)
    hill = [on_page(0.2 + t * 1.1 / 30, 0.05 + 0.32 * math.exp(-((t - 11) / 6) ** 2) + 0.22 * math.exp(-((t - 22) / 4) ** 2)) for t in range(31)]
    tube(hill, 0.008, ink, sides=6)
    tube([on_page(1.0 + 0.13 * math.cos(t / 4), 0.66 + 0.13 * math.sin(t / 4)) for t in range(27)], 0.007, plain("#c9692f", 0.9), sides=6)
    tube([(-1.1, -0.55, 0.27), (-0.35, 0.5, 0.27)], 0.055, plain("#2b2a2a", 0.4, coat=0.2), straight=True, sides=6)
    lathe([(0, 0), (0.055, 0), (0.02, 0.17), (0.003, 0.24), (0, 0.24)], wood("cedar", 2, 2), at=(-0.35, 0.5, 0.27), turn=(-90, 0, -35.5), sides=24)


@shot("ink-bottle", "paperandtide", elevation=12, azimuth=-10, second={"elevation": 26, "azimuth": 30})
def ink():
    glassy = glass("#eef5f6")
    solid([(0, 0.02), None, (0.52, 0.0), None, (0.58, 0.06), (0.60, 0.2), (0.60, 0.62), (0.54, 0.76), (0.34, 0.86), (0.27, 0.9), None, (0.27, 1.02), None, (0, 1.02)], glassy, steps=12)
    solid([(0, 0.09), None, (0.48, 0.09), (0.535, 0.14), (0.54, 0.3), None, (0.54, 0.58), None, (0, 0.58)], plain("#3a4a54", 0.1))
    rod(0.34, 0.98, 1.26, plain("#1e1e20", 0.35, coat=0.2), bevel=0.03)
    label = artwork.lettering("ink-label", "Low Water Grey", "#f4ecdc", "#3c4a52", 560, 240, 60, extra=artwork.waves(60, 480, 175, 12, 90, "#3c4a52", 5) + artwork.path("M14 14H546V226H14Z", "none", "#27465a", 3))
    def wrap(u, v):
        t = math.radians(-90 + (u - 0.5) * 96)
        return (0.607 * math.cos(t), 0.607 * math.sin(t), 0.24 + v * 0.42)
    sheet(1, 1, printed(label), nx=40, ny=2, shape=wrap)
    tube([(0.72, -0.62, 0.05), (1.0, 0.1, 0.06), (1.35, 0.95, 0.07)], 0.05, wood("walnut", 1, 2), radii=[0.045, 0.06, 0.03])
    lathe([(0, 0), (0.045, 0), (0.04, 0.1), (0.004, 0.26), (0, 0.26)], metal("#c9a25a", 0.25), at=(0.72, -0.62, 0.05), turn=(90, 0, -18), sides=24)


@shot("walnut-pen-tray", "paperandtide", elevation=32, azimuth=-16, wide=0.72, second={"elevation": 18, "azimuth": 20})
def pen_tray():
    walnut = wood("walnut", 0, 0.9, rough=0.4)
    w, d, h = 3.0, 1.1, 0.3

    def hollowed(u, v):
        x, y = (u - 0.5) * (w - 0.04), (v - 0.5) * (d - 0.04)
        across = max(0.0, 1 - (abs(y) / (d / 2 - 0.07)) ** 2.6)
        along = max(0.0, 1 - (abs(x) / (w / 2 - 0.1)) ** 14)
        return (x, y, h - 0.24 * across ** 0.6 * along)

    sheet(1, 1, walnut, nx=140, ny=60, shape=hollowed)
    for y in (-d / 2, d / 2):
        box((w, 0.045, h), walnut, at=(0, y, 0), bevel=0.02)
    for x in (-w / 2, w / 2):
        box((0.045, d + 0.04, h), walnut, at=(x, 0, 0), bevel=0.02)
    pens = ((0.20, 0.15, "#3d5d6e"), (0.04, 0.135, "#c9692f"), (-0.12, 0.14, "#2b2a2a"), (-0.27, 0.18, "#5f7d6c"), (0.33, 0.20, "#c8b48f"))
    for i, (y, z, colour) in enumerate(pens):
        shift = (0.05, -0.1, 0.12, -0.04, 0.0)[i]
        if i in (1, 3):
            tube([(-1.15 + shift, y, z), (0.5 + shift, y, z)], 0.07, plain(colour, 0.35, coat=0.3), straight=True, sides=6)
            lathe([(0, 0), (0.068, 0), (0.026, 0.22), (0.004, 0.3), (0, 0.3)], wood("cedar", 2, 2), at=(0.5 + shift, y, z), turn=(0, 90, 0), sides=24)
        else:
            solid([(0, 0), (0.06, 0.02), (0.078, 0.5), (0.08, 1.1), None, (0.086, 1.1), None, (0.086, 1.85), (0.05, 1.95), (0, 1.96)], plain(colour, 0.2, coat=0.5), at=(-1.15 + shift, y, z), turn=(0, 90, 0))
            ring(0.086, 0.01, metal("#cfa559", 0.25), at=(-0.05 + shift, y, z), turn=(0, 90, 0))
            box((0.55, 0.035, 0.03), metal("#cfa559", 0.25), at=(0.3 + shift, y, z + 0.085), bevel=0.01)


@shot("wax-seal", "paperandtide", elevation=32, azimuth=-8, wide=0.66, second={"elevation": 18, "azimuth": 24})
def wax():
    envelope = paper("#efe6d3")
    box((2.3, 1.5, 0.03), envelope, at=(0, 0, 0), turn=(0, 0, 8), bevel=0.008)
    a = math.radians(8)
    flap = [(-1.14, 0.74), (1.14, 0.74), (0.06, -0.12), (-0.06, -0.12)]
    verts = [(x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a), z) for z in (0.031, 0.042) for x, y in flap]
    mesh(verts, [(3, 2, 1, 0), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)], envelope)
    red = plain("#8f2a22", 0.32, coat=0.25, sss=0.05)
    seal = solid([(0, 0.11), (0.2, 0.11), (0.25, 0.115), None, (0.262, 0.15), (0.31, 0.155), (0.37, 0.10), (0.38, 0.04), (0.36, 0.0)], red, at=(0.02, -0.1, 0.04), wobble=0.05)
    for k in range(3):
        tube([(0.02 - 0.14 + 0.02 * k, -0.16 + 0.07 * k, 0.152), (0.02 - 0.05, -0.14 + 0.07 * k, 0.157), (0.02 + 0.05, -0.18 + 0.07 * k, 0.157), (0.02 + 0.14 - 0.02 * k, -0.15 + 0.07 * k, 0.152)], 0.018, red)
    brass = metal("#c9a25a", 0.24)
    solid([(0, 0), (0.24, 0), (0.25, 0.04), (0.25, 0.14), (0.1, 0.2), (0.09, 0.26)], brass, at=(1.05, -0.72, 0.25), turn=(0, -90, 28))
    solid([(0.09, 0.24), (0.12, 0.3), (0.15, 0.55), (0.12, 0.85), (0.15, 1.0), (0.1, 1.12), (0, 1.14)], wood("beech", 2, 1.5), at=(1.05, -0.72, 0.25), turn=(0, -90, 28))
    for k, colour in enumerate(("#8f2a22", "#27465a", "#c8a24e")):
        box((1.15, 0.13, 0.11), plain(colour, 0.35, coat=0.2, sss=0.05), at=(1.35, 0.62 + 0.2 * k, 0), turn=(0, 0, -5 + 4 * k), bevel=0.03)
    pot([(0.05, 0.02), (0.12, 0.05), (0.17, 0.11), (0.18, 0.16)], brass, 0.015, 0.02, at=(-1.05, -1.0, 0))
    tube([(-0.89, -1.0, 0.15), (-0.6, -1.01, 0.17), (-0.2, -1.02, 0.1)], 0.02, brass)
    tube([(-0.2, -1.02, 0.1), (0.2, -1.03, 0.06)], 0.045, wood("beech", 0, 2), radii=[0.035, 0.05])
