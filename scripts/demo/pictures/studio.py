"""A small photo studio: shapes, materials, light and camera for the demo world's pictures."""

import math
import random

import bpy
from mathutils import Matrix, Vector
from bpy_extras.object_utils import world_to_camera_view

props = []  # objects that decorate a picture and do not count when it is framed


def reset(seed=7):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    props.clear()
    random.seed(seed)


# ---------------------------------------------------------------- colour and materials


def rgb(hex_colour):
    h = hex_colour.lstrip("#")
    parts = [int(h[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts] + [1.0]


class Nodes:
    """A shader tree with short names for what the materials need."""

    def __init__(self, material):
        material.use_nodes = True
        self.tree = material.node_tree
        self.bsdf = self.tree.nodes["Principled BSDF"]
        self.output = self.tree.nodes["Material Output"]

    def add(self, kind, **settings):
        node = self.tree.nodes.new("ShaderNode" + kind)
        for key, value in settings.items():
            setattr(node, key, value)
        return node

    def link(self, source, target):
        self.tree.links.new(source, target)

    def coords(self, scale=(1, 1, 1), rotation=(0, 0, 0)):
        mapping = self.add("Mapping")
        mapping.inputs["Scale"].default_value = scale
        mapping.inputs["Rotation"].default_value = rotation
        self.link(self.add("TexCoord").outputs["Object"], mapping.inputs["Vector"])
        return mapping.outputs["Vector"]

    def noise(self, scale, vector=None, detail=3.0, roughness=0.55, distortion=0.0):
        node = self.add("TexNoise")
        node.inputs["Scale"].default_value = scale
        node.inputs["Detail"].default_value = detail
        node.inputs["Roughness"].default_value = roughness
        node.inputs["Distortion"].default_value = distortion
        self.link(vector or self.coords(), node.inputs["Vector"])
        return node.outputs["Fac"]

    def ramp(self, fac, *stops, interpolation="LINEAR"):
        node = self.add("ValToRGB")
        node.color_ramp.interpolation = interpolation
        elements = node.color_ramp.elements
        while len(elements) < len(stops):
            elements.new(0.5)
        for element, (position, colour) in zip(elements, stops):
            element.position = position
            element.color = colour
        self.link(fac, node.inputs["Fac"])
        return node.outputs["Color"]

    def mix(self, fac, a, b):
        node = self.add("MixRGB")
        for source, target in ((fac, "Fac"), (a, "Color1"), (b, "Color2")):
            if isinstance(source, (int, float, list, tuple)):
                node.inputs[target].default_value = source
            else:
                self.link(source, node.inputs[target])
        return node.outputs["Color"]

    def math(self, operation, a, b=0.0):
        node = self.add("Math", operation=operation)
        for source, target in ((a, 0), (b, 1)):
            if isinstance(source, (int, float)):
                node.inputs[target].default_value = source
            else:
                self.link(source, node.inputs[target])
        return node.outputs[0]

    def height(self):
        separate = self.add("SeparateXYZ")
        self.link(self.add("TexCoord").outputs["Object"], separate.inputs[0])
        return separate.outputs["Z"]

    def bump(self, height, strength, distance=0.02):
        node = self.add("Bump")
        node.inputs["Strength"].default_value = strength
        node.inputs["Distance"].default_value = distance
        self.link(height, node.inputs["Height"])
        self.link(node.outputs["Normal"], self.bsdf.inputs["Normal"])

    def colour(self, socket):
        self.link(socket, self.bsdf.inputs["Base Color"])


WHITE, BLACK = [1, 1, 1, 1], [0, 0, 0, 1]


def plain(colour, rough=0.5, metal=0.0, coat=0.0, sss=0.0, transmission=0.0, ior=1.45, sheen=0.0, specular=0.5):
    material = bpy.data.materials.new("plain")
    nodes = Nodes(material)
    values = {
        "Base Color": rgb(colour),
        "Roughness": rough,
        "Metallic": metal,
        "Clearcoat": coat,
        "Clearcoat Roughness": 0.06,
        "Subsurface": sss,
        "Subsurface Color": rgb(colour),
        "Transmission": transmission,
        "IOR": ior,
        "Sheen": sheen,
        "Specular": specular,
    }
    for key, value in values.items():
        nodes.bsdf.inputs[key].default_value = value
    nodes.bsdf.inputs["Subsurface Radius"].default_value = (0.12, 0.07, 0.04)
    return material


def glaze(colour, speckle="#5b4636", amount=0.5, rough=0.28, clay=None, line=0.0, second=None, split=0.0, size=26):
    """Glazed stoneware: a slightly uneven colour with iron speckles; below `line` the raw clay shows."""
    material = plain(colour, rough, coat=0.25)
    n = Nodes(material)
    base = rgb(colour)
    darker = [c * 0.82 for c in base[:3]] + [1]
    tone = n.mix(n.ramp(n.noise(1.6), (0.35, BLACK), (0.7, WHITE)), base, darker)
    if second:
        wobble = n.math("ADD", n.height(), n.math("MULTIPLY", n.noise(2.2), 0.16))
        tone = n.mix(n.ramp(wobble, (max(0.0, split), BLACK), (min(1.0, split + 0.03), WHITE)), tone, rgb(second))
    if amount:
        cells = n.add("TexVoronoi")
        cells.inputs["Scale"].default_value = size
        n.link(n.coords(), cells.inputs["Vector"])
        random_size = n.math("MULTIPLY", n.noise(19.0, detail=0), 0.42 * amount)
        spots = n.math("LESS_THAN", cells.outputs["Distance"], n.math("SUBTRACT", random_size, 0.05))
        tone = n.mix(n.math("MULTIPLY", spots, 0.75), tone, rgb(speckle))
    if clay:
        wobble = n.math("ADD", n.height(), n.math("MULTIPLY", n.noise(3.0, detail=1), 0.05))
        raw = n.math("LESS_THAN", wobble, line)
        tone = n.mix(raw, tone, rgb(clay))
        n.link(n.math("ADD", n.math("MULTIPLY", raw, 0.5), rough), n.bsdf.inputs["Roughness"])
        n.link(n.math("MULTIPLY", n.math("SUBTRACT", 1.0, raw), 0.25), n.bsdf.inputs["Clearcoat"])
    n.colour(tone)
    n.bump(n.noise(5.0, detail=2), 0.12)
    return material


def clay(colour, rough=0.85):
    material = plain(colour, rough, specular=0.25)
    n = Nodes(material)
    base = rgb(colour)
    n.colour(n.mix(n.noise(9.0, detail=6), [c * 0.85 for c in base[:3]] + [1], [min(1, c * 1.12) for c in base[:3]] + [1]))
    n.bump(n.noise(45.0, detail=4), 0.25)
    return material


def metal(colour="#c9a25a", rough=0.28, brushed=None):
    """Brass by default; `brushed` is the scale per axis of fine scratches."""
    material = plain(colour, rough, metal=1.0)
    n = Nodes(material)
    wear = n.noise(3.0, detail=4)
    n.link(n.math("ADD", n.math("MULTIPLY", wear, 0.16), rough - 0.08), n.bsdf.inputs["Roughness"])
    if brushed:
        n.bump(n.noise(1.0, n.coords(brushed), detail=2), 0.10)
    return material


def steel(rough=0.24, brushed=None):
    return metal("#c6c6c4", rough, brushed)


def iron(colour="#2b2a2a"):
    material = plain(colour, 0.55, metal=0.35, specular=0.4)
    n = Nodes(material)
    n.bump(n.noise(38.0, detail=3), 0.45)
    return material


WOODS = {
    "walnut": ("#3a2417", "#6d4830"),
    "oak": ("#a9804f", "#cfa873"),
    "maple": ("#d5ae7c", "#eacfa3"),
    "beech": ("#c7986a", "#dfb78c"),
    "cedar": ("#a2623c", "#cb8f62"),
    "ash": ("#c9ab82", "#e4cda8"),
    "cherry": ("#8a4a2c", "#b97850"),
    "alder": ("#b4794f", "#d29d72"),
    "larch": ("#b57a45", "#d8a569"),
    "dark": ("#241812", "#40291d"),
}


def wood(kind="oak", axis=0, scale=1.0, rough=0.48, coat=0.05):
    """Grain runs along `axis` (0 x, 1 y, 2 z)."""
    dark, light = (rgb(c) for c in WOODS[kind])
    material = plain(WOODS[kind][1], rough, coat=coat)
    n = Nodes(material)
    stretch = [3.2 * scale] * 3
    stretch[axis] = 0.28 * scale
    offset = n.coords(stretch)
    rings = n.noise(1.3, offset, detail=2, distortion=0.9)
    bands = n.math("FRACT", n.math("MULTIPLY", rings, 7.0))
    fine_scale = [70.0 * scale] * 3
    fine_scale[axis] = 1.6 * scale
    fine = n.noise(1.0, n.coords(fine_scale), detail=2)
    fac = n.math("ADD", n.math("MULTIPLY", bands, 0.55), n.math("MULTIPLY", fine, 0.45))
    n.colour(n.ramp(fac, (0.15, dark), (0.8, light)))
    n.bump(fine, 0.10)
    return material


def painted_wood(colour, rough=0.5):
    material = plain(colour, rough, coat=0.05)
    n = Nodes(material)
    base = rgb(colour)
    stretch = n.noise(1.0, n.coords((30, 30, 2)), detail=2)
    n.colour(n.mix(stretch, [c * 0.88 for c in base[:3]] + [1], [min(1, c * 1.06) for c in base[:3]] + [1]))
    n.bump(stretch, 0.06)
    return material


def paper(colour="#f3ede0", rough=0.9):
    material = plain(colour, rough, specular=0.2)
    n = Nodes(material)
    n.bump(n.noise(60.0, detail=4), 0.10)
    return material


def weave(colour, scale=42.0, strength=0.5, contrast=0.22):
    """Linen or cotton: two crossed threads."""
    material = plain(colour, 0.95, sheen=0.4, specular=0.1)
    n = Nodes(material)
    coords = n.coords((scale, scale, scale))

    def thread(direction):
        node = n.add("TexWave", wave_type="BANDS", bands_direction=direction)
        node.inputs["Scale"].default_value = 0.5
        node.inputs["Distortion"].default_value = 1.6
        node.inputs["Detail"].default_value = 1.0
        n.link(coords, node.inputs["Vector"])
        return node.outputs["Fac"]

    height = n.math("MULTIPLY", n.math("ADD", thread("X"), thread("Y")), 0.5)
    base = rgb(colour)
    slub = n.math("ADD", n.math("MULTIPLY", height, 0.6), n.math("MULTIPLY", n.noise(14.0, detail=5), 0.4))
    n.colour(n.mix(slub, [c * (1 - contrast * 1.6) for c in base[:3]] + [1], [min(1, c * (1 + contrast)) for c in base[:3]] + [1]))
    n.bump(height, strength)
    return material


def glass(colour="#ffffff", rough=0.0, ior=1.45):
    """Glass that lets light through to the table without costly caustics."""
    material = bpy.data.materials.new("glass")
    n = Nodes(material)
    n.tree.nodes.remove(n.bsdf)
    body = n.add("BsdfGlass")
    body.inputs["Color"].default_value = rgb(colour)
    body.inputs["Roughness"].default_value = rough
    body.inputs["IOR"].default_value = ior
    clear = n.add("BsdfTransparent")
    clear.inputs["Color"].default_value = [c * 0.96 for c in rgb(colour)[:3]] + [1]
    mix = n.add("MixShader")
    path = n.add("LightPath")
    n.link(n.math("MAXIMUM", path.outputs["Is Shadow Ray"], path.outputs["Is Diffuse Ray"]), mix.inputs[0])
    n.link(body.outputs[0], mix.inputs[1])
    n.link(clear.outputs[0], mix.inputs[2])
    n.link(mix.outputs[0], n.output.inputs["Surface"])
    return material


def thin_glass(colour="#ffffff", rough=0.02):
    """A single sheet, for shells that have only one side: mostly clear, brighter at the edges."""
    material = bpy.data.materials.new("thin glass")
    n = Nodes(material)
    n.tree.nodes.remove(n.bsdf)
    gloss = n.add("BsdfGlossy")
    gloss.inputs["Roughness"].default_value = rough
    clear = n.add("BsdfTransparent")
    clear.inputs["Color"].default_value = [c * 0.97 for c in rgb(colour)[:3]] + [1]
    facing = n.add("LayerWeight")
    facing.inputs["Blend"].default_value = 0.22
    mix = n.add("MixShader")
    n.link(facing.outputs["Fresnel"], mix.inputs[0])
    n.link(clear.outputs[0], mix.inputs[1])
    n.link(gloss.outputs[0], mix.inputs[2])
    n.link(mix.outputs[0], n.output.inputs["Surface"])
    return material


def glow(colour="#ffd9a0", strength=4.0, edge=0.75):
    """A lit shade: brighter where it faces the camera, so that it keeps its roundness."""
    material = bpy.data.materials.new("glow")
    n = Nodes(material)
    facing = n.add("LayerWeight")
    facing.inputs["Blend"].default_value = 0.4
    fall = n.math("SUBTRACT", 1.0, n.math("MULTIPLY", facing.outputs["Facing"], edge))
    n.bsdf.inputs["Base Color"].default_value = rgb("#f5ead8")
    n.bsdf.inputs["Emission"].default_value = rgb(colour)
    n.bsdf.inputs["Roughness"].default_value = 0.35
    n.link(n.math("MULTIPLY", fall, strength), n.bsdf.inputs["Emission Strength"])
    return material


def printed(path, rough=0.85, coat=0.0):
    """Artwork on the object's UV map."""
    material = plain("#ffffff", rough, coat=coat, specular=0.2)
    n = Nodes(material)
    image = n.add("TexImage")
    image.image = bpy.data.images.load(path)
    n.link(n.add("TexCoord").outputs["UV"], image.inputs["Vector"])
    n.colour(image.outputs["Color"])
    return material


# ---------------------------------------------------------------- shapes


def spline(points, steps=10):
    """Catmull-Rom through the points; two points make a straight line."""
    if len(points) == 2:
        return [tuple(p) for p in points]
    pts = [Vector(p) for p in points]
    first, last = pts[0] * 2 - pts[1], pts[-1] * 2 - pts[-2]
    pts = [first, *pts, last]
    out = []
    for i in range(1, len(pts) - 2):
        p0, p1, p2, p3 = pts[i - 1 : i + 3]
        for s in range(steps):
            t = s / steps
            out.append(tuple(0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (3 * p1 - p0 - 3 * p2 + p3) * t**3)))
    out.append(tuple(pts[-2]))
    return out


def smooth(obj, angle=38):
    for polygon in obj.data.polygons:
        polygon.use_smooth = True
    obj.data.use_auto_smooth = True
    obj.data.auto_smooth_angle = math.radians(angle)
    return obj


def mesh(verts, faces, material, at=(0, 0, 0), turn=(0, 0, 0), angle=38, prop=False):
    data = bpy.data.meshes.new("mesh")
    data.from_pydata(verts, [], faces)
    data.validate()
    obj = bpy.data.objects.new("object", data)
    bpy.context.collection.objects.link(obj)
    obj.location = at
    obj.rotation_euler = [math.radians(a) for a in turn]
    if material:
        data.materials.append(material)
    if prop:
        props.append(obj)
    return smooth(obj, angle)


def lathe(profile, material, at=(0, 0, 0), turn=(0, 0, 0), sides=96, squash=1.0, wobble=0.0, arc=360, prop=False, angle=38):
    """Turn a profile of (radius, height) about the z axis."""
    verts, faces = [], []
    rings = []
    around = sides if arc == 360 else sides + 1
    phase = random.random() * 6
    for r, z in profile:
        ring = []
        for k in range(around):
            a = math.radians(arc) * k / sides
            rr = r * (1 + wobble * math.sin(2 * a + phase + z) + wobble * 0.6 * math.sin(3 * a + z * 2))
            ring.append(len(verts))
            verts.append((rr * math.cos(a), rr * math.sin(a) * squash, z))
        rings.append(ring)
    for a, b in zip(rings, rings[1:]):
        for k in range(sides):
            j = (k + 1) % around
            faces.append((a[k], a[j], b[j], b[k]))
    obj = mesh(verts, faces, material, at, turn, prop=prop, angle=angle)
    weld = obj.modifiers.new("weld", "WELD")
    weld.merge_threshold = 1e-5
    return obj


def hollow(outer, thickness=0.05, floor=0.07, steps=10):
    """The closed profile of a pot: outer wall from the foot up, a round lip, the inner wall down to the floor."""
    path = [Vector(p) for p in (spline(outer, steps) if len(outer) > 2 else outer)]
    inner = []
    for i, p in enumerate(path):
        a, b = path[max(0, i - 1)], path[min(len(path) - 1, i + 1)]
        tangent = (b - a).normalized()
        inner.append(p + Vector((-tangent.y, tangent.x)) * thickness)
    top = path[-1]
    tangent = (path[-1] - path[-2]).normalized()
    normal = Vector((-tangent.y, tangent.x))
    lip = []
    for i in range(1, 8):
        t = math.pi * i / 8
        lip.append(top + normal * (thickness / 2 * (1 - math.cos(t))) + tangent * (math.sin(t) * thickness / 2))
    bottom = outer[0][1] + floor
    down = [p for p in reversed(inner) if p.y > bottom and p.x > 0]
    full = [(0, outer[0][1])] + [tuple(p) for p in path] + [tuple(p) for p in lip] + [tuple(p) for p in down]
    last = full[-1]
    return full + [(last[0] * 0.8, bottom), (last[0] * 0.4, bottom - 0.003), (0, bottom - 0.004)]


def pot(outer, material, thickness=0.05, floor=0.07, **kw):
    return lathe(hollow(outer, thickness, floor), material, **kw)


def solid(points, material, steps=10, **kw):
    """A turned solid; the points may hold None where a sharp corner divides smooth runs."""
    runs, run = [], []
    for p in points:
        if p is None:
            runs.append(run)
            run = [run[-1]]
        else:
            run.append(p)
    runs.append(run)
    profile = []
    for run in runs:
        profile += spline(run, steps) if len(run) > 2 else run
    return lathe(profile, material, **kw)


def rod(r, z0, z1, material, bevel=0.02, **kw):
    """A cylinder with softened edges."""
    b = min(bevel, r * 0.5, abs(z1 - z0) / 2)
    bend = [(r - b + b * math.sin(t), z0 + b - b * math.cos(t)) for t in (i * math.pi / 12 for i in range(7))]
    cap = [(r - b + b * math.cos(t), z1 - b + b * math.sin(t)) for t in (i * math.pi / 12 for i in range(7))]
    return lathe([(0, z0)] + bend + cap + [(0, z1)], material, **kw)


def ring(big, small, material, at=(0, 0, 0), turn=(0, 0, 0), squash=1.0, sides=96, prop=False):
    profile = [(big + small * math.cos(t), small * squash * math.sin(t)) for t in (i * math.pi / 16 for i in range(33))]
    return lathe(profile, material, at, turn, sides, prop=prop)


def ball(r, material, at=(0, 0, 0), squash=1.0, sides=64, prop=False, turn=(0, 0, 0)):
    profile = [(r * math.sin(t), -r * squash * math.cos(t)) for t in (i * math.pi / 32 for i in range(33))]
    return lathe(profile, material, at, turn, sides, prop=prop)


def box(size, material, at=(0, 0, 0), turn=(0, 0, 0), bevel=0.03, prop=False, segments=3):
    """A box with softened edges, standing on `at`."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    verts = [(-x, -y, 0), (x, -y, 0), (x, y, 0), (-x, y, 0), (-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z)]
    faces = [(0, 3, 2, 1), (4, 5, 6, 7), (0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7)]
    obj = mesh(verts, faces, material, at, turn, prop=prop)
    if bevel:
        soft = obj.modifiers.new("bevel", "BEVEL")
        soft.width, soft.segments, soft.limit_method = bevel, segments, "ANGLE"
        soft.harden_normals = True
    return obj


def sheet(width, height, material, at=(0, 0, 0), turn=(0, 0, 0), nx=1, ny=1, shape=None, prop=False, thickness=0.0):
    """A flat sheet in its own xy plane with a UV map; `shape(u, v)` gives the third coordinate, or a whole point."""
    verts, faces, uvs = [], [], []
    for j in range(ny + 1):
        for i in range(nx + 1):
            u, v = i / nx, j / ny
            point = ((u - 0.5) * width, (v - 0.5) * height, 0)
            if shape:
                s = shape(u, v)
                point = s if isinstance(s, tuple) else (point[0], point[1], s)
            verts.append(point)
            uvs.append((u, v))
    for j in range(ny):
        for i in range(nx):
            a = j * (nx + 1) + i
            faces.append((a, a + 1, a + nx + 2, a + nx + 1))
    obj = mesh(verts, faces, material, at, turn, angle=60, prop=prop)
    layer = obj.data.uv_layers.new(name="UV")
    for loop in obj.data.loops:
        layer.data[loop.index].uv = uvs[loop.vertex_index]
    if thickness:
        body = obj.modifiers.new("thickness", "SOLIDIFY")
        body.thickness, body.offset = thickness, 0
    return obj


def tube(points, radius, material, cyclic=False, steps=14, at=(0, 0, 0), turn=(0, 0, 0), prop=False, straight=False, sides=16, radii=None):
    """A round bar along a smooth path; `radii` thins or thickens it from point to point."""
    if radii:
        joined = spline([(*p, r) for p, r in zip(points, radii)], steps)
    else:
        joined = [(*p, radius) for p in (points if straight else spline([tuple(map(float, p)) for p in points], steps))]
    path = [Vector(p[:3]) for p in joined]
    verts, faces = [], []
    normal = None
    count = len(path)
    for i, p in enumerate(path):
        tangent = (path[(i + 1) % count if cyclic else min(i + 1, count - 1)] - path[i - 1 if cyclic else max(i - 1, 0)]).normalized()
        if normal is None:
            normal = tangent.orthogonal().normalized()
        normal = (normal - tangent * normal.dot(tangent)).normalized()
        side = tangent.cross(normal)
        for k in range(sides):
            a = 2 * math.pi * k / sides
            verts.append(tuple(p + (normal * math.cos(a) + side * math.sin(a)) * joined[i][3]))
    spans = count if cyclic else count - 1
    for i in range(spans):
        j = (i + 1) % count
        for k in range(sides):
            l = (k + 1) % sides
            faces.append((i * sides + k, i * sides + l, j * sides + l, j * sides + k))
    if not cyclic:
        faces.append(tuple(reversed(range(sides))))
        faces.append(tuple((count - 1) * sides + k for k in range(sides)))
    return mesh(verts, faces, material, at, turn, angle=50, prop=prop)


def flat(outline, depth, material, at=(0, 0, 0), turn=(90, 0, 0), bevel=0.03, holes=(), closed_smooth=True, steps=8, prop=False, square_holes=()):
    """A plate cut along a smooth closed outline, `depth` thick, with rounded edges."""
    curve = bpy.data.curves.new("flat", "CURVE")
    curve.dimensions = "2D"
    curve.fill_mode = "BOTH"
    curve.extrude = max(0.001, depth / 2 - bevel)
    curve.bevel_depth = bevel
    curve.bevel_resolution = 4
    curve.offset = -bevel
    for contour, rounded in [(outline, closed_smooth), *[(h, True) for h in holes], *[(h, False) for h in square_holes]]:
        if rounded:
            looped = [contour[-1], *contour, contour[0], contour[1]]
            pts = [tuple(p) for p in spline(looped, steps)][steps : -steps - 1]
        else:
            pts = contour
        line = curve.splines.new("POLY")
        line.points.add(len(pts) - 1)
        for point, (x, y) in zip(line.points, pts):
            point.co = (x, y, 0, 1)
        line.use_cyclic_u = True
    obj = bpy.data.objects.new("flat", curve)
    bpy.context.collection.objects.link(obj)
    obj.location = at
    obj.rotation_euler = [math.radians(a) for a in turn]
    bpy.context.view_layer.update()
    data = bpy.data.meshes.new_from_object(obj.evaluated_get(bpy.context.evaluated_depsgraph_get()))
    solid_obj = bpy.data.objects.new("plate", data)
    solid_obj.location, solid_obj.rotation_euler = obj.location, obj.rotation_euler
    bpy.data.objects.remove(obj)
    bpy.context.collection.objects.link(solid_obj)
    data.materials.clear()
    data.materials.append(material)
    if prop:
        props.append(solid_obj)
    return smooth(solid_obj, 40)


def leaf_sprig(at, height, material, stem, leaves=7, lean=(0.25, 0.1), size=0.16, prop=True, seed=1):
    """A branch with leaves, to give a vase something to do."""
    rnd = random.Random(seed)
    base = Vector(at)
    path = [base + Vector((lean[0] * t * t, lean[1] * t * t, 1.0 * t)) * height for t in (0, 0.25, 0.5, 0.75, 1.0)]
    tube([tuple(p) for p in path], 0.012, stem, radii=[0.016, 0.014, 0.012, 0.009, 0.005], prop=prop)
    for i in range(leaves):
        t = 0.35 + 0.62 * i / max(1, leaves - 1)
        p = base + Vector((lean[0] * t * t, lean[1] * t * t, t)) * height
        leaf(p, size * rnd.uniform(0.8, 1.15), material, rnd.uniform(20, 65), i * 137 + rnd.uniform(-20, 20), prop)


def leaf(at, size, material, pitch, yaw, prop=True):
    def shape(u, v):
        width = math.sin(math.pi * min(1, v * 0.97 + 0.015)) ** 0.8 * 0.36
        x = (u - 0.5) * 2 * width
        return (x * size, v * size * 1.5, (abs(x) * 0.35 - (v - 0.3) ** 2 * 0.5) * size)

    return sheet(1, 1, material, tuple(at), (90 - pitch, 0, yaw), nx=6, ny=12, shape=shape, prop=prop, thickness=0.006 * size)


# ---------------------------------------------------------------- light, camera, render


def subject_points():
    depsgraph = bpy.context.evaluated_depsgraph_get()
    points = []
    for obj in bpy.context.scene.objects:
        if obj.type != "MESH" or obj in props:
            continue
        data = obj.evaluated_get(depsgraph)
        stride = max(1, len(data.data.vertices) // 1500)
        points += [obj.matrix_world @ data.data.vertices[i].co for i in range(0, len(data.data.vertices), stride)]
    return points


def area(location, target, size, power, colour="#ffffff", size_y=None):
    light = bpy.data.lights.new("area", "AREA")
    light.shape = "RECTANGLE"
    light.size, light.size_y = size, size_y or size
    light.energy = power
    light.color = rgb(colour)[:3]
    obj = bpy.data.objects.new("area", light)
    bpy.context.collection.objects.link(obj)
    obj.location = location
    obj.rotation_euler = (Vector(target) - Vector(location)).to_track_quat("-Z", "Y").to_euler()
    return obj


def bulb(location, power, colour="#ffc98a", radius=0.08):
    light = bpy.data.lights.new("bulb", "POINT")
    light.energy, light.shadow_soft_size = power, radius
    light.color = rgb(colour)[:3]
    obj = bpy.data.objects.new("bulb", light)
    bpy.context.collection.objects.link(obj)
    obj.location = location
    return obj


def sweep(colour, size, ground=0.0, back=None, rough=0.95):
    """The seamless backdrop: floor, a wide curve, wall."""
    depth = back or 5.0 * size
    r = 2.2 * size
    profile = [(-14 * size, 0.0), (depth - r, 0.0)]
    profile += [(depth - r + r * math.sin(t), r - r * math.cos(t)) for t in (i * math.pi / 40 for i in range(1, 21))]
    profile.append((depth, 16 * size))
    verts, faces = [], []
    for i, (y, z) in enumerate(profile):
        verts += [(-22 * size, y, z + ground), (22 * size, y, z + ground)]
        if i:
            faces.append((2 * i - 2, 2 * i - 1, 2 * i + 1, 2 * i))
    return mesh(verts, faces, plain(colour, rough, specular=0.1), angle=80, prop=True)


def world(colour="#fdfaf6", strength=0.35):
    w = bpy.data.worlds.new("world")
    bpy.context.scene.world = w
    w.use_nodes = True
    background = w.node_tree.nodes["Background"]
    background.inputs["Color"].default_value = rgb(colour)
    background.inputs["Strength"].default_value = strength


def camera(azimuth, elevation, lens=75):
    data = bpy.data.cameras.new("camera")
    data.lens = lens
    data.clip_end = 2000
    obj = bpy.data.objects.new("camera", data)
    bpy.context.collection.objects.link(obj)
    bpy.context.scene.camera = obj
    a, e = math.radians(azimuth), math.radians(elevation)
    direction = Vector((math.sin(a) * math.cos(e), -math.cos(a) * math.cos(e), math.sin(e)))
    obj.rotation_euler = (-direction).to_track_quat("-Z", "Y").to_euler()
    return obj, direction


def look(eye, target, lens=50, focus=None, fstop=2.8):
    """A camera placed by hand, for scenes."""
    obj, _ = camera(0, 0, lens)
    obj.location = eye
    obj.rotation_euler = (Vector(target) - Vector(eye)).to_track_quat("-Z", "Y").to_euler()
    if focus:
        obj.data.dof.use_dof = True
        obj.data.dof.focus_distance = (Vector(focus) - Vector(eye)).length
        obj.data.dof.aperture_fstop = fstop
    return obj


def frame(azimuth, elevation, wide=0.64, tall=0.62, lens=75, lift=0.0):
    """Move the camera until the subject fills the given part of the picture, centred."""
    scene = bpy.context.scene
    points = subject_points()
    centre = sum(points, Vector()) / len(points)
    cam, direction = camera(azimuth, elevation, lens)
    distance = 20.0
    target = centre.copy()
    for _ in range(12):
        cam.location = target + direction * distance
        bpy.context.view_layer.update()
        seen = [world_to_camera_view(scene, cam, p) for p in points]
        xs, ys = [p.x for p in seen], [p.y for p in seen]
        fit = max((max(xs) - min(xs)) / wide, (max(ys) - min(ys)) / tall)
        right, up = cam.matrix_world.col[0].to_3d(), cam.matrix_world.col[1].to_3d()
        view_width = distance * 36 / lens
        ratio = scene.render.resolution_y / scene.render.resolution_x
        target += right * ((max(xs) + min(xs)) / 2 - 0.5) * view_width
        target += up * ((max(ys) + min(ys)) / 2 - 0.5 - lift) * view_width * ratio
        distance *= fit
    return cam


def daylight(size, centre, strength=1.0, warm="#fff6ec", fill=1.0):
    """A big window at the left, a bright card at the right, a faint rim from behind."""
    c = Vector(centre)
    area(c + Vector((-3.6, -2.0, 3.2)) * size, c, 2.8 * size, 300 * size * size * strength, warm)
    area(c + Vector((4.2, -1.6, 1.6)) * size, c, 3.0 * size, 42 * size * size * strength * fill, "#fff3e6")
    area(c + Vector((1.0, 2.6, 4.2)) * size, c, 2.4 * size, 70 * size * size * strength, "#fff8ee")


def settings(width, height):
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y = width, height
    scene.render.resolution_percentage = 100
    c = scene.cycles
    c.use_denoising = False
    c.use_adaptive_sampling = False
    c.max_bounces, c.diffuse_bounces, c.glossy_bounces = 8, 3, 4
    c.transmission_bounces, c.transparent_max_bounces = 8, 8
    c.sample_clamp_direct, c.sample_clamp_indirect = 20.0, 3.0
    c.blur_glossy = 1.0
    c.caustics_reflective = c.caustics_refractive = False
    scene.view_settings.view_transform = "Raw"
    bpy.context.view_layer.cycles.denoising_store_passes = True
    scene.render.image_settings.file_format = "OPEN_EXR_MULTILAYER"
    scene.render.image_settings.color_depth = "32"


def render(path, samples):
    """Two half-renders with different seeds: their difference tells the denoiser how noisy each pixel is."""
    scene = bpy.context.scene
    for half, seed in (("a", 11), ("b", 47)):
        scene.cycles.samples = max(1, samples // 2)
        scene.cycles.seed = seed
        scene.render.filepath = f"{path}.{half}.exr"
        bpy.ops.render.render(write_still=True)
