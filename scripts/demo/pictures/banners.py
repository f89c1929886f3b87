"""Banners: a merchant's things in a row on its backdrop; for non-profits a wide strip of their theatre."""

import math

import causes
from shots import BACKDROPS, SHOTS, scene
from studio import *

SIZE = (1500, 500)


def put(slug, x, y=0.0, height=None, width=None, turn=0, z=0.0, without=0):
    """Build a product, scale it to a height or width, and set it down; `without` leaves out its last pieces."""
    before = set(bpy.context.scene.objects)
    known = list(props)
    SHOTS[slug].build()
    bpy.context.view_layer.update()
    new = [o for o in bpy.context.scene.objects if o not in before]
    for obj in new[len(new) - without :] if without else ():
        new.remove(obj)
        bpy.data.objects.remove(obj)
    dressing = [o for o in props if o not in known]
    for obj in dressing:
        new.remove(obj)
        props.remove(obj)
        bpy.data.objects.remove(obj)
    points = []
    for obj in new:
        if obj.type == "MESH":
            points += [obj.matrix_world @ Vector(corner) for corner in obj.bound_box]
    low = Vector(min(p[i] for p in points) for i in range(3))
    high = Vector(max(p[i] for p in points) for i in range(3))
    scale = height / (high.z - low.z) if height else (width or 1.0) / (high.x - low.x)
    centre = Vector(((low.x + high.x) / 2, (low.y + high.y) / 2, low.z))
    move = Matrix.Translation((x, y, z)) @ Matrix.Rotation(math.radians(turn), 4, "Z") @ Matrix.Scale(scale, 4) @ Matrix.Translation(-centre)
    for obj in new:
        obj.matrix_world = move @ obj.matrix_world
        if obj.type == "LIGHT":
            obj.data.energy *= scale * scale
            if obj.data.type == "POINT":
                obj.data.shadow_soft_size *= scale
    return new


def shelf(colour, things, light=1.0, ambient=0.38):
    for slug, x, y, height, turn in things:
        put(slug, x, y, height=height, turn=turn)
    sweep(colour, 2.6, back=7)
    world(strength=ambient)
    area((-8, -5, 8), (0, 0, 0.8), 6.0, 1900 * light, "#fff6ec")
    area((9, -5, 4), (0, 0, 0.8), 6.0, 420 * light, "#fff3e6")
    look((0, -15.5, 2.5), (0, 0, 0.92), lens=56, focus=(0, -0.3, 0.9), fstop=1.2)


@scene("ateliersorbier", "banners", SIZE)
def sorbier():
    shelf(BACKDROPS["ateliersorbier"], [
        ("tall-pitcher", -3.5, 0.5, 1.75, 10), ("breakfast-bowls", -2.0, -0.3, 0.62, 0), ("moon-jar-vase", -0.35, 0.4, 1.6, 0),
        ("everyday-mug", 1.0, -0.5, 0.72, -10), ("stoneware-teapot", 2.35, 0.2, 1.35, -8), ("footed-planter", 3.9, 0.5, 1.7, 0),
    ])


@scene("lumenandoak", "banners", SIZE, develop={"glow": 0.4})
def lumen():
    shelf(BACKDROPS["lumenandoak"], [
        ("brass-candlestick", -3.6, 0.0, 1.7, 0), ("globe-table-lamp", -2.1, 0.3, 1.5, 0), ("beeswax-pillars", -0.5, -0.3, 1.05, 0),
        ("arc-desk-lamp", 1.1, 0.5, 1.85, -5), ("cordless-lantern", 2.7, -0.1, 1.2, 20), ("bedside-orb", 3.9, 0.2, 0.95, 0),
    ], 0.5, 0.26)


@scene("paperandtide", "banners", SIZE)
def tide():
    shelf(BACKDROPS["paperandtide"], [
        ("layflat-sketchbook", -3.5, -0.1, 0.2, 8), ("linen-notebook", -1.75, -0.3, 0.42, 20), ("ink-bottle", -0.35, 0.1, 0.95, 0),
        ("desk-calendar", 1.35, 0.4, 1.3, -6), ("wax-seal", 2.9, -0.6, 0.36, 0), ("pencil-set", 3.8, 0.8, 0.18, 30),
    ])


@scene("brulerieducanal", "banners", SIZE)
def canal():
    shelf(BACKDROPS["brulerieducanal"], [
        ("canal-blend", -3.7, 0.4, 1.6, 12), ("espresso-nuit", -2.6, -0.1, 1.6, -8), ("moka-pot", -1.1, 0.2, 1.4, 0),
        ("pour-over-dripper", 0.4, -0.1, 1.2, 0), ("glass-carafe", 1.85, 0.3, 1.5, 0), ("milk-jug", 3.1, -0.3, 0.8, 0), ("steel-canister", 4.1, 0.4, 1.3, -10),
    ])


@scene("kazeobjects", "banners", SIZE)
def kaze():
    shelf(BACKDROPS["kazeobjects"], [
        ("sake-set", -3.6, 0.2, 1.15, 8), ("stacking-stones", -1.95, 0.3, 1.5, 0), ("iron-kettle", -0.3, 0.1, 1.35, -6),
        ("lacquer-bento", 1.35, -0.1, 0.95, -22), ("furoshiki-cloth", 2.8, 0.2, 1.2, 0), ("tea-caddy", 4.05, 0.1, 0.95, 0),
    ])


@scene("puddlejump", "banners", SIZE)
def puddle():
    shelf(BACKDROPS["puddlejump"], [
        ("stacking-rings", -3.8, 0.2, 1.7, 0), ("rainbow-arch", -2.2, 0.3, 1.15, -12), ("pull-along-blackbird", -0.3, -0.2, 1.15, -8),
        ("little-boat", 1.45, 0.2, 1.75, -14), ("spinning-tops", 2.75, -0.6, 0.6, 0), ("bead-abacus", 4.0, 0.4, 1.6, -14),
    ])


def wide():
    """The same theatre seen from a little further, for a strip three times as wide as high."""
    bpy.context.scene.camera.data.lens = 51
    bpy.context.scene.camera.location = (0, -19.5, 3.05)


@scene("rivieresvivantes", "banners", SIZE)
def rivieres():
    causes.theatre("#f3dcc4")
    causes.disc(0.7, 3.1, "#ee8f55", (-3.4, 3.9))
    causes.ridge(2.6, "#d9b9a0", [2.9, 3.3, 3.0, 3.6, 3.2, 2.9, 3.2])
    causes.ridge(2.0, "#a9b4a4", [2.5, 2.7, 2.9, 2.5, 2.4, 2.7, 2.6])
    for x, h in ((-5.6, 1.5), (-4.4, 1.2), (1.4, 1.1), (4.0, 1.5), (5.4, 1.8)):
        causes.tree(x, 1.6, 2.0, h, "#6f9470")
    causes.ridge(1.2, "#8fae8c", [2.2, 2.0, 1.9, 2.1, 1.9, 2.0, 2.3])
    for k, c in enumerate(("#9cc4c0", "#74a9ad", "#4d8894", "#2f6676")):
        causes.water(0.6 - 0.5 * k, c, 1.7 - 0.36 * k, 0.27 * k)
    for x, h, l in ((-6.2, 2.9, 0.2), (-5.7, 3.4, -0.1), (-5.3, 2.5, 0.3), (5.2, 2.6, -0.2), (5.8, 3.3, 0.1), (6.3, 2.8, -0.1)):
        causes.reed(x, -1.4, h, l, "#4f6b4a", "#7a4a2e")
    wide()


@scene("nightowlreads", "banners", SIZE, develop={"glow": 0.3})
def owls():
    causes.theatre("#2f3a5c", 0.5, "#dfe6ff", 0.24)
    rnd = random.Random(3)
    for _ in range(30):
        causes.disc(rnd.uniform(0.02, 0.045), 3.2, "#f7ecc9", (rnd.uniform(-7, 7), rnd.uniform(2.2, 5.0)), glow("#ffe9b8", 1.0, 0.1))
    causes.disc(0.55, 3.1, "#f6e6b8", (4.6, 4.0), glow("#ffe9b8", 0.75, 0.1))
    x = -7.6
    while x < 7.6:
        w, h = rnd.uniform(0.26, 0.55), rnd.uniform(1.1, 2.0)
        colour = rnd.choice(("#7a3f3a", "#3f6f84", "#6f8a5c", "#b07a3e", "#8a5a7a", "#c9a25a", "#55608a"))
        causes.cut([(x, 0), (x, 1.2 + h), (x + w, 1.2 + h), (x + w, 0)], 0.6, colour, smooth_edge=False)
        causes.cut([(x + 0.04, 0), (x + 0.04, 0.1), (x + w - 0.04, 0.1), (x + w - 0.04, 0)], 0.5, "#f0cf94", (0, 1.0 + h), smooth_edge=False)
        x += w + 0.03
    causes.cut([(-9, 1.3), (9, 1.3), (9, 0.9), (-9, 0.9)], 0.2, "#5a3f34", smooth_edge=False)
    for ox, oz in ((-2.4, 3.15), (2.2, 3.05)):
        causes.cut([(-0.5, 1.0), (-0.3, 0.75), (0.3, 0.75), (0.5, 1.0), (0.55, 0.2), (0.4, -0.5), (0, -0.7), (-0.4, -0.5), (-0.55, 0.2)], 0.1, "#c9a06a", (ox, oz))
        for dx in (-0.22, 0.22):
            causes.disc(0.2, 0.0, "#f7ecd2", (ox + dx, oz + 0.4))
            causes.disc(0.09, -0.1, "#231a24", (ox + dx, oz + 0.4))
        causes.cut([(-0.09, 0.05), (0.09, 0.05), (0, -0.14)], -0.1, "#e0784a", (ox, oz + 0.22), smooth_edge=False)
    bulb((0, -1.5, 3.2), 110, "#ffc98a", 0.5)
    wide()


@scene("clearwells", "banners", SIZE)
def wells():
    causes.theatre("#f7e0b4")
    causes.disc(0.8, 3.1, "#ef9a55", (-4.2, 3.8))
    causes.ridge(2.7, "#e6b98a", [2.9, 3.3, 3.0, 2.8, 3.1, 2.9, 3.2])
    causes.ridge(2.1, "#d39a6b", [2.3, 2.5, 2.7, 2.5, 2.3, 2.5, 2.4])
    for x, h in ((-5.6, 1.7), (-2.4, 1.2), (2.6, 1.3), (5.8, 1.8)):
        causes.tree(x, 1.7, 1.9, h, "#7d8f52", "#7a5236")
    causes.ridge(0.9, "#c08a58", [1.8, 1.6, 1.5, 1.4, 1.5, 1.6, 1.7])
    causes.pump(0.1, 3.6, 0.95)
    causes.bucket(4.7, 0.75, -0.25, 0.7)
    for k, x in enumerate((-4.6, -3.2, -1.8)):
        causes.bucket(x, 0.9, -0.1 - 0.2 * k, 0.72, ("#e0a24a", "#5f9aa8", "#c8603a")[k])
    causes.ridge(-0.6, "#a8703f", [1.2, 1.1, 1.0, 0.95, 1.0, 1.05, 1.2])
    wide()


@scene("hedgerowtrust", "banners", SIZE)
def trust():
    causes.hedges()
    wide()
    bpy.context.scene.camera.location.z = 3.4
