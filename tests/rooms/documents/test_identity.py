"""Identity: which spellings are one document and which are two (DESIGN 4.2, RULES "Document symbols and identity")."""

from datetime import date

import pytest

from namro.documents.details import kinds
from namro.documents.identity import alias_key, issuer_key, key, local_term, place_of
from namro.documents.models import Term
from vanban import symbols
from vanban.symbols import bare_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def identity(written, on, kind="", issuer=""):
    symbol = symbols.parse(written)
    found = key(
        symbol=symbol,
        kind=kinds().of_symbol(symbol, kind) if symbol else None,
        issuer=issuer_key(symbol.issuer, issuer, "Lam Giang") if symbol else "",
        issued_on=date.fromisoformat(on) if on else None,
        terms=list(Term.objects.all()),
    )
    return found and (found.issuer, found.kind.code, found.number, found.scope)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("15-NQ/TW", "2022-05-05"), ("15-NQ/TƯ", "2022-05-05")),
        (("55-QĐ/TƯ", "2016-12-19", "Quy định"), ("55/QĐ-TW", "2016-12-19", "Quy định")),
        (("01-CTr/TU", "2021-03-17"), ("1-Ctr/TU", "2021-03-17")),
        (
            ("05/QĐ-UBND", "2026-01-05", "", "UBND tỉnh Lam Giang"),
            ("5/QĐ-UBND", "2026-11-30", "", "Ủy ban nhân dân tỉnh"),
        ),
        (("21-KL/TW", "2021-10-25"), ("21-KL/T.Ư", "2025-12-31")),
    ],
)
def test_identity_when_spelt_differently_then_one(one, other):
    assert identity(*one) == identity(*other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("15-NQ/TW", "2007-07-30"), ("15-NQ/TW", "2022-05-05")),
        (("55-QĐ/TW", "2016-12-19", "Quy định"), ("55-QĐ/TW", "2016-12-19", "Quyết định")),
        (("12/QĐ-UBND", "2025-02-01", "", "UBND tỉnh"), ("12/QĐ-UBND", "2026-02-01", "", "UBND tỉnh")),
        (("12/QĐ-UBND", "2026-02-01", "", "UBND tỉnh"), ("12/QĐ-UBND", "2026-02-01", "", "UBND xã Mường Khoang")),
        (("12/2026/QĐ-UBND", "2026-02-01", "", "UBND tỉnh"), ("12/QĐ-UBND", "2026-02-01", "", "UBND tỉnh")),
        (("01-CTr/TU", "2021-03-17"), ("01-CTr/TU", "2016-04-26")),
        (("01-CTr/TU", "2021-03-17"), ("01-CTr/TU", "2021-03-17", "", "Thành ủy Hà Nội")),
        (("15-NQ/TW", "2022-05-05"), ("15-CT/TW", "2022-05-05")),
    ],
)
def test_identity_when_number_starts_anew_or_body_differs_then_two(one, other):
    assert None is not identity(*one) != identity(*other) is not None


@pytest.mark.parametrize(
    "unkeyed",
    [("15-NQ/TW", ""), ("55-QĐ/TW", "2016-12-19"), ("12/QĐ-UBND", "2026-02-01"), ("Chương trình 01", "2026-02-01")],
)
def test_identity_when_a_part_is_unknown_then_none(unkeyed):
    """No date, no word to tell quy định from quyết định, no place for a shared code, no symbol at all."""
    assert identity(*unkeyed) is None


@pytest.mark.parametrize(
    ("written", "on", "scope"),
    [
        ("15-NQ/TW", "2007-07-30", "TW-10"),
        ("15-NQ/TW", "2022-05-05", "TW-13"),
        ("399-QĐ/TW", "2026-01-09", "TW-13"),
        ("02-NQ/TW", "2026-03-17", "TW-14"),
        ("12-HD/BTCTW", "2022-05-05", "TW-13"),
        ("39/2022/NĐ-CP", "2022-06-18", "2022"),
        ("01-CTr/TU", "2021-03-17", "2020-2025"),
    ],
)
def test_scope_when_party_then_term_and_when_state_then_year(written, on, scope):
    assert identity(written, on, "Quy định")[3] == scope


@pytest.mark.parametrize(
    ("day", "span"),
    [
        (date(2020, 10, 31), "2015-2020"),
        (date(2020, 11, 1), "2020-2025"),
        (date(2025, 3, 1), "2020-2025"),
        (date(2026, 1, 1), "2025-2030"),
    ],
)
def test_local_term_when_not_in_the_register_then_year_span(day, span):
    assert local_term(day) == span


@pytest.mark.parametrize(
    ("name", "home", "place"),
    [
        ("Ban Thường vụ Thành ủy Hà Nội", "", "ha noi"),
        ("UBND TP. Hà Nội", "", "ha noi"),
        ("Ban Chấp hành Đảng bộ tỉnh", "Lam Giang", ""),
        ("Sở Nội vụ tỉnh Lam Giang", "tỉnh Lam Giang", "so noi vu"),
        ("Ủy ban nhân dân xã Pù Luồng", "Lam Giang", "xa pu luong"),
    ],
)
def test_place_of_body(name, home, place):
    assert place_of(name, home) == place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nghị quyết Trung ương 5, khóa X", "Nghị quyết TW5 khoá 10"),
        ("Nghị quyết Trung ương 5, khóa X", "NQTW 5 (khóa X)"),
        ("Chương trình 01", "chương trình số 1"),
        ("Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội 13 của Đảng"),
    ],
)
def test_alias_key_when_names_are_one(one, other):
    assert alias_key(one) == alias_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nghị quyết Trung ương 5, khóa X", "Nghị quyết Trung ương 5, khóa XI"),
        ("Chương trình 01", "Chương trình 10"),
        ("Kết luận Trung ương 4, khóa XIII", "Nghị quyết Trung ương 4, khóa XIII"),
        ("Quy chế A", "Quy chế B"),
    ],
)
def test_alias_key_when_names_are_two(one, other):
    assert alias_key(one) != alias_key(other)


@pytest.mark.parametrize("sign", ["²", "٣", "9" * 5000])
def test_number_when_signs_only_look_like_digits_then_no_failure(sign):
    assert alias_key(f"Nghị quyết {sign}")
    assert bare_key(f"{sign}a").endswith("A")
