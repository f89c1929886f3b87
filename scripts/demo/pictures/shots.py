"""The list of pictures; every module of this folder that builds things adds to it."""

from dataclasses import dataclass, field
from typing import Callable

# One calm backdrop per merchant, all a little warm, so that a timeline of them looks like one magazine.
BACKDROPS = {
    "ateliersorbier": "#d8c7b3",
    "lumenandoak": "#8d6f5a",
    "paperandtide": "#c4cdca",
    "brulerieducanal": "#dcbfa6",
    "kazeobjects": "#a9b39b",
    "puddlejump": "#ecd09a",
}


@dataclass
class Shot:
    build: Callable[[], None]
    merchant: str
    azimuth: float = 0
    elevation: float = 14
    wide: float = 0.68
    tall: float = 0.62
    lens: float = 75
    light: float = 1.0
    fill: float = 1.0
    ambient: float = 0.35
    samples: float = 1.0
    backdrop: str | None = None
    develop: dict = field(default_factory=dict)
    second: dict | None = None
    # A scene sets its own stage, light and camera, and has its own size and folder.
    scene: bool = False
    size: tuple[int, int] = (1200, 900)
    folder: str = "products"


SHOTS: dict[str, Shot] = {}


def shot(slug, merchant, **settings):
    def register(build):
        SHOTS[slug] = Shot(build, merchant, **settings)
        return build

    return register


def scene(name, folder, size, **settings):
    """The name on disk is the one after the colon: causes, banners and photos may share names with products."""

    def register(build):
        SHOTS[f"{folder}:{name}"] = Shot(build, "", scene=True, size=size, folder=folder, **settings)
        return build

    return register
