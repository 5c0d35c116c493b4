"""Every defect of an SOP file is told with its place, all at once, and none is a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.rules.sop_reader import Defect, read_sop

GOOD = Path(__file__).with_name("contoh-sop.toml").read_text(encoding="utf-8")


def defects_of(text: str) -> tuple[Defect, ...]:
    sop, defects = read_sop(text)
    assert (sop is None) == bool(defects)
    return defects


def changed(old: str, new: str) -> tuple[Defect, ...]:
    assert GOOD.count(old) >= 1
    return defects_of(GOOD.replace(old, new, 1))


def test_the_starting_point_has_no_defect():
    assert defects_of(GOOD) == ()


SPLIT = 'next = ["4", "5"]\njoin = "6"'
YA = '{ id = "ya", label = "Ya", to = "3" }'
KURANG = '{ id = "kurang", label = "Kurang", to = "2", pause_for = "opd" }'
FIRST_PART = '{ id = "a", executor = "opd", source = "cell" }'
FIRST_NEED = '{ docs = ["surat"], points = ["Nama", "Tanggal"] }'
LAST_TITLE = 'title = "Penutup"'

#: (what is replaced, by what, the place of the only defect, words of its message)
ONE_DEFECT = [
    # identity of the file
    ('code = "CTH"', "", "berkas", "“code” belum diisi"),
    ('code = "CTH"', 'code = " "', "berkas", "“code” kosong"),
    ('code = "CTH"', 'code = "c/h"', "berkas", "huruf besar"),
    ('code = "CTH"', 'code = "TERLALUPANJANG"', "berkas", "huruf besar"),
    ('name = "CONTOH SOP"', "", "berkas", "“name” belum diisi"),
    ('name = "CONTOH SOP"', 'name = ""', "berkas", "“name” kosong"),
    ('name = "CONTOH SOP"', f'name = "{"x" * 301}"', "berkas", "lebih panjang dari 300"),
    ('name = "CONTOH SOP"', 'name = "A\\u0000B"', "berkas", "tanda kendali"),
    ('name = "CONTOH SOP"', 'name = "A"\nday_rule = "besok"', "berkas", "“day_rule” “besok” tidak dikenal"),
    ('name = "CONTOH SOP"', 'name = "A"\ncolumns = ["No"]', "berkas", "8 judul kolom"),
    ('name = "CONTOH SOP"', 'name = "A"\nquality_columns = 5', "berkas", "0 sampai 4"),
    ('name = "CONTOH SOP"', 'name = "A"\nnote = ["x"]', "berkas", "maksudnya “notes”?"),
    ('name = "CONTOH SOP"', 'name = "A"\nidentity = 4', "berkas", "“identity” seharusnya tabel"),
    ('name = "CONTOH SOP"', 'name = "A"\nidentity = { numbre = "1" }', "identitas", "maksudnya “number”?"),
    ('name = "CONTOH SOP"', 'name = "A"\nidentity = { unit = "x" }', "identitas", "daftar teks"),
    (
        'name = "CONTOH SOP"',
        'name = "A"\nidentity = { labels = { nomor = "x" } }',
        "identitas › label",
        "tidak dikenal",
    ),
    # executors and documents
    ('label = "Kantor"', "", "pelaksana 1", "“label” belum diisi"),
    (
        'label = "Kantor"',
        'label = "K"\nexternal = "ya"',
        "pelaksana 1",
        "true atau false, tetapi tertulis teks",
    ),
    ('label = "Nota"', "", "dokumen 2", "“label” belum diisi"),
    ('label = "Nota"', 'label = "surat  PERMOHONÁN"', "dokumen 2", "sudah dipakai dokumen 1"),
    ('label = "Nota"', 'label = "Nota"\nwarna = "biru"', "dokumen 2", "“warna” tidak dikenal"),
    # fields of a step
    ('title = "Permohonan"', "", "langkah 1", "“title” belum diisi"),
    ('title = "Permohonan"', "title = 7", "langkah 1", "“title” seharusnya teks, tetapi tertulis bilangan"),
    ('title = "Permohonan"', 'tittle = "P"\ntitle = "P"', "langkah 1", "maksudnya “title”?"),
    ('title = "Permohonan"', 'title = "P"\nkind = "rapat"', "langkah 1", "“kind” “rapat” tidak dikenal"),
    ('title = "Permohonan"', 'title = "P"\nnotes = [1]', "langkah 1", "notes ke-1"),
    ('no = "6"', 'no = "nomor yang terlalu panjang"', "langkah 6", "lebih panjang dari 20"),
    ('parts_mode = "dipilih"\nchosen_at = "2"', 'parts_mode = "acak"', "langkah 3", "tidak dikenal"),
    # parts
    (FIRST_PART, "", "langkah 1", "tidak ada bagian dengan peran pelaksana"),
    (FIRST_PART, '{ id = "a", executor = "opd", role = "peserta" }', "langkah 1", "peran pelaksana"),
    (FIRST_PART, f"{FIRST_PART}, 5", "langkah 1 › bagian 2", "seharusnya tabel, tetapi tertulis bilangan"),
    (FIRST_PART, f"{FIRST_PART}, {FIRST_PART}", "langkah 1 › bagian 2", "id “a” sudah dipakai bagian 1"),
    (FIRST_PART, '{ id = "a", executor = "dinas" }', "langkah 1 › bagian 1", "pelaksana “dinas” tidak ada"),
    (FIRST_PART, '{ id = "a" }', "langkah 1 › bagian 1", "“executor” belum diisi"),
    (FIRST_PART, '{ id = "a b", executor = "opd" }', "langkah 1 › bagian 1", "hanya boleh huruf"),
    (
        FIRST_PART,
        '{ id = "a", executor = "opd", source = "x" }',
        "langkah 1 › bagian 1",
        "cell, wording, office",
    ),
    (
        FIRST_PART,
        '{ id = "a", executor = "opd", gives = ["x"] }',
        "langkah 1 › bagian 1 › output 1",
        "“x” tidak ada",
    ),
    (
        'role = "peserta"',
        'role = "peserta", gives = ["nota"]',
        "langkah 2 › bagian 2",
        "peserta tidak menyerahkan output",
    ),
    (
        '{ id = "a", executor = "kantor" }, {',
        '{ id = "a", executor = "kantor", gives = [{ docs = ["nota"], on = ["ya"] }] }, {',
        "langkah 2 › bagian 1 › output 1",
        "bergantung pada keputusan",
    ),
    # requirements and outputs
    (FIRST_NEED, "{ points = [] }", "langkah 1 › kelengkapan 1", "“docs” belum diisi"),
    (FIRST_NEED, "{ docs = [] }", "langkah 1 › kelengkapan 1", "“docs” kosong"),
    (FIRST_NEED, '{ docs = "surat" }', "langkah 1 › kelengkapan 1", "seharusnya daftar teks"),
    (FIRST_NEED, '{ docs = ["peta"] }', "langkah 1 › kelengkapan 1", "dokumen “peta” tidak ada"),
    (FIRST_NEED, '{ docs = ["nota", "nota"] }', "langkah 1 › kelengkapan 1", "lebih dari sekali"),
    (
        FIRST_NEED,
        '{ docs = ["nota"], points = ["a", "a"] }',
        "langkah 1 › kelengkapan 1",
        "lebih dari sekali",
    ),
    (FIRST_NEED, '{ docs = ["nota"], points = [""] }', "langkah 1 › kelengkapan 1", "butir kosong"),
    (FIRST_NEED, '{ docs = ["nota", "surat"], points = ["a"] }', "langkah 1 › kelengkapan 1", "satu dokumen"),
    ("at_least = 1", "at_least = 3", "langkah 2 › kelengkapan 2", "“at_least” 3 di luar 1 sampai 2"),
    ("at_least = 1", "at_least = 0", "langkah 2 › kelengkapan 2", "“at_least” 0 di luar 1 sampai 2"),
    ("at_least = 1", "at_least = 1.5", "langkah 2 › kelengkapan 2", "bilangan bulat"),
    ("at_least = 1", "at_least = true", "langkah 2 › kelengkapan 2", "bilangan bulat"),
    ('on = ["ya"]', 'on = ["mungkin"]', "langkah 2 › kelengkapan 2", "keputusan “mungkin” tidak ada"),
    (
        'gives = [{ docs = ["nota"] }]\nout',
        'gives = ["nota"]\nout',
        "langkah 2 › output 1",
        "seharusnya tabel",
    ),
    (
        'gives = [{ docs = ["nota"] }]\nout',
        'gives = [{ docs = ["nota"], points = ["a"] }]\nout',
        "langkah 2 › output 1",
        "hanya untuk kelengkapan",
    ),
    (
        'kind = "selesai"',
        'kind = "selesai"\nneeds = [{ docs = ["nota"] }]',
        "langkah 7",
        "kelengkapan atau output",
    ),
    # outcomes
    (YA, '{ id = "ya", label = "Ya", to = "9" }', "langkah 2 › keputusan 1", "langkah tujuan “9” tidak ada"),
    (YA, '{ id = "ya", label = "Ya" }', "langkah 2 › keputusan 1", "tepat satu"),
    (YA, '{ id = "ya", label = "Ya", to = "3", end = "selesai" }', "langkah 2 › keputusan 1", "tepat satu"),
    (YA, '{ id = "ya", label = "Ya", to = [] }', "langkah 2 › keputusan 1", "“to” kosong"),
    (YA, '{ id = "ya", label = "Ya", to = "" }', "langkah 2 › keputusan 1", "“to” kosong"),
    (
        YA,
        '{ id = "ya", label = "Kurang", to = "3" }',
        "langkah 2 › keputusan 2",
        "nama “Kurang” sudah dipakai",
    ),
    (YA, '{ id = "ya", label = "Ya", to = "3", join = "6" }', "langkah 2 › keputusan 1", "tidak bercabang"),
    (YA, f'{YA}, {{ id = "x", label = "X", end = "batal" }}', "langkah 2 › keputusan 2", "selesai, ditolak"),
    (
        YA,
        f'{YA}, {{ id = "ya", label = "X", end = "ditolak" }}',
        "langkah 2 › keputusan 2",
        "id “ya” sudah dipakai",
    ),
    (f"  {KURANG},", "", "langkah 2", "hanya mempunyai satu pilihan"),
    (
        'pause_for = "opd"',
        'pause_for = "bupati"',
        "langkah 2 › keputusan 2",
        "“bupati” pada “pause_for” tidak ada",
    ),
    ('pause_for = "opd"', 'pause_for = "kantor"', "langkah 2 › keputusan 2", "bukan pelaksana luar"),
    (
        KURANG,
        '{ id = "tolak", label = "Tolak", end = "ditolak", pause_for = "opd" }',
        "langkah 2 › keputusan 2",
        "tidak berlaku",
    ),
    (LAST_TITLE, f'{LAST_TITLE}\nkind = "keputusan"', "langkah 6", "harus mempunyai pilihan"),
    (LAST_TITLE, f'{LAST_TITLE}\nkind = "keputusan"\noutcomes = []', "langkah 6", "harus mempunyai pilihan"),
    ('kind = "keputusan"\ntitle', "title", "langkah 2", "harus berjenis “keputusan”"),
    # next, end, terminators
    (LAST_TITLE, f'{LAST_TITLE}\nnext = "7"\nend = "selesai"', "langkah 6", "“next” dan “end”"),
    (LAST_TITLE, f'{LAST_TITLE}\nnext = "70"', "langkah 6", "“70” tidak ada"),
    (LAST_TITLE, f'{LAST_TITLE}\njoin = "7"', "langkah 6", "tidak bercabang"),
    (LAST_TITLE, f'{LAST_TITLE}\nnext_source = "cell"', "langkah 6", "hanya bersama “next”"),
    (
        'kind = "selesai"',
        'kind = "selesai"\nnext = "1"',
        "langkah 7",
        "langkah selesai tidak boleh mengisi “next”",
    ),
    ('kind = "selesai"', 'kind = "mulai"', "langkah 7", "mulai harus baris pertama"),
    # split and join
    (SPLIT, 'next = ["4", "5"]', "langkah 3", "pertemuannya (“join”) belum disebut"),
    (SPLIT, 'next = ["4", "5"]\njoin = "66"', "langkah 3", "langkah pertemuan “66” tidak ada"),
    (SPLIT, 'next = ["4", "5", "5"]\njoin = "6"', "langkah 3", "cabang 3 sama dengan cabang 2"),
    (SPLIT, 'next = ["4", "5", "6"]\njoin = "6"', "langkah 3", "kosong"),
    (SPLIT, 'next = ["4", "5", "7"]\njoin = "6"', "langkah 3", "tidak boleh berawal pada langkah selesai"),
    (SPLIT, 'next = ["4", "5"]\njoin = "7"', "langkah 3", "“7” harus langkah kerja, bukan langkah selesai"),
    # choosing
    ('chosen_at = "2"', "", "langkah 3", "belum disebut"),
    ('chosen_at = "2"', 'chosen_at = "20"', "langkah 3", "langkah “20” pada “chosen_at” tidak ada"),
    ('chosen_at = "2"', 'chosen_at = "3"', "langkah 3", "tidak selalu dilalui sebelumnya"),
    ('chosen_at = "2"', 'chosen_at = "5"', "langkah 3", "tidak selalu dilalui sebelumnya"),
    ('chosen_at = "2"', 'chosen_at = "7"', "langkah 3", "tidak dikerjakan siapa pun"),
    ('parts_mode = "dipilih"\n', "", "langkah 3", "hanya untuk parts_mode"),
]


@pytest.mark.parametrize(("old", "new", "place", "words"), ONE_DEFECT)
def test_each_defect_has_its_place_and_says_what_is_wrong(old, new, place, words):
    found = changed(old, new)
    assert [d.place for d in found] == [place], found
    assert words in found[0].message


def test_the_chooser_may_not_be_jumped_over():
    found = changed(
        'needs = [{ docs = ["surat"], points = ["Nama", "Tanggal"] }]',
        'kind = "keputusan"\noutcomes = ['
        '{ id = "a", label = "A", to = "2" }, { id = "b", label = "B", to = "3" }]',
    )
    assert found == (
        Defect("langkah 3", "pelaksana dipilih pada langkah 2, yang tidak selalu dilalui sebelumnya"),
    )


def test_a_step_that_nothing_leads_to_is_told():
    assert changed('next = "6"', 'next = "7"')
    found = defects_of(GOOD.replace(SPLIT, 'next = "6"'))
    assert [(d.place, d.message) for d in found] == [
        ("langkah 4", "tidak dapat dicapai dari langkah pertama"),
        ("langkah 5", "tidak dapat dicapai dari langkah pertama"),
    ]


def test_a_cycle_with_no_way_out_is_told_once_with_its_rows():
    found = changed(LAST_TITLE, f'{LAST_TITLE}\nnext = "2"')
    assert [d.place for d in found] == ["langkah 7", "langkah 1"]
    assert "berputar tanpa jalan keluar: dari langkah 1, 2, 3, 4, 5, 6" in found[1].message


def test_a_cycle_with_a_way_out_is_fine():
    text = GOOD.replace(
        LAST_TITLE,
        f"""{LAST_TITLE}
kind = "keputusan"
outcomes = [{{ id = "ulang", label = "Ulang", to = "1" }}, {{ id = "tutup", label = "Tutup", to = "7" }}]""",
    )
    assert defects_of(text) == ()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'next = "6"',
            'next = "5"',
            "cabang 1 (langkah 4) keluar dari cabangnya sebelum pertemuan: langkah 5",
        ),
        (
            'next = "6"',
            'next = "2"',
            "cabang 1 (langkah 4) keluar dari cabangnya sebelum pertemuan: langkah 2, 3",
        ),
        (
            'next = "6"',
            'next = "3"',
            "cabang 1 (langkah 4) keluar dari cabangnya sebelum pertemuan: langkah 3",
        ),
        ('next = "6"', 'next = "7"', "cabang 1 (langkah 4) tidak pernah sampai ke pertemuan, langkah 6"),
        ('next = "6"', 'end = "selesai"', "cabang 1 (langkah 4) tidak pernah sampai ke pertemuan, langkah 6"),
    ],
)
def test_branches_do_not_leave_before_the_join(old, new, words):
    found = changed(old, new)
    assert words in [d.message for d in found if d.place == "langkah 3"]


def test_nobody_enters_a_branch_from_outside():
    found = changed(YA, f'{YA}, {{ id = "lompat", label = "Lompat", to = "5" }}')
    assert "cabang 2 (langkah 5) keluar dari cabangnya sebelum pertemuan: langkah 5" in [
        d.message for d in found
    ]


def test_a_branch_that_jumps_over_the_join_is_told():
    text = GOOD.replace(
        'kind = "selesai"\ntitle = "Selesai"',
        'title = "Sesudah"\nparts = [{ id = "a", executor = "kantor" }]',
    )
    assert defects_of(text) == ()
    found = defects_of(text.replace('next = "6"', 'next = "7"'))
    assert any("keluar dari cabangnya sebelum pertemuan: langkah 7" in d.message for d in found)


def test_repeated_ids_are_told_for_executors_documents_and_steps():
    assert changed('id = "opd"', 'id = "kantor"')[0] == Defect(
        "pelaksana 2", "id “kantor” sudah dipakai pelaksana 1"
    )
    assert changed('id = "nota"', 'id = "surat"')[0] == Defect(
        "dokumen 2", "id “surat” sudah dipakai dokumen 1"
    )
    found = changed('id = "5"', 'id = "4"')
    assert Defect("langkah 4", "id “4” pada langkah ke-5 sudah dipakai langkah ke-4") in found


def test_terminators_alone_are_no_sop():
    head = GOOD.partition("[[step]]")[0]
    start = '[[step]]\nid = "1"\nno = "1"\nkind = "mulai"\ntitle = "Mulai"\ntext = "Mulai"\n'
    assert [d.message for d in defects_of(head + start)] == ["tidak ada satu pun langkah kerja"]
    work = (
        '[[step]]\nid = "2"\nno = "2"\ntitle = "K"\ntext = "K"\nparts = [{ id = "a", executor = "kantor" }]\n'
    )
    end = '[[step]]\nid = "3"\nno = "3"\nkind = "selesai"\ntitle = "S"\ntext = "S"\n'
    assert "langkah selesai tidak boleh baris pertama" in [d.message for d in defects_of(head + end + work)]
    wrong = defects_of(head + start + end + work)
    assert "langkah selesai tidak boleh langsung sesudah mulai" in [d.message for d in wrong]


def test_a_step_without_an_id_is_named_by_its_position():
    found = changed('id = "2"', "")
    assert Defect("langkah ke-2", "“id” belum diisi") in found


def test_all_defects_come_at_once():
    text = (
        GOOD.replace('code = "CTH"', "code = 5")
        .replace('docs = ["surat"], points', 'docs = ["peta"], points')
        .replace("at_least = 1", "at_least = 9")
        .replace('to = "3"', 'to = "33"')
        .replace('chosen_at = "2"', "")
    )
    assert [d.place for d in defects_of(text)] == [
        "berkas",
        "langkah 2 › kelengkapan 2",
        "langkah 1 › kelengkapan 1",
        "langkah 2 › keputusan 1",
        "langkah 3",
    ]


def test_a_broken_field_does_not_hide_the_ways():
    found = defects_of(GOOD.replace(SPLIT, 'next = "6"').replace('title = "Permohonan"', ""))
    assert [d.place for d in found] == ["langkah 1", "langkah 4", "langkah 5"]


def test_an_empty_file_says_so():
    for text in ("", " \n\t\n", "\ufeff"):
        assert defects_of(text) == (Defect("berkas", "berkas kosong"),)
    missing = [d.message for d in defects_of("# hanya catatan\n")]
    assert "“code” belum diisi" in missing
    assert "tidak ada satu pun [[step]]" in missing
    assert "tidak ada satu pun [[executor]]" in missing


def test_syntax_errors_name_their_line():
    assert defects_of('code = "A"\nname = salah\n')[0].place == "baris 2"
    assert "name = salah" in defects_of('code = "A"\nname = salah\n')[0].message
    assert defects_of('code = "A"\ncode = "B"\n')[0].message.startswith("kunci atau tabel ditulis dua kali")
    half = defects_of('code = "A"\nname = "B"\nnotes = [\n')[0]
    assert (half.place, half.message) == ("baris 3", "tulisan TOML terputus di akhir berkas")
    assert defects_of(GOOD[: len(GOOD) // 2]) != ()


def test_what_the_toml_reader_itself_stumbles_over_is_told():
    assert "bersarang terlalu dalam" in defects_of("a = " + "[" * 50_000)[0].message
    assert "bilangan yang terlalu panjang" in defects_of("a = " + "9" * 10_000)[0].message
    assert defects_of('name = "\ud800"') == (Defect("berkas", "berkas bukan teks UTF-8"),)


def test_a_very_long_sop_is_still_checked():
    head = GOOD.partition("[[step]]")[0]
    rows = "".join(
        f'[[step]]\nid = "{n}"\nno = "{n}"\ntitle = "K"\ntext = "K"\n'
        'parts = [{ id = "a", executor = "kantor" }]\n'
        for n in range(1, 1001)
    )
    assert defects_of(head + rows) == ()
