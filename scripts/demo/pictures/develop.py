"""Turn a pair of half-renders into a finished picture: denoise, tone, save as WebP."""

import ctypes
import json
import os
import sys

import numpy as np
import OpenImageIO as oiio
from PIL import Image, ImageFilter

library = ctypes.CDLL(os.environ.get("DENOISE_LIBRARY", "/tmp/libdenoise.so"))


def read(path):
    source = oiio.ImageInput.open(path)
    spec = source.spec()
    pixels = source.read_image("float")
    source.close()
    names = {name: i for i, name in enumerate(spec.channelnames)}

    def planes(layer, channels):
        keys = [next(i for n, i in names.items() if n.endswith(f"{layer}.{c}")) for c in channels]
        return np.stack([pixels[:, :, k] for k in keys]).astype(np.float32)

    return {
        "colour": planes("Combined", "RGB"),
        "albedo": planes("Denoising Albedo", "RGB"),
        "normal": planes("Denoising Normal", "XYZ"),
        "depth": planes("Denoising Depth", "Z"),
    }


def denoised(path, radius, strength):
    a, b = read(path + ".a.exr"), read(path + ".b.exr")
    albedo = (a["albedo"] + b["albedo"]) / 2
    normal = (a["normal"] + b["normal"]) / 2
    depth = (a["depth"] + b["depth"]) / 2
    # Light is smooth where texture is not: filter the light, then put the texture back.
    texture = np.maximum(albedo, 0.0) + 0.04
    lit_a, lit_b = (np.log1p(np.maximum(h["colour"], 0) / texture) for h in (a, b))
    guide = np.ascontiguousarray(np.concatenate([albedo / 0.14, normal / 0.22, np.log(np.maximum(depth, 1e-3)) / 0.03]), np.float32)
    lit_a, lit_b = np.ascontiguousarray(lit_a, np.float32), np.ascontiguousarray(lit_b, np.float32)
    out = np.empty_like(lit_a)
    pointer = ctypes.POINTER(ctypes.c_float)
    h, w = lit_a.shape[1:]
    library.denoise(
        lit_a.ctypes.data_as(pointer), lit_b.ctypes.data_as(pointer), guide.ctypes.data_as(pointer), len(guide),
        out.ctypes.data_as(pointer), w, h, radius, ctypes.c_float(strength),
    )
    return (np.expm1(out) * texture).transpose(1, 2, 0)


def neutral(colour, start=0.72, desaturate=0.18):
    """Leave ordinary tones as they are, roll highlights off towards white."""
    peak = colour.max(axis=2, keepdims=True)
    d = 1 - start
    rolled = np.where(peak > start, 1 - d * d / (np.maximum(peak, start) + d - start), peak)
    scaled = colour * (rolled / np.maximum(peak, 1e-6))
    blend = np.where(peak > start, 1 - 1 / (desaturate * (peak - rolled) + 1), 0)
    return scaled * (1 - blend) + rolled * blend


def blurred(image, sigma):
    planes = []
    for c in range(3):
        plane = Image.fromarray(image[:, :, c].astype(np.float32), "F")
        small = plane.resize((plane.width // 4, plane.height // 4), Image.BOX)
        array = np.asarray(small)
        n = max(1, int(sigma / 4 * 2))
        kernel = np.hanning(2 * n + 3)[1:-1]
        kernel /= kernel.sum()
        padded = np.pad(array, n, mode="edge")
        rows = np.apply_along_axis(lambda r: np.convolve(r, kernel, "valid"), 1, padded)
        both = np.apply_along_axis(lambda r: np.convolve(r, kernel, "valid"), 0, rows)
        planes.append(np.asarray(Image.fromarray(both.astype(np.float32), "F").resize(plane.size, Image.BICUBIC)))
    return np.stack(planes, axis=2)


def develop(path, out, size, exposure=1.0, glow=0.0, vignette=0.10, radius=7, strength=0.8):
    colour = denoised(path, radius, strength) * exposure
    if glow:
        bright = np.maximum(colour - 0.9, 0)
        colour = colour + glow * (blurred(bright, 24) * 0.5 + blurred(bright, 90) * 0.5)
    h, w = colour.shape[:2]
    y, x = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j]
    colour = colour * (1 - vignette * np.clip((x * x + y * y) / 2, 0, 1) ** 1.2)[:, :, None]
    tone = neutral(np.clip(colour, 0, None))
    coded = np.where(tone <= 0.0031308, tone * 12.92, 1.055 * np.clip(tone, 1e-6, 1) ** (1 / 2.4) - 0.055)
    coded += (np.random.default_rng(1).random(coded.shape) - 0.5) / 255
    image = Image.fromarray((np.clip(coded, 0, 1) * 255 + 0.5).astype(np.uint8))
    if image.size != tuple(size):
        image = image.resize(tuple(size), Image.LANCZOS)
        image = image.filter(ImageFilter.UnsharpMask(1.2, 45, 2))
    os.makedirs(os.path.dirname(out), exist_ok=True)
    for quality in (90, 87, 84, 80, 76, 72, 66, 60):
        image.save(out, "WEBP", quality=quality, method=6)
        if os.path.getsize(out) < 72_000:
            break
    return image


if __name__ == "__main__":
    # develop.py OUT_FOLDER PUBLIC_DEMO_FOLDER NAME...
    renders, public, *names = sys.argv[1:]
    for name in names:
        path = os.path.join(renders, name.replace(":", "-"))
        with open(path + ".json") as note:
            notes = json.load(note)
        develop(path, os.path.join(public, notes.pop("target")), notes.pop("size"), **notes)
