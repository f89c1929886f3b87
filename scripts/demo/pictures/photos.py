"""Photos for the timeline: small corners of the world in which the products live."""

import math

from banners import put
from shots import scene
from stationery import book
from studio import *

SIZE = (1200, 800)


def planks(kind="oak", z=0.0, width=1.15, count=9, depth_from=-5.0, length=22):
    for i in range(count):
        y = depth_from + width * (i + 0.5)
        material = wood(kind, 0, 0.42 + 0.05 * (i % 3), rough=0.5)
        box((length, width - 0.015, 0.3), material, at=(0.37 * (i % 4), y, z - 0.3), bevel=0.012, prop=True)


def wall(colour, y=5.0, rough=0.9):
    material = plain(colour, rough, specular=0.15)
    n = Nodes(material)
    n.bump(n.noise(6.0, detail=6), 0.10)
    return mesh([(-30, y, -10), (30, y, -10), (30, y, 30), (-30, y, 30)], [(0, 1, 2, 3)], material, prop=True)


def sun(direction, strength=3.0, colour="#ffe2bd", soft=0.012):
    light = bpy.data.lights.new("sun", "SUN")
    light.energy, light.angle = strength, soft
    light.color = rgb(colour)[:3]
    obj = bpy.data.objects.new("sun", light)
    bpy.context.collection.objects.link(obj)
    obj.rotation_euler = Vector(direction).to_track_quat("Z", "Y").to_euler()


def window_light(direction, target=(0, 0, 1), columns=2, rows=3, pane=(2.0, 1.55), bar=0.2, strength=4.0, colour="#ffe6c6"):
    """Sun through a window that only its shadow betrays."""
    sun(direction, strength, colour)
    w, h = columns * pane[0] + (columns - 1) * bar, rows * pane[1] + (rows - 1) * bar
    holes = []
    for i in range(columns):
        for j in range(rows):
            x, y = -w / 2 + i * (pane[0] + bar), -h / 2 + j * (pane[1] + bar)
            holes.append([(x, y), (x + pane[0], y), (x + pane[0], y + pane[1]), (x, y + pane[1])])
    outline = [(-25, -25), (25, -25), (25, 25), (-25, 25)]
    frame_ = flat(outline, 0.05, plain("#888888"), bevel=0.004, closed_smooth=False, square_holes=holes, prop=True)
    d = Vector(direction).normalized()
    frame_.location = Vector(target) + d * 9
    frame_.rotation_euler = d.to_track_quat("Z", "Y").to_euler()
    for kind in ("camera", "diffuse", "glossy", "transmission"):
        setattr(frame_, "visible_" + kind, False)


def sky(low, high, strength=1.0, turn=0.0, middle=None):
    """A sky that changes from the horizon upwards."""
    w = bpy.data.worlds.new("sky")
    bpy.context.scene.world = w
    w.use_nodes = True
    tree = w.node_tree
    coords = tree.nodes.new("ShaderNodeTexCoord")
    separate = tree.nodes.new("ShaderNodeSeparateXYZ")
    ramp = tree.nodes.new("ShaderNodeValToRGB")
    tree.links.new(coords.outputs["Generated"], separate.inputs[0])
    tree.links.new(separate.outputs["Z"], ramp.inputs["Fac"])
    elements = ramp.color_ramp.elements
    elements[0].color, elements[1].color = rgb(low), rgb(high)
    elements[0].position, elements[1].position = 0.0, 0.45
    if middle:
        element = elements.new(0.14)
        element.color = rgb(middle)
    background = tree.nodes["Background"]
    background.inputs["Strength"].default_value = strength
    tree.links.new(ramp.outputs["Color"], background.inputs["Color"])


def sprigs(x, y, z, count, height, seed=1, size=0.2):
    green, stem = plain("#62744a", 0.55), plain("#5d4f36", 0.7)
    rnd = random.Random(seed)
    for k in range(count):
        a = 2 * math.pi * k / count + rnd.uniform(-0.4, 0.4)
        reach = rnd.uniform(0.1, 0.5)
        leaf_sprig((x, y, z), height * rnd.uniform(0.75, 1.05), green, stem, 11, (reach * math.cos(a), reach * math.sin(a)), size, True, seed * 20 + k)


@scene("breakfast-light", "photos", SIZE)
def breakfast():
    planks("oak")
    wall("#e4dccb")
    put("stoneware-teapot", -1.7, 1.0, height=2.0, turn=6)
    put("everyday-mug", 0.4, -0.5, height=0.95, turn=-15)
    put("breakfast-bowls", 2.3, 0.9, height=0.8, turn=10)
    world(strength=0.58)
    window_light((-1.0, -0.75, 0.62), (0.3, 1.7, 1.1))
    look((0.4, -9.5, 3.3), (0.3, 0.4, 1.0), 46, (0.4, -0.4, 0.6), 1.6)


@scene("windowsill-sprig", "photos", SIZE)
def windowsill():
    box((22, 3.0, 0.35), plain("#efe8da", 0.45), at=(0, 0.4, -0.35), bevel=0.05, prop=True)
    wall("#aebca6", 1.9)
    put("moon-jar-vase", -0.9, 0.5, height=1.75)
    sprigs(-0.9, 0.5, 1.6, 7, 1.9, 3)
    put("footed-planter", 1.9, 0.5, height=1.7)
    put("espresso-pair", 0.62, -0.35, height=0.5)
    world(strength=0.58)
    window_light((-1.0, -0.9, 0.7), (0.6, 1.8, 1.7), 2, 3, (1.5, 1.3))
    look((0.3, -9.0, 2.1), (0.35, 0.3, 1.45), 50, (-0.9, 0.2, 1.0), 1.8)


@scene("kiln-shelf", "photos", SIZE)
def kiln_shelf():
    wall("#cbbfae", 1.6)
    board = wood("beech", 0, 0.6)
    for z in (0, 1.75, 3.5):
        box((14, 1.7, 0.14), board, at=(0, 0.5, z - 0.14), bevel=0.02, prop=True)
    for x in (-4.6, 4.6):
        box((0.16, 1.5, 7), wood("beech", 2, 0.6), at=(x, 0.5, -1), bevel=0.02, prop=True)
    rnd = random.Random(11)
    earth = [clay(c) for c in ("#b9805f", "#c79a78", "#a96f52", "#d8c2a5")]
    shapes = [
        [(0.30, 0), (0.36, 0.04), (0.40, 0.4), (0.40, 0.85)],
        [(0.24, 0), (0.28, 0.05), (0.48, 0.22), (0.56, 0.45)],
        [(0.28, 0), (0.40, 0.1), (0.50, 0.5), (0.36, 0.9), (0.22, 1.05), (0.26, 1.15)],
        [(0.32, 0), (0.38, 0.05), (0.38, 0.7), (0.27, 1.0), (0.30, 1.25)],
    ]
    for row, z in enumerate((0, 1.75, 3.5)):
        x = -4.1 + rnd.uniform(0, 0.2)
        shape = shapes[(row + 1) % 4]
        while x < 4.2:
            if rnd.random() < 0.25:
                shape = rnd.choice(shapes)
            size = rnd.uniform(0.92, 1.06)
            widest = max(p[0] for p in shape) * size
            pot([(r * size, h * size) for r, h in shape], rnd.choice(earth), 0.04, 0.05, at=(x + widest, 0.35 + rnd.uniform(-0.1, 0.1), z), wobble=0.008)
            x += 2 * widest + rnd.uniform(0.08, 0.25)
    world(strength=0.4)
    area((-8, -6, 6), (0, 0, 2), 4, 1500, "#fff4e6")
    area((8, -7, 3), (0, 0, 2), 4, 260, "#ffe6cc")
    look((-1.2, -10.5, 2.6), (0.1, 0, 2.2), 50, (0, 0.2, 2.0), 1.6)


@scene("coffee-corner", "photos", SIZE)
def coffee_corner():
    planks("walnut")
    wall("#d3a98a")
    put("canal-blend", -2.4, 1.3, height=2.1, turn=14)
    put("glass-carafe", 0.2, 0.9, height=1.9)
    put("espresso-pair", -0.55, -1.0, height=0.55)
    put("milk-jug", 2.05, 0.2, height=1.05, turn=-14)
    put("maple-tamper", 3.15, 1.1, height=0.9)
    world(strength=0.58)
    window_light((-1.0, -0.7, 0.6), (0.3, 1.7, 1.1), strength=3.6)
    look((0.2, -9.2, 3.0), (0.2, 0.4, 0.95), 46, (0, 0.4, 0.8), 1.6)


@scene("night-desk", "photos", SIZE, develop={"glow": 0.4})
def night_desk():
    planks("walnut")
    wall("#4c5a63")
    put("arc-desk-lamp", -0.9, 1.2, height=3.2)
    put("layflat-sketchbook", 0.9, -0.7, width=3.0, turn=-5)
    put("ink-bottle", 3.0, 0.7, height=0.85)
    put("linen-notebook", -2.9, 0.0, width=1.6, turn=24)
    bulb((0.75, 0.9, 1.75), 230, "#ffcb8c", 0.2)
    world("#c9d4f2", 0.24)
    area((7, -6, 7), (0, 0, 1), 5, 420, "#b9c8f5")
    look((0.2, -9.4, 4.2), (0.2, 0.4, 1.0), 44, (0.6, -0.4, 0.3), 2.0)


@scene("desk-morning", "photos", SIZE)
def desk():
    planks("ash")
    wall("#b7c5c6")
    put("layflat-sketchbook", -0.5, -0.6, width=3.1, turn=6)
    put("ink-bottle", 1.75, 0.75, height=0.85)
    put("linen-notebook", -2.7, 1.5, width=1.9, turn=20)
    put("arc-desk-lamp", 2.9, 1.8, height=2.7, turn=180)
    put("brass-ruler", 1.9, -0.9, width=1.7, turn=40)
    world(strength=0.58)
    window_light((-1.0, -0.8, 0.7), (0.0, 1.7, 1.1), strength=3.4)
    look((0.1, -8.6, 5.0), (0.1, 0.5, 0.55), 46, (-0.2, -0.5, 0.2), 2.0)


@scene("book-pile", "photos", SIZE, develop={"glow": 0.35})
def books():
    planks("walnut")
    wall("#5a6b66")
    rnd = random.Random(9)
    z = 0.0
    for i, colour in enumerate(("#7a3f3a", "#c9b693", "#3d5d6e", "#b9783f", "#5f7d5c", "#8a5a7a")):
        h = rnd.uniform(0.2, 0.36)
        book((-0.9 + rnd.uniform(-0.1, 0.1), 0.3 + rnd.uniform(-0.08, 0.08), z), rnd.uniform(-16, 14) + 90, (1.55 + rnd.uniform(-0.1, 0.1), 2.2, h), weave(colour, 60))
        z += h
    put("globe-table-lamp", 1.9, 1.4, height=2.4)
    bulb((1.9, 0.6, 1.9), 60, "#ffcf96", 0.5)
    put("everyday-mug", 1.0, -0.9, height=0.85, turn=-20)
    world("#e6e6f4", 0.22)
    area((-7, -5, 6), (0, 0, 1), 5, 900, "#d8deff")
    look((0.3, -9.0, 2.7), (0.35, 0.3, 1.05), 48, (-0.6, -0.4, 1.0), 1.8)


@scene("candle-dinner", "photos", SIZE, develop={"glow": 0.4})
def candles():
    planks("dark")
    wall("#4a3a35")
    put("twin-candle-holder", -2.0, 0.9, height=2.3)
    put("serving-platter", 0.6, 0.0, width=3.1, turn=12)
    put("brass-candlestick", 2.9, 1.5, height=2.4)
    put("tall-pitcher", 0.4, 2.2, height=2.2, turn=20)
    for p in ((-1.6, 0.2, 2.4), (2.6, 0.6, 2.4)):
        bulb(p, 45, "#ffb56b", 0.25)
    world("#ffe9d2", 0.16)
    area((-7, -5, 7), (0, 0, 1), 5, 800, "#ffd9b0")
    look((0.2, -9.4, 3.2), (0.35, 0.4, 1.05), 46, (0, 0.0, 1.0), 1.8)


@scene("tea-ceremony", "photos", SIZE)
def kettle_tea():
    planks("cedar")
    wall("#b3b9a0")
    put("cedar-tray", 0.9, 0.2, width=4.4, turn=-4, without=1)
    put("matcha-whisk", 0.9, 0.15, height=1.05, turn=0, z=0.2)
    put("iron-kettle", -2.4, 1.5, height=1.9, turn=14)
    put("tea-caddy", 3.6, 1.7, height=1.3)
    world(strength=0.58)
    window_light((-1.0, -0.75, 0.62), (0.3, 1.7, 1.1), 3, 2, (1.3, 1.9), strength=3.6)
    look((0.3, -9.0, 3.0), (0.3, 0.4, 0.95), 46, (0.2, 0.0, 0.8), 1.7)


@scene("bento-lunch", "photos", SIZE)
def bento_lunch():
    planks("maple")
    wall("#c5b79f")
    put("furoshiki-cloth", -2.3, 1.5, height=1.5)
    put("lacquer-bento", 0.4, 0.3, height=1.25, turn=-20)
    put("chopsticks-pair", 0.5, -1.5, width=2.6, turn=6)
    put("sake-set", 2.8, 1.5, height=1.5, turn=-10)
    world(strength=0.58)
    window_light((-1.0, -0.8, 0.66), (0.2, 1.7, 1.1), strength=3.5)
    look((0.2, -9.0, 3.9), (0.3, 0.3, 0.65), 46, (0.3, -0.2, 0.6), 1.8)


@scene("toys-on-the-rug", "photos", SIZE)
def toys_rug():
    planks("oak", z=-0.06)
    box((9, 6, 0.06), weave("#e5d6b8", 14, 0.6), at=(0, 0.6, -0.06), bevel=0.02, prop=True)
    wall("#e8cfa8")
    put("rainbow-arch", -2.3, 1.4, height=1.5, turn=-10)
    put("wooden-train", 0.4, -0.7, width=4.2, turn=12)
    put("stacking-rings", 2.7, 1.5, height=1.9)
    put("pull-along-blackbird", 0.5, 1.9, height=1.5, turn=-14)
    world(strength=0.58)
    window_light((-1.0, -0.8, 0.7), (0.2, 1.7, 1.1), strength=3.6)
    look((0.1, -9.6, 4.0), (0.15, 0.4, 0.75), 46, (0.2, -0.4, 0.6), 2.0)


@scene("loaf-on-board", "photos", SIZE)
def loaf():
    planks("oak")
    wall("#dccdb6")
    crust = plain("#a8642c", 0.65)
    n = Nodes(crust)
    flour = n.ramp(n.noise(3.2, detail=6), (0.55, BLACK), (0.85, WHITE))
    n.colour(n.mix(flour, n.mix(n.noise(1.7), rgb("#7a3f18"), rgb("#c58443")), rgb("#ead9bd")))
    n.bump(n.noise(11.0, detail=6), 0.5, 0.05)
    bread = ball(1.25, crust, at=(-0.5, 0.4, 0.72), squash=0.58, sides=128)
    bread.scale = (1.25, 0.95, 1.0)
    for v in bread.data.vertices:
        for k in range(3):
            x = -0.55 + 0.5 * k
            d = abs(v.co.x - x - 0.25 * v.co.y)
            if v.co.z > 0.2 and abs(v.co.y) < 0.85:
                v.co.z += 0.07 * math.exp(-((d - 0.13) / 0.06) ** 2) - 0.12 * math.exp(-(d / 0.07) ** 2)
    box((3.9, 2.5, 0.14), wood("walnut", 0, 0.8), at=(-0.3, 0.3, 0), turn=(0, 0, 5), bevel=0.05)
    cloth = weave("#8ba0a2", 30, 0.5)
    sheet(2.6, 2.4, cloth, at=(2.6, 0.7, 0.06), turn=(0, 0, -18), nx=70, ny=70, thickness=0.02, shape=lambda u, v: 0.10 * math.sin(9 * u + 3 * v) * math.sin(4 * v + 1) + 0.06 * math.sin(14 * v - 5 * u) + 0.08)
    steel_ = steel(0.2)
    box((1.9, 0.26, 0.02), steel_, at=(0.3, -1.35, 0.03), turn=(0, 0, 6), bevel=0.008)
    box((0.9, 0.2, 0.13), wood("dark", 0, 2), at=(-1.05, -1.5, 0.0), turn=(0, 0, 6), bevel=0.05)
    put("everyday-mug", 2.5, 1.9, height=1.0, turn=200)
    world(strength=0.58)
    window_light((-1.0, -0.7, 0.62), (0.0, 1.7, 1.1), strength=3.8)
    look((0.2, -8.4, 3.6), (0.2, 0.3, 0.55), 46, (-0.4, -0.6, 0.7), 1.7)


def hills(y, colour, low, high, seed, width=90, rough=1.0):
    rnd = random.Random(seed)
    top = spline([(-width + 2 * width * i / 16, rnd.uniform(low, high)) for i in range(17)], 12)
    verts, faces = [], []
    for i, (x, z) in enumerate(top):
        verts += [(x, y, -3), (x, y, z + 0.25 * rough * rnd.random())]
        if i:
            faces.append((2 * i - 2, 2 * i, 2 * i + 1, 2 * i - 1))
    return mesh(verts, faces, plain(colour, 1.0, specular=0.0), angle=10, prop=True)


def lake(colour="#2b3d48", ripple=0.12, rough=0.04, stretch=(0.5, 1.6, 1)):
    surface = plain(colour, rough, specular=0.6)
    n = Nodes(surface)
    n.bump(n.noise(1.0, n.coords(stretch), detail=4), ripple, 0.12)
    return mesh([(-200, -40, 0), (200, -40, 0), (200, 160, 0), (-200, 160, 0)], [(0, 1, 2, 3)], surface, prop=True)


def mist(y, height, colour, thickness, seed):
    """A curtain of light that thins out upwards and tears along its length."""
    material = bpy.data.materials.new("mist")
    n = Nodes(material)
    n.tree.nodes.remove(n.bsdf)
    light = n.add("Emission")
    light.inputs["Color"].default_value = rgb(colour)
    light.inputs["Strength"].default_value = 0.75
    clear = n.add("BsdfTransparent")
    mix = n.add("MixShader")
    split = n.add("SeparateXYZ")
    n.link(n.add("TexCoord").outputs["UV"], split.inputs[0])
    rise = split.outputs["Y"]
    bell = n.math("MULTIPLY", n.math("POWER", n.math("SUBTRACT", 1.0, rise), 1.6), n.math("MINIMUM", 1.0, n.math("MULTIPLY", rise, 5.0)))
    torn = n.ramp(n.noise(1.0, n.coords((0.09, 0.09, 0.5), (0, 0, seed)), detail=4), (0.38, BLACK), (0.68, WHITE))
    n.link(n.math("MULTIPLY", n.math("MULTIPLY", bell, torn), thickness), mix.inputs[0])
    n.link(clear.outputs[0], mix.inputs[1])
    n.link(light.outputs[0], mix.inputs[2])
    n.link(mix.outputs[0], n.output.inputs["Surface"])
    sheet(160, 1, material, nx=1, ny=1, shape=lambda u, v: ((u - 0.5) * 160, y, v * height), prop=True)


def reed_bed(x0, x1, y0, y1, count, seed, low=1.0, high=2.6):
    rnd = random.Random(seed)
    green = [plain(c, 0.8) for c in ("#3d4a33", "#4f5a38", "#6a663f", "#2f3b2e")]
    head = plain("#4a3122", 0.9)
    for _ in range(count):
        x, y, h = rnd.uniform(x0, x1), rnd.uniform(y0, y1), rnd.uniform(low, high)
        dx = rnd.uniform(-0.35, 0.35)
        tube([(x, y, -0.3), (x + dx * 0.3, y, h * 0.6), (x + dx, y, h)], 0.02, rnd.choice(green), radii=[0.028, 0.022, 0.004], sides=5, steps=5, prop=True)
        if rnd.random() < 0.18:
            rod(0.045, 0, 0.34, head, at=(x + dx * 0.85, y, h * 0.92), sides=12, prop=True)


@scene("river-dawn", "photos", SIZE, develop={"glow": 0.25})
def river():
    sky("#f7c79a", "#7f9cb8", 0.9, middle="#eed6c4")
    lake()
    hills(60, "#8b90a0", 3.5, 7.5, 3)
    hills(44, "#6c7684", 2.0, 4.6, 5)
    hills(30, "#46525a", 0.9, 2.6, 8)
    ball(2.2, glow("#ffd9a0", 3.0, 0.1), at=(-9, 58, 9.2), prop=True)
    sun((-0.15, 1.0, 0.16), 2.2, "#ffc58a", 0.05)
    for k, y in enumerate((12, 17, 23, 28, 36)):
        mist(y, 0.9 + 0.5 * k, "#f3dcc8", 0.62, k)
    # A rowing boat at its mooring.
    hull = wood("walnut", 0, 1.0)

    def side(u, v):
        t = (u - 0.5) * 2
        beam = 0.62 * (1 - abs(t) ** 2.6) + 0.02
        a = (v - 0.5) * math.pi
        return (t * 2.0, beam * math.sin(a), 0.42 - 0.52 * math.cos(a) * (1 - abs(t) ** 4) + 0.14 * t * t)

    sheet(1, 1, hull, at=(1.9, 4.2, 0.02), turn=(0, 0, 24), nx=60, ny=30, shape=side, thickness=0.05, prop=True)
    for dx in (-0.7, 0.5):
        box((0.26, 1.05, 0.05), wood("oak", 1), at=(1.9 + dx * 0.91, 4.2 + dx * 0.4, 0.3), turn=(0, 0, 24), bevel=0.01, prop=True)
    tube([(-0.4, 3.4, -0.6), (-0.45, 3.4, 1.2)], 0.07, wood("dark", 2), straight=True, prop=True)
    tube([(0.1, 3.42, 0.5), (-0.2, 3.4, 0.42), (-0.42, 3.4, 0.9)], 0.018, plain("#b8a684", 0.9), prop=True)
    reed_bed(-6.5, -2.0, 0.5, 4.5, 120, 4)
    reed_bed(4.6, 7.0, 1.0, 4.0, 50, 6, 0.8, 1.9)
    look((0, -7.5, 1.9), (0, 6, 1.55), 40, (1.9, 4.2, 0.5), 2.8)


@scene("hedgerow-june", "photos", SIZE)
def hedgerow():
    sky("#f3ead6", "#9fc0dc", 0.9)
    sun((-0.7, -0.7, 0.8), 3.2, "#fff0d6", 0.03)
    grass = plain("#6a7f3f", 0.9)
    n = Nodes(grass)
    n.colour(n.mix(n.noise(0.9, detail=6), rgb("#4f6a2f"), rgb("#8f9a55")))
    mesh([(-40, -20, 0), (40, -20, 0), (40, 60, 0), (-40, 60, 0)], [(0, 1, 2, 3)], grass, prop=True)
    hills(45, "#8fa583", 3.0, 6.5, 4)
    rnd = random.Random(21)
    greens = [plain(c, 0.55) for c in ("#4c6b2f", "#3d5a2b", "#638040", "#557a3a")]
    stock = [leaf((0, 0, 0), 0.42, g, 40, 0) for g in greens]
    petals = [plain(c, 0.7) for c in ("#fbf4ea", "#f3c9d4", "#fbf4ea")]
    core = plain("#e5b548", 0.8)
    berry = plain("#a8252f", 0.25, coat=0.4)

    def instance(template, at, turn, size):
        obj = bpy.data.objects.new("leaf", template.data)
        bpy.context.collection.objects.link(obj)
        obj.location, obj.rotation_euler, obj.scale = at, turn, (size, size, size)
        for modifier in template.modifiers:
            if modifier.type == "SOLIDIFY":
                continue
        props.append(obj)

    flower = lathe([(0, 0.02), (0.05, 0.03), (0.07, 0)], core, sides=10, prop=True, at=(0, 0, -50))
    petal = [ball(0.075, p, at=(0, 0, -50), squash=0.25, sides=14, prop=True) for p in petals]
    fruit = ball(0.055, berry, at=(0, 0, -50), sides=14, prop=True)
    for template in stock:
        template.location.z = -50
    core_hedge = plain("#2f4423", 0.9)
    for i in range(9):
        ball(1.5, core_hedge, at=(-8 + 2 * i, 4.2, 1.1 + 0.25 * math.sin(i * 2.1)), sides=32, prop=True)
    for _ in range(7000):
        x = rnd.uniform(-9, 9)
        top = 2.7 + 0.45 * math.sin(x * 0.9) + 0.3 * math.sin(x * 2.3 + 1)
        t = rnd.random()
        z = top * (1 - (1 - t) ** 1.4) + 0.05
        y = 2.75 + 0.9 * (z / top) ** 3 + rnd.uniform(-0.25, 0.35)
        instance(rnd.choice(stock), (x, y, z), (rnd.uniform(-0.4, 1.2), rnd.uniform(-0.8, 0.8), rnd.uniform(0, 6.28)), rnd.uniform(0.55, 1.1))
    for _ in range(190):
        x = rnd.uniform(-7, 7)
        z = rnd.uniform(0.5, 2.6)
        y = 2.45 + 0.5 * (z / 2.7) ** 3 + rnd.uniform(-0.1, 0.1)
        if rnd.random() < 0.94:
            kind = rnd.choice(petal)
            for k in range(5):
                a = 2 * math.pi * k / 5
                instance(kind, (x + 0.085 * math.cos(a), y - 0.16, z + 0.085 * math.sin(a)), (math.pi / 2, 0, 0), 1.0)
            instance(flower, (x, y - 0.17, z), (math.pi / 2, 0, 0), 1.0)
        else:
            for k in range(4):
                instance(fruit, (x + rnd.uniform(-0.12, 0.12), y - 0.14, z + rnd.uniform(-0.12, 0.12)), (0, 0, 0), 1.0)
    blade = [plain(c, 0.8) for c in ("#6f8a3c", "#879a4c", "#56752f")]
    tufts = [tube([(0, 0, 0), (0.02, 0, 0.25), (0.12, 0, 0.5)], 0.02, b, radii=[0.018, 0.014, 0.002], sides=4, steps=4, prop=True, at=(0, 0, -50)) for b in blade]
    for _ in range(2600):
        instance(rnd.choice(tufts), (rnd.uniform(-8, 8), rnd.uniform(-4.5, 2.6), 0), (0, rnd.uniform(-0.3, 0.3), rnd.uniform(0, 6.28)), rnd.uniform(0.5, 1.2))
    look((-1.6, -7.2, 1.6), (0.4, 3.0, 1.45), 38, (0, 2.6, 1.5), 2.4)


@scene("well-pump", "photos", SIZE)
def hand_pump():
    sky("#f6dcae", "#8fb6d4", 0.9)
    sun((-0.8, -0.55, 0.7), 3.4, "#ffe6bf", 0.02)
    earth = plain("#b98a5a", 0.95)
    n = Nodes(earth)
    n.colour(n.mix(n.noise(0.7, detail=8), rgb("#9a6b40"), rgb("#d0a877")))
    n.bump(n.noise(3.0, detail=8), 0.6, 0.08)
    mesh([(-60, -20, 0), (60, -20, 0), (60, 80, 0), (-60, 80, 0)], [(0, 1, 2, 3)], earth, prop=True)
    hills(60, "#a89a80", 2.0, 6.0, 2)
    concrete = clay("#bdb6a8")
    rod(2.0, 0, 0.16, concrete, bevel=0.05)
    blue = plain("#2f6d93", 0.4, coat=0.2)
    rod(0.42, 0.16, 0.24, blue, bevel=0.02)
    for k in range(6):
        a = math.pi * k / 3
        rod(0.05, 0.22, 0.3, steel(0.4), at=(0.34 * math.cos(a), 0.34 * math.sin(a), 0), bevel=0.01, sides=6)
    rod(0.2, 0.2, 2.3, blue, bevel=0.02)
    rod(0.3, 2.2, 2.3, blue, bevel=0.02)
    rod(0.26, 2.3, 2.85, blue, bevel=0.05)
    box((0.3, 0.34, 0.4), blue, at=(0, 0, 2.8), bevel=0.04)
    tube([(0.15, 0, 1.75), (0.7, 0, 1.78), (0.95, 0, 1.6), (0.98, 0, 1.3)], 0.11, blue, radii=[0.12, 0.11, 0.1, 0.095])
    grip = steel(0.35)
    tube([(0.35, 0, 3.05), (0, 0, 3.08), (-1.2, 0, 2.75), (-2.1, 0, 2.05)], 0.055, grip, radii=[0.06, 0.06, 0.05, 0.05])
    tube([(-1.85, 0, 2.28), (-2.15, 0, 2.0)], 0.075, plain("#b5442f", 0.5), straight=True)
    rod(0.05, -0.24, 0.24, grip, at=(0, 0, 3.06), turn=(90, 0, 0), bevel=0.01)
    pail = steel(0.35)
    pot([(0.36, 0), (0.40, 0.05), (0.5, 0.68)], pail, 0.02, 0.03, at=(0.98, 0, 0.16))
    rod(0.44, 0.56, 0.6, plain("#7fa5b5", 0.05, specular=0.8), at=(0.98, 0, 0), bevel=0.01)
    tube([(0.98, 0, 1.3), (0.98, 0, 0.6)], 0.045, glass("#eef8fb"), straight=True)
    pot([(0.30, 0), (0.42, 0.1), (0.46, 0.4), (0.3, 0.62), (0.18, 0.7), (0.22, 0.8)], clay("#b5653d"), 0.04, 0.05, at=(-1.35, -1.0, 0.16))
    pot([(0.34, 0), (0.38, 0.04), (0.46, 0.5)], plain("#e0b23f", 0.45), 0.02, 0.03, at=(-0.75, -1.35, 0.16))
    rnd = random.Random(3)
    dry = [plain(c, 0.9) for c in ("#a9a052", "#8a8c46", "#c2ae64")]
    for _ in range(260):
        a, r = rnd.uniform(0, 6.28), rnd.uniform(2.3, 9)
        x, y, h = r * math.cos(a), r * math.sin(a) + 1.0, rnd.uniform(0.15, 0.5)
        if math.hypot(x, y) > 2.1:
            tube([(x, y, 0), (x + rnd.uniform(-0.1, 0.1), y, h)], 0.012, rnd.choice(dry), straight=True, radii=[0.02, 0.003], sides=4, prop=True)
    for x, y, s in ((-9, 22, 2.2), (7, 26, 2.8), (12, 30, 2.4)):
        tube([(x, y, 0), (x + 0.2, y, s * 1.4)], 0.2, plain("#6b4f38", 0.9), straight=True, prop=True)
        for k in range(5):
            ball(s * 0.62, plain(("#6f7f45", "#7d8a4f")[k % 2], 0.95), at=(x + (k - 2) * s * 0.5, y + (k % 2), s * (1.6 + 0.25 * (2 - abs(k - 2)))), squash=0.6, prop=True, sides=24)
    look((1.2, -9.6, 2.3), (-0.25, 0, 1.65), 46, (0, 0, 1.6), 1.8)


@scene("lantern-street", "photos", SIZE, develop={"glow": 0.5}, samples=1.4)
def lanterns():
    sky("#4a4668", "#141a30", 0.45, middle="#2b2f50")
    stones = plain("#3a3a40", 0.28, specular=0.6)
    n = Nodes(stones)
    n.bump(n.noise(2.6, detail=4), 0.35, 0.05)
    mesh([(-40, -20, 0), (40, -20, 0), (40, 80, 0), (-40, 80, 0)], [(0, 1, 2, 3)], stones, prop=True)
    rnd = random.Random(5)
    for side in (-1, 1):
        y = -2.0
        while y < 34:
            w, h = rnd.uniform(3.0, 4.5), rnd.uniform(4.6, 7.0)
            tone = rnd.choice(("#4a3f46", "#3f4250", "#55443f", "#474038"))
            box((3, w - 0.06, h), plain(tone, 0.9), at=(side * 4.6, y + w / 2, 0), bevel=0.03, prop=True)
            for k in range(2):
                for z in (1.5, 3.6):
                    if rnd.random() < 0.6:
                        wy = y + w * (0.3 + 0.4 * k)
                        box((0.1, 0.7, 1.1), glow(rnd.choice(("#ffc877", "#ffb45a", "#ffd9a0")), 0.8, 0.1), at=(side * 3.08, wy, z), bevel=0, prop=True)
            y += w
    row = 0
    for y in range(0, 34, 3):
        row += 1
        z = 4.5
        points = [(-3.1, y, z + 0.5), (-1.5, y, z), (0, y, z - 0.12), (1.5, y, z), (3.1, y, z + 0.5)]
        tube(points, 0.012, plain("#1d1a1a", 0.9), prop=True)
        for k, x in enumerate((-2.1, -0.7, 0.7, 2.1)):
            zz = z - 0.1 + 0.05 * abs(x) - 0.36
            profile = []
            for i in range(49):
                t = 0.3 + (math.pi - 0.6) * i / 48
                profile.append((0.33 * math.sin(t) + 0.012 * abs(math.sin(i * math.pi / 6)), -0.31 * math.cos(t)))
            lathe(profile, glow(("#ffbf73", "#ff9a5a", "#ffd9a0")[(row + k) % 3], 2.0, 0.55), at=(x, y + rnd.uniform(-0.1, 0.1), zz), sides=32, prop=True)
            if row < 6:
                bulb((x, y, zz - 0.5), 14, "#ffb870", 0.25)
    look((0.4, -6.5, 1.7), (0, 8, 2.55), 32, (0, 3, 3), 2.0)


@scene("stars-over-the-hill", "photos", SIZE, develop={"glow": 0.4})
def stars():
    sky("#3a4a72", "#070b1c", 0.55, middle="#1c2850")
    rnd = random.Random(14)
    for _ in range(420):
        x, z = rnd.uniform(-60, 60), rnd.uniform(4, 62)
        ball(rnd.choice((0.05, 0.05, 0.07, 0.1)), glow(rnd.choice(("#ffffff", "#dfe8ff", "#fff0d6")), rnd.uniform(1.5, 6), 0.0), at=(x, 90, z), sides=8, prop=True)
    for _ in range(500):
        t = rnd.uniform(-1, 1)
        x, z = t * 55 + rnd.gauss(0, 3.5), 30 + t * 24 + rnd.gauss(0, 3.5)
        ball(0.045, glow("#e6ecff", rnd.uniform(0.6, 2.2), 0.0), at=(x, 90, z), sides=6, prop=True)
    hills(70, "#1b2440", 5, 10, 3)
    hills(45, "#121a30", 2.0, 5.5, 9)
    hills(20, "#0b1122", 0.3, 2.2, 12)
    # A small tent with a light in it.
    canvas = glow("#ffb766", 0.9, 0.2)
    mesh([(-1.3, 12, 0.9), (1.3, 12, 0.9), (0, 12, 2.7), (-1.1, 14.5, 0.9), (1.5, 14.5, 0.9), (0.2, 14.5, 2.6)], [(0, 1, 2), (0, 2, 5, 3), (1, 4, 5, 2)], canvas, prop=True)
    mesh([(-0.3, 11.97, 0.9), (0.3, 11.97, 0.9), (0, 11.97, 2.3)], [(0, 1, 2)], glow("#ffe2b0", 1.6, 0.0), prop=True)
    bulb((0, 10.8, 1.3), 60, "#ffb766", 0.3)
    look((0, -8, 2.6), (0, 30, 12.5), 30)


def thrown(profile, earth, at, wet=True):
    """A pot still on its bat, with the rings that fingers leave."""
    shaped = []
    for r, z in hollow(profile, 0.05, 0.08):
        shaped.append((max(0, r + (0.008 * math.sin(z * 42) if r > 0.05 else 0)), z))
    return lathe(shaped, earth, at=at, wobble=0.004)


def wet_clay(colour="#8f6a53", rough=0.32):
    material = clay(colour, rough)
    material.node_tree.nodes["Principled BSDF"].inputs["Specular"].default_value = 0.6
    return material


@scene("workbench-clay", "photos", SIZE)
def workbench():
    planks("beech")
    wall("#cfc6b6")
    earth = wet_clay()
    bat = wood("maple", 0, 0.8)
    rod(1.25, 0, 0.12, bat, at=(-0.7, 0.2, 0), bevel=0.03)
    thrown([(0.5, 0), (0.62, 0.1), (0.80, 0.55), (0.74, 1.05), (0.56, 1.3), (0.60, 1.5)], earth, (-0.7, 0.2, 0.12))
    for k, (x, y) in enumerate(((1.55, 1.3), (2.6, 0.9), (3.6, 1.5), (2.2, 2.3), (3.2, 2.5))):
        rod(0.55, 0, 0.08, bat, at=(x, y, 0), bevel=0.02)
        thrown([(0.34, 0), (0.40, 0.06), (0.43, 0.5), (0.42, 0.86)], wet_clay(("#8f6a53", "#99745c", "#a07c64")[k % 3], 0.45), (x, y, 0.08))
    lump = wet_clay("#86624c", 0.5)
    block = box((1.25, 0.95, 0.8), lump, at=(-3.2, 1.2, 0), turn=(0, 0, 22), bevel=0.16, segments=5)
    ball(0.36, lump, at=(-2.35, 0.2, 0.3), squash=0.86)
    ball(0.30, lump, at=(-2.75, -0.35, 0.25), squash=0.86)
    sponge = plain("#d9b45f", 0.95)
    n = Nodes(sponge)
    n.bump(n.noise(16.0, detail=5), 0.9, 0.05)
    ball(0.3, sponge, at=(0.95, -0.65, 0.18), squash=0.6)
    for k, (x, y, turn) in enumerate(((1.7, -0.6, 18), (1.95, -0.85, 24), (1.5, -1.15, 10))):
        a = math.radians(turn)
        end = (x + 1.25 * math.cos(a), y + 1.25 * math.sin(a), 0.05)
        tube([(x, y, 0.05), end], 0.05, wood(("walnut", "beech", "oak")[k], 0, 2), straight=True, radii=[0.03, 0.055])
        if k == 1:
            ring(0.15, 0.012, steel(0.3), at=(x - 0.16, y - 0.07, 0.05))
    pot([(0.5, 0), (0.56, 0.04), (0.62, 0.62)], plain("#6f8a92", 0.4, coat=0.2), 0.03, 0.05, at=(-1.95, 2.3, 0))
    rod(0.57, 0.44, 0.48, plain("#a58f7c", 0.08, specular=0.7), at=(-1.95, 2.3, 0), bevel=0.01)
    world(strength=0.58)
    window_light((-1.0, -0.75, 0.62), (0.2, 1.7, 1.1), strength=3.6)
    look((0.1, -8.8, 3.9), (0.2, 0.5, 0.65), 46, (-0.6, -0.4, 0.9), 1.8)


@scene("toy-shelf", "photos", SIZE)
def toy_shelf():
    wall("#e6d2ae", 1.3)
    board = wood("beech", 0, 0.5)
    for z in (0.0, 2.55):
        box((16, 1.7, 0.16), board, at=(0, 0.4, z - 0.16), bevel=0.02, prop=True)
    put("stacking-rings", -3.1, 0.4, height=1.85)
    put("rainbow-arch", -1.2, 0.5, height=1.15, turn=-6)
    put("block-set", 1.15, 0.3, height=1.7, turn=4)
    put("little-boat", 3.2, 0.4, height=1.95, turn=-10)
    put("wooden-train", -1.9, 0.4, width=3.6, turn=0, z=2.55)
    put("pull-along-blackbird", 0.9, 0.4, height=1.15, turn=-8, z=2.55)
    put("bead-abacus", 2.9, 0.5, height=1.5, turn=-8, z=2.55)
    world(strength=0.6)
    window_light((-1.0, -1.0, 0.6), (0.3, 1.0, 1.9), 2, 2, (2.2, 1.8), strength=3.2)
    look((0, -11.0, 2.5), (0.05, 0.4, 1.92), 50, (0, 0, 1.8), 2.0)


@scene("kiln-opening", "photos", SIZE)
def kiln():
    brick = [clay(c) for c in ("#cdb48e", "#c2a67f", "#d6c09d", "#bf9f78")]
    rnd = random.Random(4)

    def course(x0, x1, y, z, deep=1.1):
        x = x0
        while x < x1 - 0.05:
            w = min(1.0, x1 - x)
            box((w - 0.03, deep, 0.42), rnd.choice(brick), at=(x + w / 2, y, z), bevel=0.02, prop=True)
            x += w

    for j in range(14):
        z = -0.9 + j * 0.45
        shift = 0.5 * (j % 2)
        course(-8 - shift, -3.0, 0, z)
        course(3.0, 8 + shift, 0, z)
        if z < -0.2 or z > 4.3:
            course(-3.0 - shift * 0, 3.0, 0, z)
    for j in range(12):
        z = -0.5 + j * 0.45
        course(-3.2, 3.2, 3.3, z, 0.3)
        for x in (-3.15, 3.15):
            for y in (1.0, 2.0, 3.0):
                box((0.3, 0.97, 0.42), rnd.choice(brick), at=(x, y, z), bevel=0.02, prop=True)
    box((8, 0.2, 8), clay("#8a6a4c"), at=(0, 3.62, -1.5), bevel=0, prop=True)
    box((6.4, 4, 0.2), brick[0], at=(0, 2, 4.45), bevel=0.02, prop=True)
    plate = clay("#e2d6c2")
    glazes = [("#ece5d6", 0.9), ("#b3bdb6", 0.9), ("#5d7f86", 0.7), ("#7fb0b4", 0.4), ("#ece5d6", 0.9), ("#b07a58", 0.5)]
    shapes = [
        ([(0.30, 0), (0.36, 0.04), (0.40, 0.4), (0.40, 0.80)], 0.42),
        ([(0.24, 0), (0.28, 0.05), (0.48, 0.22), (0.56, 0.45)], 0.58),
        ([(0.28, 0), (0.40, 0.1), (0.46, 0.5), (0.34, 0.84), (0.22, 0.98), (0.26, 1.06)], 0.48),
        ([(0.20, 0), (0.26, 0.03), (0.28, 0.4), (0.27, 0.56)], 0.3),
    ]
    for row, z in enumerate((-0.2, 1.3, 2.85)):
        box((5.7, 2.4, 0.12), plate, at=(0, 1.6, z - 0.12), bevel=0.02, prop=True)
        for x in (-2.6, 2.6):
            for y in (0.6, 2.6):
                rod(0.13, z, z + 1.43, plate, at=(x, y, 0), prop=True)
        for y in (1.9, 0.95):
            x = -2.3 + rnd.uniform(0, 0.2)
            shape, r = shapes[(row + (y > 1.5)) % 4]
            while x + 2 * r < 2.45:
                if rnd.random() < 0.3:
                    shape, r = rnd.choice(shapes)
                colour, specks = glazes[3] if (y > 1.5 and rnd.random() < 0.5) else rnd.choice(glazes)
                pot(shape, glaze(colour, amount=specks, clay="#a9714f", line=0.07), 0.045, 0.05, at=(x + r, y + rnd.uniform(-0.08, 0.08), z), wobble=0.006)
                x += 2 * r + rnd.uniform(0.06, 0.2)
    world(strength=0.5)
    area((-7, -8, 6), (0, 1, 2), 3.5, 2600, "#fff2e0")
    bulb((0, 0.4, 4.2), 60, "#ff9a50", 0.4)
    for z in (1.1, 2.6):
        bulb((0, 2.8, z), 26, "#ff8a40", 0.3)
    look((-0.9, -10.0, 2.6), (0.0, 1.0, 1.95), 47, (0, 1.0, 1.8), 2.2)


@scene("market-stall", "photos", SIZE)
def market_stall():
    sky("#f5ead8", "#b4cbe0", 0.8)
    sun((-0.7, -0.9, 0.9), 3.0, "#fff0da", 0.03)
    mesh([(-40, -20, -2.2), (40, -20, -2.2), (40, 60, -2.2), (-40, 60, -2.2)], [(0, 1, 2, 3)], clay("#a89c8c"), prop=True)
    for x, h, c in ((-11, 9, "#d9a987"), (-5.5, 11, "#e8cfa8"), (0.5, 10, "#cf9a80"), (6, 12, "#e3d3b8"), (11.5, 9.5, "#c9a58a")):
        box((5.4, 2, h), plain(c, 0.95), at=(x, 16, -2.2), bevel=0.02, prop=True)
        for i in range(2):
            for j in range(4):
                box((0.9, 0.1, 1.4), plain("#6f8896", 0.5), at=(x - 1.2 + 2.4 * i, 14.95, 0.2 + 2.3 * j), bevel=0, prop=True)
    planks("oak", count=3, width=1.0, depth_from=-0.8, length=9)
    cloth = weave("#ece2cf", 18, 0.5)
    sheet(1, 1, cloth, nx=160, ny=30, thickness=0.015, prop=True, shape=lambda u, v: ((u - 0.5) * 9.2, -0.86 - 0.08 * math.sin(40 * u) * (1 - v) - 0.04 * math.sin(93 * u) * (1 - v), 0.02 - 1.9 * (1 - v)))
    box((9.2, 3.0, 0.03), cloth, at=(0, 0.62, 0.0), bevel=0.01, prop=True)
    for x in (-4.4, 4.4):
        tube([(x, 2.0, -2.2), (x, 2.0, 4.6)], 0.07, wood("oak", 2, 1), straight=True, prop=True)
    for k in range(16):
        stripe = plain(("#c8603a", "#f4ead6")[k % 2], 0.9)
        x0, x1 = -4.8 + 0.6 * k, -4.2 + 0.6 * k
        mesh([(x0, 2.4, 4.7), (x1, 2.4, 4.7), (x1, -1.6, 3.75), (x0, -1.6, 3.75)], [(0, 1, 2, 3)], stripe, prop=True)
        scallop = [(0.3 * math.cos(a), 0.34 * math.sin(a)) for a in (math.pi + i * math.pi / 16 for i in range(17))]
        flat([(x0 + 0.3 + x, 3.76 + z) for x, z in scallop], 0.02, stripe, at=(0, -1.6, 0), bevel=0.004, closed_smooth=False, prop=True)
    put("moon-jar-vase", -3.3, 1.2, height=1.5, z=0.03)
    put("tall-pitcher", -2.0, 1.4, height=1.7, z=0.03)
    put("stoneware-teapot", -0.5, 1.3, height=1.35, z=0.03)
    put("serving-platter", 1.3, 1.5, width=1.9, z=0.03)
    put("footed-planter", 3.1, 1.3, height=1.5, z=0.03)
    for k, (x, c) in enumerate(((-3.6, "#ece5d6"), (-2.9, "#b3bdb6"), (-2.2, "#5d7f86"), (-1.5, "#ece5d6"))):
        pot([(0.24, 0), (0.27, 0.03), (0.29, 0.3), (0.29, 0.56)], glaze(c, amount=0.9, clay="#b07a58", line=0.07), 0.035, 0.05, at=(x, -0.15 + 0.1 * (k % 2), 0.03))
    for x, colours in ((-0.3, ("#b3bdb6", "#ece5d6", "#5d7f86")), (0.9, ("#ece5d6", "#ece5d6", "#b3bdb6", "#c9a284")), (2.1, ("#5d7f86", "#ece5d6"))):
        for i, c in enumerate(colours):
            pot([(0.20, 0), (0.23, 0.03), (0.40, 0.12), (0.52, 0.36)], glaze(c, amount=0.8, clay="#b07a58", line=0.05), 0.035, 0.05, at=(x, -0.1, 0.03 + 0.12 * i))
    put("espresso-pair", 3.3, -0.2, height=0.45, z=0.03)
    look((0.3, -10.6, 1.7), (0.1, 0.6, 1.15), 44, (0, 0.4, 0.7), 2.0)


@scene("coffee-table", "photos", SIZE)
def coffee_table():
    wall("#d6cbb9", 4.2)
    rod(3.0, -0.16, 0, wood("oak", 0, 0.5), bevel=0.05, prop=True)
    mesh([(-30, -30, -6), (30, -30, -6), (30, 4.2, -6), (-30, 4.2, -6)], [(0, 1, 2, 3)], wood("ash", 0, 0.3), prop=True)
    # The window itself, at the left, with its curtain.
    pane = glow("#f3efe6", 1.15, 0.0)
    mesh([(-6.4, 4.1, 0.2), (-3.1, 4.1, 0.2), (-3.1, 4.1, 6), (-6.4, 4.1, 6)], [(0, 1, 2, 3)], pane, prop=True)
    for x in (-6.4, -4.75, -3.1):
        box((0.16, 0.2, 7), plain("#f3ede0", 0.6), at=(x, 4.0, 0), bevel=0.02, prop=True)
    box((3.6, 0.5, 0.14), plain("#f3ede0", 0.6), at=(-4.75, 3.9, 0.1), bevel=0.02, prop=True)
    curtain = weave("#efe6d6", 20, 0.4)
    sheet(1, 1, curtain, nx=120, ny=4, prop=True, shape=lambda u, v: (-2.95 + u * 1.15, 3.75 + 0.11 * math.sin(u * 34) + 0.03 * math.sin(u * 77), -3.5 + v * 12))
    bowl = glaze("#b3bdb6", amount=0.9, clay="#a9714f", line=0.08)
    pot([(0.36, 0), (0.35, 0.08), (0.42, 0.14), (0.70, 0.28), (0.88, 0.56), (0.93, 0.84)], bowl, 0.055, 0.17, at=(0.75, 0.5, 0), wobble=0.018)
    put("everyday-mug", -0.85, -0.35, height=0.95, turn=165)
    book((-0.1, -1.55, 0), 8, (1.2, 0.85, 0.12), weave("#7f8f7a", 60))
    tube([(1.1, -1.2, 0.03), (2.0, -0.75, 0.03)], 0.03, steel(0.15), straight=True, radii=[0.02, 0.03])
    ball(0.13, steel(0.15), at=(1.02, -1.24, 0.05), squash=0.35)
    world(strength=0.5)
    area((-7, 2.5, 4), (0, 0, 0.5), 4.5, 1500, "#fff4e4")
    window_light((-1.0, -0.5, 0.62), (0.0, 0.8, 0.8), 2, 3, (1.9, 1.4), strength=2.6)
    look((0.2, -7.6, 3.1), (-0.2, 0.4, 0.62), 44, (0.2, 0, 0.5), 1.8)


@scene("windowsill-cat", "photos", SIZE, develop={"glow": 0.15})
def windowsill_cat():
    # Afternoon outside: soft, pale, out of focus.
    outside = glow("#f6dfb4", 1.0, 0.0)
    mesh([(-30, 26, -12), (30, 26, -12), (30, 26, 24), (-30, 26, 24)], [(0, 1, 2, 3)], outside, prop=True)
    rnd = random.Random(6)
    for _ in range(26):
        x, z = rnd.uniform(-8, 8), rnd.uniform(-3, 6)
        ball(rnd.uniform(0.8, 2.0), glow(rnd.choice(("#9cab6c", "#b7bd7e", "#7f9660", "#d8c98a")), 0.55, 0.3), at=(x * 1.3, 22 + rnd.uniform(-2, 2), z - 1.5), sides=24, prop=True)
    room = plain("#cdbfae", 0.95, specular=0.1)
    flat([(-14, -8), (14, -8), (14, 14), (-14, 14)], 0.4, room, at=(0, 1.2, 0), bevel=0.02, closed_smooth=False, square_holes=[[(-3.4, 0.05), (-3.4, 5.2), (3.4, 5.2), (3.4, 0.05)]], prop=True)
    white = plain("#efe7d8", 0.5)
    for x in (-3.4, 0, 3.4):
        box((0.2, 0.22, 5.3), white, at=(x, 1.25, 0), bevel=0.02, prop=True)
    for z in (0.0, 2.7, 5.1):
        box((7, 0.2, 0.18), white, at=(0, 1.26, z), bevel=0.02, prop=True)
    box((9, 2.0, 0.2), white, at=(0, 0.3, -0.2), bevel=0.04, prop=True)
    # The cat sits with its back to us and looks out.
    fur = plain("#4a4340", 0.9, sheen=0.6, specular=0.15)
    n = Nodes(fur)
    stripes = n.add("TexWave", bands_direction="Z")
    stripes.inputs["Scale"].default_value = 1.5
    stripes.inputs["Distortion"].default_value = 5.0
    stripes.inputs["Detail"].default_value = 2.0
    n.link(n.coords(), stripes.inputs["Vector"])
    n.colour(n.mix(n.ramp(stripes.outputs["Fac"], (0.45, BLACK), (0.7, WHITE)), rgb("#7c6a58"), rgb("#3c332d")))
    n.bump(n.noise(1.0, n.coords((40, 40, 9)), detail=4), 0.5, 0.03)
    cx = -1.15
    solid([(0, 0), (0.5, 0.0), (0.78, 0.14), (0.86, 0.5), (0.74, 0.98), (0.52, 1.38), (0.40, 1.62), (0.34, 1.8), (0, 1.9)], fur, at=(cx, 0.25, 0), squash=0.9)
    for dx in (-0.52, 0.52):
        ball(0.42, fur, at=(cx + dx, 0.1, 0.3), squash=0.78)
    head = ball(0.46, fur, at=(cx + 0.06, 0.42, 2.02), squash=0.86)
    head.scale = (1.12, 0.95, 1)
    for dx, tilt in ((-0.30, -16), (0.40, 16)):
        ear = lathe([(0.0, 0.44), (0.05, 0.36), (0.2, 0.0)], fur, at=(cx + dx, 0.42, 2.24), turn=(0, tilt, 0), sides=40, squash=0.45)
    tube([(cx + 0.55, -0.1, 0.14), (cx + 1.1, -0.3, 0.12), (cx + 1.65, -0.42, 0.12), (cx + 2.05, -0.30, 0.12), (cx + 2.15, -0.02, 0.12)], 0.13, fur, radii=[0.16, 0.15, 0.14, 0.13, 0.09])
    put("footed-planter", 2.35, 0.35, height=1.6)
    world("#fff2e0", 0.30)
    sun((0.5, 1.0, 0.62), 4.0, "#ffe0ae", 0.03)
    area((-4, -8, 5), (0, 0, 1), 5, 420, "#fff0e0")
    look((0.3, -8.6, 1.9), (0.15, 0.4, 1.35), 46, (cx, 0.1, 1.2), 1.4)


@scene("rainy-window", "photos", SIZE, samples=1.3, develop={"glow": 0.3})
def rainy_window():
    sky("#6f7f8c", "#3d4a58", 0.5, middle="#596977")
    rnd = random.Random(8)
    # The town behind: soft lights of windows and lamps.
    backdrop = glow("#51616f", 0.45, 0.0)
    mesh([(-40, 40, -20), (40, 40, -20), (40, 40, 30), (-40, 40, 30)], [(0, 1, 2, 3)], backdrop, prop=True)
    for x in range(-22, 23, 4):
        h = rnd.uniform(1, 9)
        box((3.9, 1, h + 14), plain(rnd.choice(("#3a4753", "#45525e", "#2f3b47")), 1.0), at=(x + rnd.uniform(-1, 1), 34 + rnd.uniform(-3, 3), -14), bevel=0, prop=True)
    for _ in range(46):
        ball(rnd.uniform(0.18, 0.34), glow(rnd.choice(("#ffc877", "#ffb45a", "#ffe2b0", "#ff9a6a", "#cfe3ff")), rnd.uniform(3, 8), 0.0), at=(rnd.uniform(-17, 17), 29 + rnd.uniform(-2, 2), rnd.uniform(-8, 5)), sides=16, prop=True)
    water_drop = glass("#f4fbff", 0.0, 1.33)
    pane = 0.0

    def bead(x, z, r, stretch=1.0):
        obj = ball(r, water_drop, at=(x, pane, z), sides=20, prop=True)
        obj.scale = (1, 0.5, stretch)

    for _ in range(620):
        bead(rnd.uniform(-3.4, 3.4), rnd.uniform(-2.4, 2.4), abs(rnd.gauss(0.028, 0.018)) + 0.010, rnd.uniform(0.95, 1.2))
    for _ in range(60):
        bead(rnd.uniform(-3.2, 3.2), rnd.uniform(-2.2, 2.2), rnd.uniform(0.07, 0.12), rnd.uniform(1.0, 1.35))
    for _ in range(12):
        x, z = rnd.uniform(-3.0, 3.0), rnd.uniform(-1.2, 2.0)
        bead(x, z, rnd.uniform(0.09, 0.12), 1.4)
        trail, wander = z, x
        for _ in range(rnd.randint(8, 22)):
            trail += rnd.uniform(0.06, 0.14)
            wander += rnd.uniform(-0.015, 0.015)
            bead(wander, trail, rnd.uniform(0.014, 0.035), rnd.uniform(1.0, 2.0))
    frame_wood = plain("#e6ded0", 0.5)
    box((0.3, 0.4, 12), frame_wood, at=(1.75, 0.1, -6), bevel=0.04, prop=True)
    box((12, 0.4, 0.3), frame_wood, at=(0, 0.1, -2.05), bevel=0.04, prop=True)
    area((-5, -6, 4), (0, 0, 0), 4, 240, "#ffe2c0")
    look((0.0, -6.4, 0.1), (0.0, 0, 0.0), 50, (0, 0, 0), 0.55)
