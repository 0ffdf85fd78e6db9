"""World outlines for maps, already projected: writes `data/map/world.json.gz` (not a CSV table).

Source: Natural Earth 4.1, 1:110m, through world-atlas 2.0.2; public domain ("Made with Natural Earth"). Borders of 2018,
drawn as they are held, with one exception: Crimea is drawn with Ukraine, as UN General Assembly resolution 68/262 has
it. Antarctica is left out. Northern Cyprus and Somaliland have the keys `_NCY` and `_SOL`, Kosovo XKX.

Projection: Equal Earth (Šavrič, Patterson & Jenny 2018), equal-area, on a sphere of 6,371 km; all coordinates are
kilometres, rounded, with the origin at 0° N 0° E. `project` gives the same coordinates for any place.

The file is one object:
  outlines      ISO3 -> list of rings, each a list of [x, y]; rings are cut at the antimeridian. A hole is a ring too
                (Lesotho in South Africa), wound the other way.
  points        ISO3 -> [x, y] of the capital, for states too small for the outlines.
  label_points  ISO3 -> [x, y] inside the largest ring, or the capital of a small state: every state of today has one.
  frame         the edge of the projection as one ring.
  historical    `unions`: state_id, start, end and the ISO3 codes whose outlines together roughly show that state in
                those years; `points`: state_id -> [x, y] of the capital for other states that ended.
"""

import json
import math

from data.recipes import states, tools

RADIUS = 6371.0
NAMELESS = {"Kosovo": "XKX", "N. Cyprus": "_NCY", "Somaliland": "_SOL"}


def project(lon: float, lat: float) -> tuple[float, float]:
    """Return Equal Earth coordinates in kilometres of a place in degrees."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(theta) / (3 * slope)
    return RADIUS * x, RADIUS * theta * (a1 + a2 * square + sixth * (a3 + a4 * square))


def build(pack) -> bytes:
    """Return the file's bytes."""
    features = json.loads(tools.raw_path(pack, "geo/world_110m.geojson").read_text(encoding="utf-8"))["features"]
    outlines = {}
    for feature in features:
        about, shape = feature["properties"], feature["geometry"]
        code = NAMELESS.get(about["name"]) or about["iso_a3"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            owner = "UKR" if code == "RUS" and is_crimea(ring) else code
            if owner != "ATA":
                parts = [rounded(part) for part in split(ring)]
                outlines.setdefault(owner, []).extend(part for part in parts if area(part))
    table = states.build(pack)
    today = table[table["end"].isna() & (table["iso3"] != "")]
    points = {row.iso3: spot(row.lon, row.lat) for row in today.itertuples() if row.iso3 not in outlines}
    unions = tools.authored("codings/map_unions.csv")
    ended = table[table["iso3"].eq("") & ~table["state_id"].isin(unions["state_id"])]
    world = {
        "outlines": outlines,
        "points": points,
        "label_points": points | {code: label(rings) for code, rings in outlines.items()},
        "frame": [spot(180, lat) for lat in range(-90, 91, 2)] + [spot(-180, lat) for lat in range(90, -91, -2)],
        "historical": {
            "unions": unions.assign(iso3=unions["iso3"].str.split()).to_dict("records"),
            "points": {str(row.state_id): spot(row.lon, row.lat) for row in ended.itertuples()},
        },
    }
    return tools.packed(json.dumps(world, sort_keys=True, separators=(",", ":")).encode())


def is_crimea(ring):
    """Tell whether a ring lies wholly in the box of the Crimean peninsula."""
    return all(32 < lon < 37 and 44 < lat < 46.5 for lon, lat in ring)


def split(ring):
    """Return a ring as one or two rings that do not cross the antimeridian."""
    turned, shift = [], 0
    for (lon, lat), (before, _) in zip(ring, [ring[0], *ring[:-1]], strict=True):
        shift += 360 * ((before - lon > 180) - (lon - before > 180))
        turned.append((lon + shift, lat))
    parts = []
    for whole in (-360, 0, 360):
        moved = [(lon + whole, lat) for lon, lat in turned]
        if min(lon for lon, _ in moved) < 180 and max(lon for lon, _ in moved) > -180:
            parts.append(cut(cut(moved, 180, 1), -180, -1))
    return parts


def cut(ring, edge, side):
    """Return the part of a ring on the near side of the meridian `edge` (Sutherland-Hodgman)."""
    kept = []
    for (lon, lat), (last, height) in zip(ring, [ring[-1], *ring[:-1]], strict=True):
        inside, was_inside = side * lon <= side * edge, side * last <= side * edge
        if inside != was_inside:
            kept.append((edge, height + (lat - height) * (edge - last) / (lon - last)))
        if inside:
            kept.append((lon, lat))
    return kept


def rounded(ring):
    """Return a ring projected to whole kilometres; long edges get points on the way, since meridians bend."""
    found = []
    for (lon, lat), (last, height) in zip(ring, [ring[0], *ring[:-1]], strict=True):
        steps = max(1, math.ceil(abs(lat - height) / 4))
        for step in range(1, steps + 1):
            point = spot(last + (lon - last) * step / steps, height + (lat - height) * step / steps)
            if not found or point != found[-1]:
                found.append(point)
    return found


def spot(lon, lat):
    """Return one place as whole kilometres."""
    return [round(value) for value in project(lon, lat)]


def label(rings):
    """Return the middle of the widest level line through the largest ring."""
    ring = max(rings, key=lambda ring: abs(area(ring)))
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = (0, ring[0])
    for share in range(3, 8):
        level = low + (high - low) * share / 10 + 0.5
        edges = zip(ring, [*ring[1:], ring[0]], strict=True)
        crossings = sorted(
            x1 + (x2 - x1) * (level - y1) / (y2 - y1) for (x1, y1), (x2, y2) in edges if (y1 < level) != (y2 < level)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=True):
            best = max(best, (right - left, [round((left + right) / 2), round(level)]))
    return best[1]


def area(ring):
    """Return the signed area of a projected ring in square kilometres."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2
