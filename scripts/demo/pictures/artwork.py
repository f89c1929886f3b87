"""Printed things: labels, prints and cards, drawn as SVG and turned into textures."""

import math
import os
import random
import subprocess
import tempfile

FOLDER = os.path.join(tempfile.gettempdir(), "merle-artwork")


def art(name, width, height, body, background="#f6f0e3"):
    os.makedirs(FOLDER, exist_ok=True)
    path = os.path.join(FOLDER, name + ".png")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="{background}"/>{body}</svg>'
    scale = max(1, round(1600 / max(width, height)))
    subprocess.run(["rsvg-convert", "-z", str(scale), "-o", path], input=svg.encode(), check=True)
    return path


def text(x, y, size, words, colour="#26221f", family="Lato", weight=400, anchor="middle", spacing=0, style="normal"):
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-family="{family}" font-weight="{weight}" font-style="{style}" '
        f'text-anchor="{anchor}" letter-spacing="{spacing}" fill="{colour}">{words}</text>'
    )


def circle(x, y, r, fill):
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{fill}"/>'


def path(d, fill="none", stroke="none", width=0):
    return f'<path d="{d}" fill="{fill}" stroke="{stroke}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"/>'


def waves(x0, x1, y, amplitude, period, colour, width):
    d = f"M{x0} {y}"
    x = x0
    while x < x1:
        d += f" q{period / 4} {-amplitude} {period / 2} 0 t{period / 2} 0"
        x += period
    return path(d, "none", colour, width)


def low_water():
    """The harbour at low water, one boat on the mud, in three colours."""
    blue, sand, orange = "#3d5d6e", "#c9a98a", "#e0784a"
    body = path("M40 40H560V690H40Z", "#f3d9c0")
    body += circle(410, 190, 62, orange)
    body += path("M40 330 Q120 270 200 312 T360 296 T560 318 V420 H40Z", "#8fa5a8")
    body += path("M40 380 H560 V440 H40Z", blue)
    body += path("M40 425 Q180 405 300 430 T560 420 V690 H40Z", sand)
    for y, x0, x1 in ((470, 70, 190), (500, 380, 540), (560, 60, 230), (610, 330, 520), (650, 120, 300)):
        body += path(f"M{x0} {y} q{(x1 - x0) / 4} -14 {(x1 - x0) / 2} 0 t{(x1 - x0) / 2} 0", "none", blue, 4)
    body += '<g transform="rotate(-13 300 520)">' + path("M180 500 H420 Q400 570 330 572 H250 Q196 560 180 500Z", blue)
    body += path("M300 500 V300", "none", blue, 8) + path("M310 320 L395 480 H310Z", "#f6ede0") + path("M290 350 L235 480 H290Z", orange) + "</g>"
    body += text(300, 752, 30, "LOW WATER", blue, "League Spartan", 700, spacing=9)
    body += text(70, 800, 17, "37/150", "#8a8176", "EB Garamond", 400, "start", style="italic")
    return art("low-water", 600, 840, body, "#f7f0e4")


def card(words, size, family="EB Garamond", colour="#27465a", weight=400, width=420, height=420):
    body = path("M18 18H402V402H18Z", "none", "#d9cdb6", 3) if width == 420 else ""
    return art("card-" + words.lower(), width, height, body + text(width / 2, height / 2 + size * 0.34, size, words, colour, family, weight, spacing=4), "#f8f2e6")


def stamped(words):
    return art("pencil-" + words.replace(" ", "-"), 640, 60, text(320, 41, 34, words, "#5a2f1a", "EB Garamond", 400, spacing=6, style="italic"), "#c08a5e")


def postcard(kind):
    if kind == 0:
        body = path("M0 0H600V420H0Z", "#f1d9b8") + circle(420, 150, 62, "#e27d4a")
        body += path("M0 420 V280 L110 190 L190 260 L300 130 L430 280 L520 220 L600 290 V420Z", "#6b8a86")
        body += path("M0 420 V340 Q150 290 300 345 T600 335 V420Z", "#3a5c63")
    elif kind == 1:
        body = path("M0 0H600V420H0Z", "#c7d7d8")
        for i in range(6):
            body += waves(-100 - (i % 2) * 45, 760, 240 + i * 34, 18, 180, ("#376173", "#4d7f8e")[i % 2], 16)
        body += path("M250 210 L350 210 L330 245 L270 245Z", "#b4512f") + path("M298 205 V90 L365 195Z", "#fbf5e8") + path("M290 205 V110 L245 195Z", "#f1e4cd")
    else:
        body = path("M0 0H600V420H0Z", "#efe6d2")
        rnd = random.Random(3)
        for i in range(7):
            x = 90 + i * 70
            h = rnd.randint(150, 260)
            body += path(f"M{x} 420 Q{x + 14} {420 - h / 2} {x} {420 - h}", "none", "#55714f", 6)
            for k in range(4):
                y = 400 - h * (0.3 + 0.18 * k)
                body += path(f"M{x} {y} q34 -6 46 -34 q-40 0 -46 34Z M{x} {y} q-34 -6 -46 -34 q40 0 46 34Z", "#6f8d62")
            body += circle(x, 420 - h, 20, ("#d8663c", "#e0a24a", "#b5495b")[i % 3])
    return art(f"postcard-{kind}", 600, 420, body + '<path d="M0 0H600V420H0Z M18 18V402H582V18Z" fill="#fbf7ef" fill-rule="evenodd"/>')


def coffee_label(name, note, colour, ink, motif):
    body = path("M0 0H400V560H0Z", colour)
    if motif == "canal":
        for i in range(5):
            body += waves(-60 - 30 * (i % 2), 480, 190 + i * 30, 16, 130, ink, 9)
        body += path("M120 170 a80 80 0 0 1 160 0", "none", ink, 9) + path("M80 170H320", "none", ink, 9)
    elif motif == "moon":
        body += circle(200, 185, 92, ink) + circle(238, 160, 78, colour)
        for x, y in ((90, 110), (320, 250), (110, 270), (310, 90)):
            body += circle(x, y, 7, ink)
    else:
        for i in range(3):
            body += path(f"M{110 + i * 90} 280 q-30 -40 0 -80 t0 -80", "none", ink, 10)
    body += text(200, 392, 46, name, ink, "EB Garamond", 400)
    body += path("M150 420H250", "none", ink, 2)
    body += text(200, 456, 20, note, ink, "Lato", 400, spacing=2)
    body += text(200, 520, 17, "BRÛLERIE DU CANAL", ink, "Lato", 700, spacing=4)
    return art("coffee-" + motif, 400, 560, body, colour)


def tile(kind):
    colours = ("#cf5f3c", "#3f7f86", "#e0a43c", "#6b8c58", "#40506e", "#b65a72")
    c = colours[kind % 6]
    shapes = [
        path("M60 170 Q60 90 140 90 Q190 90 200 130 L240 140 L200 158 Q190 210 130 210 Q80 210 60 170Z M60 170 L20 150 L40 200Z", c) + circle(172, 125, 8, "#fff"),
        path("M30 150 Q100 80 180 150 Q100 220 30 150Z M180 150 L240 105 V195Z", c) + circle(78, 143, 9, "#fff"),
        "".join(f'<ellipse cx="140" cy="85" rx="30" ry="52" fill="{c}" transform="rotate({k * 60} 140 140)"/>' for k in range(6)) + circle(140, 140, 32, "#f0cf7a"),
        path("M140 40 Q230 110 200 190 Q140 240 80 190 Q50 110 140 40Z", c) + path("M140 90 V250", "none", "#5a4636", 10),
        path("M40 170 H240 L205 225 H75Z", c) + path("M135 160 V40 L215 150Z M122 160 V65 L70 150Z", "#e0a43c"),
        path("M60 210 V120 L140 55 L220 120 V210Z", c) + path("M120 210 V155 H160 V210Z", "#f6f0e3"),
    ]
    return art(f"tile-{kind}", 280, 280, shapes[kind % 6], "#f6efdf")


def lettering(name, words, colour, ink, width=600, height=840, size=58, family="EB Garamond", spacing=2, extra=""):
    return art(name, width, height, extra + text(width / 2, height / 2, size, words, ink, family, 400, spacing=spacing), colour)
