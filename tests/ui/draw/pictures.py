"""Pictures as files, as somebody might put them on the pad: of a four, and of any digit on paper of every kind."""

import io
import struct
import zlib
from functools import partial

import numpy as np
from PIL import Image, ImageDraw, ImageFilter


def four(side=200, ink=0, paper=255):
    """A four in ink on paper."""
    gray = np.full((side, side), paper, np.uint8)
    unit = side // 20
    gray[3 * unit : 11 * unit, 5 * unit : 7 * unit] = ink
    gray[10 * unit : 12 * unit, 5 * unit : 15 * unit] = ink
    gray[4 * unit : 17 * unit, 12 * unit : 14 * unit] = ink
    return gray


def file(image, format="PNG", **options):
    if isinstance(image, np.ndarray):
        image = Image.fromarray(image)
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def header(width, height, depth=8, colour=2):
    """A PNG that claims a size, with hardly any data."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    about = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", about) + chunk(b"IDAT", zlib.compress(bytes(10**6))) + chunk(b"IEND", b"")
    )


def smooth(x, side=200):
    """The ink 0..1 of an image of MNIST `(784, 1)`, enlarged without steps."""
    small = Image.fromarray(np.rint(255 * np.reshape(x, (28, 28))).astype(np.uint8))
    return np.clip(np.asarray(small.resize((side, side), Image.Resampling.BICUBIC), float) / 127 - 0.5, 0, 1)


def pen(digit, side=200, width=3):
    """The ink 0..1 of a digit in a thin pen."""
    image = Image.new("L", (side, side))
    points = [(x * side, y * side) for x, y in PEN[digit]]
    ImageDraw.Draw(image).line(points, fill=255, width=width, joint="curve")
    return np.asarray(image.filter(ImageFilter.GaussianBlur(0.6)), float) / 255


PEN = {
    2: [(0.3, 0.35), (0.35, 0.22), (0.5, 0.18), (0.65, 0.25), (0.66, 0.4), (0.5, 0.6), (0.3, 0.8), (0.7, 0.8)],
    3: [(0.3, 0.2), (0.6, 0.2), (0.67, 0.35), (0.45, 0.48), (0.7, 0.62), (0.6, 0.8), (0.3, 0.78)],
    5: [(0.7, 0.2), (0.35, 0.2), (0.33, 0.48), (0.6, 0.45), (0.7, 0.62), (0.55, 0.82), (0.3, 0.75)],
    7: [(0.3, 0.2), (0.7, 0.2), (0.45, 0.82)],
}


def placed(ink, height, width, rng, free=0.08):
    """The ink somewhere on an empty sheet of that size, at least a part `free` of it from the edges."""
    side = min(ink.shape[0], int(min(height, width) * (1 - 2 * free)))
    small = np.asarray(Image.fromarray(ink.astype(np.float32)).resize((side, side), Image.Resampling.BILINEAR))
    top, left = (int(rng.integers(free * n, n - side - free * n + 1)) for n in (height, width))
    sheet = np.zeros((height, width))
    sheet[top : top + side, left : left + side] = small
    return sheet


def inked(ink, paper, tone):
    """Ink 0..1 in the grey of `tone` on paper: a grey, or an array of greys, or of colours `(h, w, 3)`."""
    ink = ink[..., None] if np.ndim(paper) == 3 else ink
    return paper + (tone - paper) * ink


def ruled(height, width, rng, tone, *, paper=240.0, squared=False):
    """Paper with lines of a grey or of a colour, `(h, w, 3)`."""
    pitch = int(min(height, width) / rng.uniform(7, 13))
    thick = int(rng.integers(1, 3))
    scale = 3
    image = Image.new("RGB", (scale * width, scale * height), (int(paper),) * 3)
    draw = ImageDraw.Draw(image)
    colour = (tone,) * 3 if np.isscalar(tone) else tone
    for y in range(int(rng.integers(pitch)), max(height, width), pitch):
        draw.line([(0, scale * y), (scale * width, scale * y)], fill=colour, width=scale * thick)
        if squared:
            draw.line([(scale * y, 0), (scale * y, scale * height)], fill=colour, width=scale * thick)
    return np.asarray(image.resize((width, height), Image.Resampling.BOX), float)


def lying(sheet, table, rng, *, side=400, tilt=20.0, touching=False):
    """A sheet on a table, tilted by up to 20 degrees; perhaps it touches or goes beyond an edge of the picture."""
    height, width = sheet.shape[:2]
    rgb = np.broadcast_to(sheet[..., None], (height, width, 3)) if sheet.ndim == 2 else sheet
    part = Image.fromarray(np.clip(rgb, 0, 255).astype(np.uint8)).convert("RGBA")
    part = part.resize((2 * width, 2 * height)).rotate(rng.uniform(-tilt, tilt), Image.Resampling.BICUBIC, expand=True)
    scale = rng.uniform(0.75, 0.9) * side / max(part.size)
    part = part.resize((int(part.width * scale), int(part.height * scale)), Image.Resampling.LANCZOS)
    picture = Image.new("RGBA", (side, side), (*(int(table),) * 3, 255))
    x, y = (int(rng.integers(0, side - n + 1)) for n in part.size)
    if touching:
        x = -int(part.width * rng.uniform(0, 0.05))
    picture.alpha_composite(part, (max(x, 0), y), (max(-x, 0), 0))
    return np.asarray(picture.convert("RGB"), float)


def lit(gray, rng, most=0.5, hard=False):
    """The picture in uneven light: a gradient, and perhaps the edge of a shadow."""
    height, width = gray.shape[:2]
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    angle = rng.uniform(0, 2 * np.pi)
    along = (np.cos(angle) * (x - 0.5) + np.sin(angle) * (y - 0.5)) / 1.42 + 0.5
    light = 1 - most * along
    if hard:
        light *= 1 - 0.35 / (1 + np.exp(-(along - rng.uniform(0.3, 0.7)) * 60))
    return gray * (light[..., None] if gray.ndim == 3 else light)


def shot(picture, rng, *, noise=3.0, blur=0.0, quality=None, **options):
    """A picture as a camera keeps it: blurred, with noise, as JPEG (PNG without `quality`)."""
    pixels = picture + rng.normal(0, noise, picture.shape[:2])[(..., *[None] * (picture.ndim - 2))]
    image = Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8))
    if blur:
        image = image.filter(ImageFilter.GaussianBlur(blur))
    return file(image, "JPEG", quality=quality, **options) if quality else file(image, **options)


def on_paper(ink, rng, *, paper, tone, noise=3.0, quality=None, shape=(320, 320)):
    """Ink on a plain paper; `paper` and `tone` are the least and the largest grey."""
    sheet = inked(placed(ink, *shape, rng), rng.uniform(*paper), rng.uniform(*tone))
    return shot(sheet, rng, noise=noise, quality=quality and int(rng.integers(*quality)))


def on_lines(ink, rng, *, tones, squared=False, tone=(20, 70), tilt=3.0):
    """Ink on ruled paper, which is tilted together with it."""
    lines = ruled(480, 480, rng, tones[rng.integers(len(tones))], squared=squared)
    sheet = inked(placed(ink, 480, 480, rng, 0.22), lines, rng.uniform(*tone))
    sheet = Image.fromarray(sheet.clip(0, 255).astype(np.uint8)).rotate(rng.uniform(-tilt, tilt), Image.BICUBIC)
    return shot(np.asarray(sheet.crop((60, 60, 420, 420)), float), rng, noise=2, quality=85)


def framed(ink, rng):
    """A digit in a printed frame."""
    image = Image.new("L", (300, 300), 245)
    low, high = rng.integers(10, 40, 2), 299 - rng.integers(10, 40, 2)
    tone = int(rng.integers(0, 160))
    ImageDraw.Draw(image).rectangle([*map(int, (*low, *high))], outline=tone, width=int(rng.integers(1, 5)))
    return shot(inked(placed(ink, 300, 300, rng, 0.2), np.asarray(image, float), 30), rng, noise=2, quality=80)


def on_table(ink, rng, *, sheet, table, tone=(20, 60), touching=False, **lying_as):
    shape = (300, 260) if rng.random() < 0.5 else (240, 320)
    picture = inked(placed(ink, *shape, rng, 0.12), rng.uniform(*sheet), rng.uniform(*tone))
    picture = lying(picture, rng.uniform(*table), rng, touching=touching, **lying_as)
    return shot(picture, rng, quality=int(rng.integers(60, 95)))


def with_a_strip_of_table(ink, rng):
    """A sheet that fills the picture but for a strip of a dark table at one edge."""
    sheet = inked(placed(ink, 320, 360, rng, 0.2), rng.uniform(190, 240), rng.uniform(20, 60))
    sheet[:, : int(rng.integers(20, 60))] = rng.uniform(20, 120)
    return shot(sheet, rng, quality=80)


def on_wood(ink, rng):
    """A sheet on a table with a grain."""
    sheet = inked(placed(ink, 300, 260, rng, 0.12), rng.uniform(200, 245), rng.uniform(20, 60))
    picture = lying(sheet, 0, rng)
    grain = 90 + 25 * np.sin(np.arange(400)[:, None] / rng.uniform(3, 9) + np.sin(np.arange(400) / 60)[None, :] * 2)
    grain = (grain + rng.normal(0, 6, (400, 400)))[..., None]
    return shot(np.where(picture > 10, picture, grain), rng, quality=80)


def in_colour(ink, rng):
    """A pen of a colour that is as light as its paper, or nearly."""
    paper, colour = np.array(
        (((250, 245, 200), (255, 140, 40)), ((150, 200, 150), (230, 120, 130)))[rng.integers(2)], float
    )
    sheet = inked(placed(ink, 320, 320, rng), np.broadcast_to(paper, (320, 320, 3)), colour)
    return shot(sheet, rng, quality=85)


def in_shadow(ink, rng, hard=False):
    sheet = inked(placed(ink, 320, 360, rng), 235, rng.uniform(20, 70))
    return shot(lit(sheet, rng, 0.25 if hard else 0.6, hard), rng, quality=70)


def below_a_hand(ink, rng):
    """Paper in even light, but for the shadow of a hand or a telephone over a corner, a half or the bottom of it."""
    sheet = inked(placed(ink, 400, 300, rng), 235, rng.uniform(20, 70))
    y, x = np.mgrid[0:1:400j, 0:1:300j]
    shadow = ((y > 0.6) & (x > 0.55), x + 0.7 * y > 0.9, y > 0.7)[rng.integers(3)]
    edge = ImageFilter.GaussianBlur(rng.uniform(2, 9))
    shadow = np.asarray(Image.fromarray(np.uint8(255) * shadow).filter(edge), float) / 255
    return shot(sheet * (1 - rng.uniform(0.25, 0.5) * shadow), rng, quality=80)


def on_dark_lines(ink, rng):
    """Ink on paper whose level lines or squares, with a margin, are nearly as dark; in a large and noisy picture."""
    height, width, pitch = 1200, 900, int(rng.integers(40, 70))
    y, x = np.mgrid[:height, :width]
    lines = (y % pitch < 3) | (x % pitch < 3 if rng.random() < 0.5 else (x > 120) & (x < 125))
    sheet = np.where(lines, rng.uniform(80, 140), 235.0)
    return shot(inked(placed(ink, height, width, rng, 0.2), sheet, 40), rng, quality=int(rng.integers(30, 80)))


def see_through(ink, rng):
    """A transparent PNG: ink in some colour on paper of some alpha, both of some transparency or none."""
    sheet = placed(ink, 240, 240, rng)
    paper, colour = ((255,) * 3, (0, 0, 0)) if rng.random() < 0.5 else ((255,) * 3, tuple(rng.integers(0, 120, 3)))
    alpha = float(rng.choice([0, 0, 128, 179, 200, 240, 255]))
    pixels = np.zeros((240, 240, 4))
    for band in range(3):
        pixels[..., band] = paper[band] + (sheet > 0.02) * (colour[band] - paper[band]) * (sheet if alpha else 1)
    pixels[..., 3] = alpha + (255 - alpha) * sheet
    return file(np.rint(pixels).astype(np.uint8))


def dusty(ink, rng):
    """Paper with dust: dark specks of a few pixels."""
    sheet = placed(ink, 320, 320, rng)
    for y, x in rng.integers(0, 316, (25, 2)):
        sheet[y : y + rng.integers(1, 5), x : x + rng.integers(1, 5)] = rng.uniform(0.4, 1)
    return shot(inked(sheet, 225, 40), rng, quality=75)


def cut(ink):
    """The ink as tightly cropped as possible."""
    rows, columns = (np.flatnonzero((ink > 0.3).any(axis)) for axis in (1, 0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def tight(ink, rng):
    """Dark on light, light on dark, or a photograph of the one or the other; the ink touches all four edges."""
    paper, tone = ((240, 30), (10, 240), (115, 30), (120, 250))[rng.integers(4)]
    return shot(inked(cut(ink), paper, tone), rng, noise=rng.choice([0.0, 3.0]), quality=rng.choice([None, 80]))


def snapshot(ink, rng):
    """What comes together in a photograph: a tilted sheet with lines on a table, in uneven light, not quite sharp."""
    lines = ruled(300, 260, rng, (150, 175, 215), squared=rng.random() < 0.5)
    sheet = inked(placed(ink, 300, 260, rng, 0.12), lines, rng.uniform(20, 60))
    picture = lying(sheet, rng.uniform(30, 100), rng, touching=rng.random() < 0.3)
    exif = Image.Exif()
    return shot(lit(picture, rng, 0.35), rng, blur=rng.uniform(0, 1.2), quality=int(rng.integers(50, 90)), exif=exif)


LINES, COLOURS = (150, 180, 220), ((150, 180, 230), (235, 150, 150), (160, 210, 170))
KINDS = {  # of pictures: a function of ink and a random generator that gives a file
    "dark ink on grey": partial(on_paper, paper=(110, 120), tone=(20, 90), quality=(20, 95)),
    "black on grey 127, even": partial(on_paper, paper=(127, 127), tone=(3, 3), noise=0),
    "chalk on a board": partial(on_paper, paper=(135, 135), tone=(250, 250), quality=(40, 90)),
    "chalk on a dark board": partial(on_paper, paper=(30, 80), tone=(180, 250), quality=(40, 90)),
    "grey on grey": partial(on_paper, paper=(110, 190), tone=(50, 70), quality=(20, 30)),
    "sheet on a dark table": partial(on_table, sheet=(190, 245), table=(10, 90)),
    "sheet on a light table": partial(on_table, sheet=(100, 160), table=(210, 250)),
    "white sheet on a grey table": partial(on_table, sheet=(235, 250), table=(140, 185)),
    "dark sheet on a light table": partial(on_table, sheet=(30, 60), table=(190, 240), tone=(200, 250)),
    "sheet at an edge": partial(on_table, sheet=(190, 245), table=(10, 90), touching=True),
    "strip of a table": with_a_strip_of_table,
    "sheet on wood": on_wood,
    "in colour": in_colour,
    "ruled paper": partial(on_lines, tones=LINES),
    "squared paper": partial(on_lines, tones=LINES, squared=True),
    "ruled in colour": partial(on_lines, tones=COLOURS),
    "squared in colour": partial(on_lines, tones=COLOURS, squared=True),
    "ruled, tilted": partial(on_lines, tones=LINES, tilt=15.0),
    "frame": framed,
    "uneven light": in_shadow,
    "shadow with an edge": partial(in_shadow, hard=True),
    "shadow of a hand": below_a_hand,
    "dark lines": on_dark_lines,
    "transparent": see_through,
    "dust": dusty,
    "tight crop": tight,
    "snapshot": snapshot,
}
