"""What must hold for every picture of an SOP, and made-up SOPs to hold it against."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random

from models.records.sop import Executor, Identity, Outcome, Part, Sop, Step
from models.records.sop_picture import Arrow, Frame, PicturePage, Rect, Symbol
from models.rules.sop_picture.labels import covers, meet

NEAR = 0.02
#: The table on A4, F4 and F4 215 paper, landscape, less margins and title.
FRAMES = {"a4": Frame(762, 450, 490, 30), "f4": Frame(856, 450, 490, 30), "f4-215": Frame(856, 465, 504, 30)}
ENDLESS = Frame(900)


def measure(text: str, size: float, bold: bool) -> float:
    """Widths much like those of a real font, without one."""
    wide = sum(0.83 if c in "MWmw" else 0.28 if c in " iljtf.,-/" else 0.56 for c in text)
    return wide * size * (1.07 if bold else 1.0)


def segments(arrow: Arrow) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    return list(pairwise(arrow.points))


def thin(segment) -> Rect:
    (x0, y0), (x1, y1) = segment
    return Rect(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))


def crosses(box: Rect, segment) -> bool:
    """Whether a line runs through the inside of a rectangle."""
    line = thin(segment)
    return (
        line.x < box.right - NEAR
        and line.right > box.x + NEAR
        and line.y < box.bottom - NEAR
        and line.bottom > box.y + NEAR
    )


def runs_through(symbol: Symbol, segment) -> bool:
    if symbol.kind != "decision":
        return crosses(symbol.box, segment)
    x, y = symbol.box.middle
    line = thin(segment)
    near_x, near_y = min(max(x, line.x), line.right), min(max(y, line.y), line.bottom)
    reach = abs(near_x - x) / (symbol.box.w / 2) + abs(near_y - y) / (symbol.box.h / 2)
    return reach < 1 - 1e-3


def on_edge(symbol: Symbol | Rect, point) -> bool:
    box = symbol if isinstance(symbol, Rect) else symbol.box
    x, y = point
    if isinstance(symbol, Symbol) and symbol.kind == "decision":
        mx, my = box.middle
        return abs(abs(x - mx) / (box.w / 2) + abs(y - my) / (box.h / 2) - 1) < 1e-3
    inside = box.x - NEAR <= x <= box.right + NEAR and box.y - NEAR <= y <= box.bottom + NEAR
    edge = min(abs(x - box.x), abs(x - box.right), abs(y - box.y), abs(y - box.bottom)) <= NEAR
    return inside and edge


def shared(one, other) -> float:
    """How long two lines run over one another."""
    a, b = thin(one), thin(other)
    if a.w <= NEAR and b.w <= NEAR and abs(a.x - b.x) < NEAR:
        return min(a.bottom, b.bottom) - max(a.y, b.y)
    if a.h <= NEAR and b.h <= NEAR and abs(a.y - b.y) < NEAR:
        return min(a.right, b.right) - max(a.x, b.x)
    return 0.0


def check_page(page: PicturePage) -> None:
    """The rules of one page."""
    rows = sorted({y for c in page.cells if c.step for y in (c.box.y, c.box.bottom)})
    columns = sorted({x for c in page.cells if c.step for x in (c.box.x, c.box.right)})
    for arrow in page.arrows:
        assert len(arrow.points) > 1, arrow
        for segment in segments(arrow):
            check_segment(page, arrow, segment, rows, columns)
        check_ends(page, arrow)
    for one, other in combinations(page.arrows, 2):
        if one.net == other.net or set(one.targets) & set(other.targets):
            continue
        for a in segments(one):
            for b in segments(other):
                assert shared(a, b) <= NEAR, (one, other)
    check_labels(page, rows)
    check_symbols(page, rows)


def check_segment(page: PicturePage, arrow: Arrow, segment, rows, columns) -> None:
    line = thin(segment)
    assert line.w <= NEAR or line.h <= NEAR, ("askew", arrow)
    flow = page.flow
    assert flow.x + 0.2 < line.x < line.right + NEAR < flow.right - 0.15, (
        "leaves the executors' columns",
        arrow,
    )
    assert flow.y < line.y <= line.bottom < flow.bottom, ("leaves the table", arrow)
    for symbol in page.symbols:
        assert not runs_through(symbol, segment), ("through a symbol", arrow, symbol)
    for connector in page.connectors:
        assert not crosses(connector.box, segment), ("through a connector", arrow, connector)
    if line.w > line.h:
        assert all(abs(line.y - y) > 0.5 for y in rows), ("on a border", arrow)
    else:
        assert all(abs(line.x - x) > 0.1 for x in columns), ("on a border", arrow)


def check_ends(page: PicturePage, arrow: Arrow) -> None:
    """A head stands at what the arrow leads to; without one the line begins at its source."""
    if arrow.head:
        (x0, y0), (x1, y1) = arrow.points[-2:]
        assert abs(x1 - x0) > NEAR or y1 - y0 > 2.5, ("no room for the head", arrow)
        at_symbol = [s for s in page.symbols if on_edge(s, arrow.points[-1])]
        at_connector = [c for c in page.connectors if on_edge(c.box, arrow.points[-1])]
        wanted = set(arrow.targets) or {arrow.source}
        good = [s for s in at_symbol if s.step in wanted and not s.participant]
        assert good or [c for c in at_connector if c.outgoing], ("head at nothing", arrow)
    else:
        begun = [s for s in page.symbols if s.step == arrow.source and on_edge(s, arrow.points[0])]
        came = [c for c in page.connectors if not c.outgoing and on_edge(c.box, arrow.points[0])]
        assert begun or came, ("begins at nothing", arrow)


def check_labels(page: PicturePage, rows) -> None:
    for label in page.labels:
        assert page.flow.x <= label.box.x < label.box.right <= page.flow.right, label
        assert not any(label.box.y < y < label.box.bottom for y in rows), ("over a border", label)
        assert not [s for s in page.symbols if covers(s, label.box)], label
        assert not [c for c in page.connectors if meet(c.box, label.box)], label
        for arrow in page.arrows:
            assert not [s for s in segments(arrow) if crosses(label.box, s)], ("over a line", label, arrow)
        assert sum(measure(line, label.size, False) > label.box.w + 0.1 for line in label.lines) == 0
    for one, other in combinations(page.labels, 2):
        assert not meet(one.box, other.box), (one, other)


def check_symbols(page: PicturePage, rows) -> None:
    boxes = [*(s.box for s in page.symbols), *(c.box for c in page.connectors)]
    for one, other in combinations(boxes, 2):
        assert not meet(one, other), (one, other)
    for box in boxes:
        assert page.flow.x < box.x < box.right < page.flow.right, box
        assert not any(box.y < y < box.bottom for y in rows), ("over a border", box)


def check_texts(sop: Sop, pages) -> None:
    """Every cell holds the whole text of its row, in its lines, and the lines fit."""
    said: dict[str, str] = {s.id: "" for s in sop.steps}
    for page in pages:
        for cell in page.cells:
            assert len(cell.lines) * cell.size * 1.2 <= cell.box.h + 0.01, cell
            for line in cell.lines:
                assert measure(line, cell.size, cell.bold) <= cell.box.w + 0.01 or len(line) == 1, cell
            if cell.step:
                said[cell.step] += "".join("".join(cell.lines).split())
    for step in sop.steps:
        cells = (step.no, step.text, step.needs_text, step.time_text, step.output_text, step.remark)
        wanted = "".join("".join(cells).split())
        # a row on several pages gives its columns piece by piece
        assert sorted(said[step.id]) == sorted(wanted), step.id


def check_parts(sop: Sop, pages) -> None:
    """Every part has one symbol, in its column."""
    found = {(s.step, s.part): s for page in pages for s in page.symbols if s.part}
    wanted = {(s.id, p.id): p for s in sop.steps if s.kind not in ("mulai", "selesai") for p in s.parts}
    assert set(found) == set(wanted)
    for key, part in wanted.items():
        assert found[key].executor == part.executor
        assert found[key].participant == (part.role == "peserta")
    assert sum(1 for page in pages for s in page.symbols if s.part) == len(wanted)


def check_passages(sop: Sop, pages) -> None:
    """Every outcome has its arrow, and every part that acts at its target is arrived at or connected."""
    for step in sop.steps:
        if step.kind == "selesai":
            continue
        for outcome in step.outcomes:
            for target in outcome.to:
                heads = [
                    a.points[-1]
                    for page in pages
                    for a in page.arrows
                    if a.head and a.source == step.id and a.outcome == outcome.id and target in a.targets
                    if any(s.step == target and on_edge(s, a.points[-1]) for s in page.symbols)
                ]
                assert heads, (step.id, outcome.id, target)


def check_names(sop: Sop, pages) -> None:
    """Every outcome of a decision is named once, whole."""
    said = sorted("".join("".join(x.lines).split()) for page in pages for x in page.labels)
    decisions = [s for s in sop.steps if s.is_decision]
    assert said == sorted("".join(o.label.split()) for s in decisions for o in s.outcomes)


def check_connectors(pages) -> None:
    """Pairs: out at the lower edge and in at the upper one, the other way round for a passage back."""
    outs: dict[str, list[int]] = {}
    ins: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for c in page.connectors:
            (outs if c.outgoing else ins).setdefault(c.letter, []).append(number)
            check_column(page, c)
    assert set(outs) == set(ins)
    assert sorted(outs, key=lambda letter: (len(letter), letter)) == [letter_of(n) for n in range(len(outs))]
    for number, page in enumerate(pages):
        for c in page.connectors:
            others = ins[c.letter] if c.outgoing else outs[c.letter]
            below = all(s.box.bottom <= c.box.y for s in page.symbols)
            above = all(s.box.y >= c.box.bottom for s in page.symbols)
            assert (below and max(others) > number) or (above and min(others) < number), c


def letter_of(number: int) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return letters[number] if number < 26 else letters[number // 26 - 1] + letters[number % 26]


def check_column(page: PicturePage, connector) -> None:
    """It stands in the column of a symbol that its passage leaves, or arrives at."""
    touching = [a for a in page.arrows if any(on_edge(connector.box, p) for p in (a.points[0], a.points[-1]))]
    assert touching, ("no arrow", connector)
    nets = {a.net for a in touching}
    steps = {connector.step} if connector.outgoing else {t for a in touching for t in a.targets}
    middles = {round(s.box.middle[0], 3) for s in page.symbols if s.step in steps and not s.participant}
    assert round(connector.box.middle[0], 3) in middles, (connector, nets)


def check_picture(sop: Sop, pages, frame: Frame) -> None:
    """All rules."""
    assert pages
    for number, page in enumerate(pages):
        room = frame.other if number else frame.first
        assert page.height <= room - (frame.tail if number == len(pages) - 1 else 0) + 0.01
        assert page.width == frame.width
        check_page(page)
    order = [c.step for page in pages for c in page.cells if c.step]
    assert list(dict.fromkeys(order)) == [s.id for s in sop.steps]
    check_texts(sop, pages)
    check_parts(sop, pages)
    check_passages(sop, pages)
    check_names(sop, pages)
    check_connectors(pages)


WORDS = (
    "berkas",
    "permohonan",
    "surat",
    "tugas",
    "pemeriksaan",
    "aplikasi",
    "Kepala",
    "dan/atau",
    "disposisi",
)


def made_up(seed: int, executors: int, rows: int, *, wild: bool = True) -> Sop:
    """An SOP with loops, jumps, splits, parts side by side and in order, long and broken words."""
    random = Random(seed)

    def words(most: int) -> str:
        if wild and random.random() < 0.03:
            return "X" * 200
        return " ".join(random.choice(WORDS) for _ in range(random.randint(0, most)))

    columns = tuple(
        Executor(f"e{n}", words(3) or "Kasi", group="Bidang" if 1 < n < 4 else "") for n in range(executors)
    )
    steps = tuple(_step(random, n, rows, executors, words, wild=wild) for n in range(rows))
    quality = random.randint(0, 4)
    headings = (
        "No",
        "Kegiatan",
        random.choice(("", "Pelaksana")),
        "Mutu Baku",
        "Kelengkapan",
        "Waktu",
        "Output",
        "",
    )
    return Sop("X", "Contoh", "", Identity(), columns, (), steps, columns=headings, quality_columns=quality)


def _step(random: Random, number: int, rows: int, executors: int, words, *, wild: bool) -> Step:
    last = number == rows - 1
    ident = f"s{number}"
    many = 1 if random.random() < 0.6 else random.randint(1, 4)
    parts = tuple(
        Part(
            f"p{n}",
            f"e{random.randrange(executors)}",
            role="peserta" if n and random.random() < 0.3 else "pelaksana",
            cell=words(4) if random.random() < 0.2 else "",
        )
        for n in range(many)
    )
    text = words(25) if not wild or random.random() > 0.03 else words(400)
    kind = "kegiatan"
    following = () if last else (f"s{number + 1}",)
    outcomes = (Outcome("", "", following, end="selesai" if last else None),)
    chance = random.random()
    if chance < 0.25:
        kind = "keputusan"
        outcomes = tuple(
            _outcome(random, n, number, rows) for n in range(random.choice((2, 2, 2, 3, 3, 4, 5)))
        )
    elif chance < 0.32 and number + 3 < rows:
        outcomes = (Outcome("", "", (f"s{number + 1}", f"s{number + 2}"), join=f"s{number + 3}"),)
    elif chance < 0.4:
        outcomes = (Outcome("", "", (f"s{random.randrange(rows)}",)),)
    mode = random.choice(("semua", "semua", "urut", "salah_satu", "dipilih"))
    return Step(
        ident, str(number + 1), kind, "", text, words(8), words(2), words(8), outcomes, parts, mode,
        chosen_at="s0", remark=words(2) if random.random() < 0.1 else "",
    )  # fmt: skip


def _outcome(random: Random, n: int, number: int, rows: int) -> Outcome:
    label = random.choice(("Ya", "Tidak", "Lengkap", "Belum lengkap", "Perlu perbaikan dan dikembalikan"))
    if random.random() < 0.03:
        label = random.choice(("Y" * 120, "Belum lengkap karena menunggu berkas dari perangkat daerah"))
    if random.random() < 0.15:
        return Outcome(f"o{n}", label, end=random.choice(("selesai", "ditolak")))
    near = min(rows - 1, number + 1)
    target = near if n == 0 and random.random() < 0.8 else random.randrange(rows)
    return Outcome(f"o{n}", label, (f"s{target}",))
