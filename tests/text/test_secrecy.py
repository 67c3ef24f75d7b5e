"""Marks of secrecy: found where a document wears them, not where it speaks of secrets."""

from __future__ import annotations

import unicodedata

import pytest

from vanban.secrecy import mark, typed

HEADER = (
    "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\n{}\nSố: 12/KH-UBND\nKẾ HOẠCH\nVề việc rà soát\nCăn cứ Luật Tổ chức chính quyền\n"
)


@pytest.mark.parametrize(
    ("line", "degree"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("  Tối mật  ", "TỐI MẬT"),
        ("[ MẬT ]", "MẬT"),
        ("M Ậ T", "MẬT"),
        ("**TUYỆT MẬT**", "TUYỆT MẬT"),
        ("Độ mật: TỐI MẬT", "TỐI MẬT"),
        ("MẬT - HỎA TỐC", "MẬT"),
        ("MẬT\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "MẬT"),
        ("TOI MAT", "TỐI MẬT"),
        ("MẬT (Bản số: 02)", "MẬT"),
        ("TỐI MẬT (thời hạn bảo vệ 20 năm)", "TỐI MẬT"),
        ("MẬT (03 bản)", "MẬT"),
        ("MẬT KHẨN", "MẬT"),
        ("Tối mật hỏa tốc", "TỐI MẬT"),
        ("Dấu: MẬT", "MẬT"),
        ("Độ Tối mật", "TỐI MẬT"),
        ("BÍ MẬT NHÀ NƯỚC - ĐỘ MẬT: TUYỆT MẬT", "TUYỆT MẬT"),
        ("M\nẬ\nT", "MẬT"),
        ("- TỐI MẬT -", "TỐI MẬT"),
        ("- MẬT -\n- MẬT -", "MẬT"),
        ("TUYỆT MẬT\n- Tối mật;\n- Mật.", "TUYỆT MẬT"),
        ("M.Ậ.T", "MẬT"),
        ("T Ố I  M Ậ T", "TỐI MẬT"),
    ],
)
def test_header_when_line_is_the_mark_then_found(line: str, degree: str) -> None:
    text = HEADER.format(line)
    assert mark(text) == degree
    assert mark(unicodedata.normalize("NFD", text)) == degree
    assert mark(text.splitlines()) == degree


@pytest.mark.parametrize(
    "line",
    [
        "BÍ MẬT",
        "Bảo mật",
        "KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Mật độ dân số",
        "Độ mật: Thường",
        "Độ mật:",
        "MẶT TRẬN TỔ QUỐC",
        "MẤT",
        "Tài liệu này không thuộc danh mục mật",
        "HỎA TỐC",
        "Mat",
        "Sở Nội vụ, MẬT",
        "MẬT KHẨU",
        "MẬT KHẨU (03 bản)",
        "MẬT ONG",
        "MẬT (xem phụ lục)",
        "Dấu: Khẩn",
        "BÍ MẬT NHÀ NƯỚC",
        "BÍ MẬT NHÀ NƯỚC - ĐỘ MẬT: không",
        "M.A.T",
        "M\nẬ",
        "Thời hạn bảo vệ 20 năm",
        "Độ mật khẩu mạnh",
        "Dấu gồm ba loại:\n- Tuyệt mật;\n- Tối mật;\n- Mật.",
        "Tuyệt mật: 0\nTối mật: 02\nMật: 05",
    ],
)
def test_header_when_line_says_more_or_else_then_not_found(line: str) -> None:
    assert mark(HEADER.format(line)) is None


@pytest.mark.parametrize(
    "text",
    [
        HEADER.format("") + "Danh mục gồm:\nTUYỆT MẬT\nMột khoản",
        "\n".join(f"Dòng thứ {n} của bảng" for n in range(60)) + "\nMẬT\n",
        "Quy định chung\n1. Độ mật\nMẬT\nTỐI MẬT\n",
        "",
    ],
)
def test_body_when_mark_stands_there_then_not_found(text: str) -> None:
    assert mark(text) is None


@pytest.mark.parametrize(
    ("title", "degree"),
    [
        ("Kế hoạch phòng thủ khu vực (MẬT)", "MẬT"),
        ("[Tối mật] Phương án bảo vệ", "TỐI MẬT"),
        ("MẬT - Kế hoạch diễn tập", "MẬT"),
        ("Phương án tác chiến - TUYỆT MẬT", "TUYỆT MẬT"),
        ("Tuyệt mật: phương án bảo vệ", "TUYỆT MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("Kế hoạch (độ Mật) diễn tập khu vực phòng thủ", "MẬT"),
        ("Phương án (MẬT - HỎA TỐC)", "MẬT"),
        ("Độ mật: MẬT", "MẬT"),
        ("M Ậ T - Kế hoạch diễn tập", "MẬT"),
        ("mật - kế hoạch diễn tập", "MẬT"),
        ("Kế hoạch diễn tập, MẬT", "MẬT"),
        ("TỐI MẬT (thời hạn bảo vệ 20 năm)", "TỐI MẬT"),
        ("MẬT (03 bản)", "MẬT"),
        ("MẬT KHẨN Kế hoạch diễn tập", "MẬT"),
        ("Dấu: MẬT", "MẬT"),
        ("BÍ MẬT NHÀ NƯỚC - ĐỘ MẬT: TUYỆT MẬT", "TUYỆT MẬT"),
        ("M.Ậ.T", "MẬT"),
    ],
)
def test_title_when_mark_is_set_off_then_found(title: str, degree: str) -> None:
    assert mark("", title=title) == degree


@pytest.mark.parametrize(
    "title",
    [
        "Ban hành danh mục bí mật nhà nước độ Tuyệt mật, độ Tối mật lĩnh vực nội vụ",
        "KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC NĂM 2026",
        "Về bảo mật thông tin - an toàn mạng",
        "Tăng mật độ cây xanh",
        "Quy chế - bảo mật",
        "Về mặt trận",
        "Công tác cơ mật",
        "Quy định về mật khẩu (mật khẩu mạnh)",
        "MẬT KHẨU dùng chung",
        "Mật độ - quy hoạch xây dựng",
        "mật ong - sản phẩm OCOP",
        "Danh mục bí mật nhà nước, độ mật và thời hạn",
        "Về xác định độ mật: Tuyệt mật, Tối mật và Mật trong ngành",
        "Bảo mật, an toàn thông tin",
        "Sửa đổi quy định về độ mật",
        "Kế hoạch (bảo mật) dữ liệu",
        "Tập huấn bảo vệ bí mật nhà nước, bảo mật",
        "Giải mật tài liệu",
        "Tối mật: 01 văn bản; mật: 03 văn bản",
        "TUYỆT MẬT: 0, TỐI MẬT: 2",
    ],
)
def test_title_when_word_is_prose_then_not_found(title: str) -> None:
    assert mark("", title=title) is None


@pytest.mark.parametrize(
    ("filename", "degree"),
    [
        ("KH-12-TUYET-MAT.docx", "TUYỆT MẬT"),
        ("[MẬT] ke hoach.pdf", "MẬT"),
        ("bao cao (toi mat).docx", "TỐI MẬT"),
        ("KH 12 - Mật.pdf", "MẬT"),
        ("MẬT_phuong an.txt", "MẬT"),
        ("KH-12-MAT.docx", "MẬT"),
        ("(MAT) bao cao.pdf", "MẬT"),
        ("MAT-12-KH.pdf", "MẬT"),
        ("TuyetMat.docx", "TUYỆT MẬT"),
        ("thu muc/to trinh TỐI MẬT.docx", "TỐI MẬT"),
        (unicodedata.normalize("NFD", "[MẬT] kế hoạch.pdf"), "MẬT"),
        ("M Ậ T.txt", "MẬT"),
        ("KH 12 M.Ậ.T.pdf", "MẬT"),
        ("Văn bản mật.pdf", "MẬT"),
        ("Phương án - tài liệu mật.pdf", "MẬT"),
        ("Phương án (tài liệu tối mật).pdf", "TỐI MẬT"),
        ("Gửi văn bản MẬT.pdf", "MẬT"),
    ],
)
def test_filename_when_mark_is_a_token_then_found(filename: str, degree: str) -> None:
    assert mark("", filename=filename) == degree


@pytest.mark.parametrize(
    "filename",
    [
        "quy che bao mat.docx",
        "Bảo vệ bí mật nhà nước.pdf",
        "BI-MAT-NHA-NUOC.docx",
        "giai-phong-mat-bang.docx",
        "GIAI-PHONG-MAT-BANG.docx",
        "DANH-SACH-CO-MAT.docx",
        "mat-tran-to-quoc.pdf",
        "MAT-TRAN-TO-QUOC.pdf",
        "Mật độ dân số 2025.xlsx",
        "mật khẩu.txt",
        "so-mat-tich.pdf",
        "format.docx",
        "MATHS 12.docx",
        "mất an toàn.docx",
        "Danh mục bí mật nhà nước độ Tuyệt mật.docx",
        "Hướng dẫn quản lý văn bản mật.docx",
        "Báo cáo kết quả tiêu hủy tài liệu tối mật.pdf",
        "Sổ_theo_dõi_hồ_sơ_mật.xlsx",
        "vắng mặt.docx",
        "matrix-mat.txt",
        "M A T.txt",
        "mật ong.txt",
        "Nhóm M Ậu T.txt",
    ],
)
def test_filename_when_word_is_another_then_not_found(filename: str) -> None:
    assert mark("", filename=filename) is None


def test_several_places_when_they_differ_then_the_gravest_counts() -> None:
    assert mark(HEADER.format("MẬT"), title="Đề án (tuyệt mật)", filename="x.docx") == "TUYỆT MẬT"


@pytest.mark.parametrize(
    ("words", "degree"),
    [
        ("MẬT\nBáo cáo kho", "MẬT"),
        ("Thực hiện kế hoạch\nMẬT\nđã xong", "MẬT"),
        ("Đã xong\nĐộ mật: Tối mật", "TỐI MẬT"),
        ("TỐI MẬT: kiểm tra kho", "TỐI MẬT"),
        ("[MẬT] kiểm tra kho", "MẬT"),
        ("Kiểm tra kho (MẬT)", "MẬT"),
        ("Kiểm tra kho (dấu: MẬT).", "MẬT"),
        ("Kiểm tra kho - TUYỆT MẬT", "TUYỆT MẬT"),
        ("Chủ tịch tỉnh, TỐI MẬT", "TỐI MẬT"),
        ("Kế hoạch bảo vệ bí mật nhà nước (Tối mật)", "TỐI MẬT"),
        ("M\nẬ\nT\nBáo cáo", "MẬT"),
        ("T Ố I  M Ậ T\nBáo cáo", "TỐI MẬT"),
        ("TOI MAT\nBáo cáo", "TỐI MẬT"),
        ("mật", "MẬT"),
        ("x\n" * 300 + "MẬT", "MẬT"),
        ("Kiểm tra kho " * 100 + "(MẬT)", "MẬT"),
    ],
)
def test_typed_when_a_line_or_an_end_of_the_first_is_the_mark_then_found(words: str, degree: str) -> None:
    assert typed(words) == degree
    assert typed(unicodedata.normalize("NFD", words)) == degree


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Bảo vệ bí mật nhà nước",
        "Rà soát tài liệu độ mật, tối mật, tuyệt mật.",
        "Đã bàn giao 03 văn bản (mật) cho văn thư",
        "Đã bàn giao 03 văn bản (MẬT) cho văn thư",
        "Gửi 02 bản đóng dấu (mật).",
        "Theo từng độ:\n- Tuyệt mật;\n- Tối mật;\n- Mật.",
        "Phân loại độ: Tuyệt mật; Tối mật; Mật.",
        "Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật",
        "Đã lập các độ\nTuyệt mật, Tối mật, Mật\nxong",
        "Không có tài liệu TỐI MẬT",
        "Mật độ dân số",
        "Đổi mật khẩu\nmật khẩu mới",
        "Tối mật: 01 văn bản; Mật: 03 văn bản",
        "MẶT TRẬN TỔ QUỐC",
    ],
)
def test_typed_when_the_word_stands_in_prose_then_not_found(words: str) -> None:
    assert typed(words) is None


@pytest.mark.parametrize(
    "title",
    ["Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật", "Hướng dẫn xác định độ mật, tối mật, TUYỆT MẬT"],
)
def test_title_when_it_lists_the_degrees_then_not_found(title: str) -> None:
    assert mark("", title=title) is None
