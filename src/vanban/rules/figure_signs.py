"""What the words around a number tell: how it compares, whether it falls or grows, whether it measures anything at all.

Not a rule by itself: the rule for indicators asks it. Looks back and ahead only a bounded stretch.
"""

from __future__ import annotations

import re

from vanban.lexicon import either, words

_BACK = 60

_SIGNS = {
    "trên": ">",
    "hơn": ">",
    "không dưới": ">=",
    "ít nhất": ">=",
    "tối thiểu": ">=",
    "≥": ">=",
    ">=": ">=",
    ">": ">",
    "dưới": "<",
    "chưa đến": "<",
    "chưa đầy": "<",
    "chưa tới": "<",
    "<": "<",
    "không quá": "<=",
    "không vượt quá": "<=",
    "không để quá": "<=",
    "không vượt": "<=",
    "tối đa": "<=",
    "≤": "<=",
    "<=": "<=",
    "khoảng": "~",
    "gần": "~",
    "xấp xỉ": "~",
    "trên dưới": "~",
}
_COMPARED = re.compile(
    r"(?<!\w)((?<!cao )(?<!thấp )(?<!nhiều )(?<!lớn )(?<!ít )hơn|"
    + "|".join(sorted((re.escape(sign) for sign in _SIGNS if sign != "hơn"), key=len, reverse=True))
    + r")(?: là| đạt)? ?$"
)
_OR_MORE = re.compile(r" (?:số )?trở (lên|xuống)")

_ADVERBS = (
    r"(?: được| thêm| mới| trên| hơn| khoảng| gần| ít nhất| tối thiểu| tối đa| không quá| dưới| đạt| là| tới| đến"
    r"| xong| còn| xuống| tổng số| tổng cộng| cả| tất cả| đủ| từ| bình quân| ước| xấp xỉ){0,3} ?"
)
# A verb of falling or growing with what falls behind it ("giảm tỷ lệ hộ nghèo 1%"), nothing reached in between.
_OBJECT = r"(?: (?!đạt|là|bằng|còn|chiếm|từ|tăng|giảm)[^\W\d]\w*){0,6}"
_TURNS = re.compile(r"giảm|tinh giản|tăng|nâng|thêm|lên|hạ|sụt|thấp hơn|cao hơn|rút ngắn|[(][+-]")
_DOWN = re.compile(
    rf"(?<!\w)(?:giảm(?! nghèo)|rút ngắn|cắt giảm|tinh giản|thấp hơn|hạ(?! tầng)|sụt){_OBJECT}{_ADVERBS}$|\(-$"
)
_UP = re.compile(
    rf"(?<!\w)(?:tăng(?! trưởng)|nâng(?! cấp)|cao hơn|thêm){_OBJECT}{_ADVERBS}$|(?<!\w)lên{_ADVERBS}$|\(\+$"
)

_MEASURES = re.compile(rf"(?<!\w)(?:{either(words('reached'))}){_ADVERBS}$")
_SETTLED = re.compile(
    r"(?<!\w)(?:đạt|hoàn thành|giải quyết|xử lý|tiếp nhận|trả lời|quá hạn|tồn đọng|vượt|còn|thực hiện xong)"
    + _ADVERBS
    + "$"
)
_TIMES = re.compile(
    r"(?<!\w)(?:gấp|tăng|giảm|cao|thấp|nhiều|lớn|bằng)(?: hơn| gấp)?(?: trên| hơn| khoảng| gần| tới| đến)? $"
)
# A number after one of these is a name's, not a count.
_LABEL = re.compile(
    r"(?<!\w)(?:điều|khoản|(?<!dứt )(?<!trọng )điểm|mục|thứ|quý|tháng|năm|ngày|khóa|phòng|tầng|quốc lộ|ql|tỉnh lộ|bảng|biểu"
    r"|trang|bão|top|tốp"
    r"|nhóm|lớp|khối|hạng|loại|đoàn|tổ|tổ công tác|đoàn công tác|ban chỉ đạo|đội"
    r"|chương trình|đề án|mức độ|vành đai|đại hội|kỳ họp|phụ lục|mẫu|chương|ngõ|kiệt"
    r"|đường|km|(?<!tổng )(?<!trong )(?<!con )(?<!tỷ )(?<!dân )số) $"
)
# A place that goes by its number, when a greater one comes behind ("thôn 5 xã", "phường 12 quận").
_PLACE = re.compile(r"(?<!\w)(?:thôn|ấp|khóm|khu|khu phố|bản|buôn|phường|quận|tổ dân phố) $")
_GREATER = ("xã", "phường", "quận", "huyện", "tỉnh", "đơn vị")
_WIND = re.compile(r"(?<!\w)(?:gió|giật|bão mạnh)(?!\w)[^.,;\n]{0,24} cấp $|(?<!\w)giật cấp $")
_WARMTH = re.compile(r"(?<!\w)(?:nhiệt độ|rét|nóng|sốt)(?!\w)[^.;\n]{0,50} $")
_BY_AGE = re.compile(r"(?<!\w)tuổi thọ(?!\w)[^.;\n]{0,50} $")
# Who is sent or named, not counted: so few, or however many.
_SENT = re.compile(r"(?<!\w)(?:cử|phân công|giao|do|chỉ định|bố trí|chọn) $")
_MADE_OF = re.compile(r"(?<!\w)(?:gồm|bao gồm|mời|gửi|kèm theo|nộp) $")
_RHYTHM = re.compile(r"(?:cuộc|cuộc họp|hội nghị|đợt|buổi|bài|tin) ?/")
# What is set up to do a thing: ordered, it is how, not how much ("thành lập 5 đoàn kiểm tra").
_MEANS = frozenset(("đoàn", "lớp", "lớp học", "tổ", "tổ công tác", "đội", "cuộc họp", "hội nghị", "đợt", "buổi"))
_TOTAL = re.compile(r"(?<!\w)tổng số(?: [^\W\d]\w*){1,8}:? $")
_TOTAL_IS = re.compile(r"(?<!\w)(?:số|tổng)(?: [^\W\d]\w*){1,12} là $")
# What a tally is the scope of, not the measure.
_ADDRESSED = re.compile(
    r"(?<!\w)(?:ubnd|hđnd|mttq|(?<!đối )với|giữa|cùng|chủ tịch|lãnh đạo|bí thư|đảng ủy|giao|yêu cầu|đề nghị|các) (?:cả )?$"
)
_SCOPE = re.compile(r"(?<!\w)(?:tại|của|ở|thuộc|với|qua) (?:cả )?$")
_BOUNDS = (">=", "<=")
_ADJACENT = re.compile(
    r"(?: được giao)? (?:quá hạn|trễ hạn|chậm|chưa (?:hoàn thành|xong|thực hiện)|(?:đã )?hoàn thành|không đạt|đến hạn)(?!\w)"
)
# What a text names one by one, however many: counted only where the words around measure it.
_NAMED = frozenset(
    (
        *("tiêu chí", "văn bản", "việc", "đầu việc", "danh mục", "mẫu", "phiếu", "thành viên", "đồng chí", "đại biểu"),
        *("khách mời", "cuộc họp", "hội nghị", "phiên họp", "cơ quan", "tổ chức", "điểm cầu"),
    )
)
_ONE = ("1", "100", "1.000", "10.000", "100.000")
_OPENS = re.compile(r"(?:[;:.,(\n–-]|(?<!\w)(?:trong đó|nhưng|vẫn|hiện|nay))\s*$|^\s*$")
_STATUS = re.compile(
    r"(?: [^\W\d]\w*){0,4}? (?:đạt|chưa|đã|được|bị|không|có|còn|hoàn thành|giải ngân|quá hạn|chậm)(?!\w)"
)
_LEFT_OVER = re.compile(r"[^.;,\n]{0,48}? (?:chưa|chậm|đang|không đạt|quá hạn|hoàn thành|vượt|đạt)(?!\w)")
_THERE_ARE = re.compile(r"(?<!\w)(?:có|còn|cả|toàn bộ) $")
_AGAIN = re.compile(r" (?:nêu trên|nói trên|trên đây|kể trên|này|đó)(?!\w)")
_SHORTENED = re.compile(r"(?<!\w)(?:rút ngắn|cắt giảm|giảm)(?!\w)[^.;\n]{0,80}$")
# How much later than agreed: "chậm 14 tháng".
_LATE = re.compile(r"(?<!\w)(?:chậm|trễ|quá hạn|muộn|chậm trễ|chậm tiến độ)(?: hơn| khoảng| gần| trên| tới| đến)? $")
# What a vessel or a work must measure to be meant ("tàu cá có chiều dài từ 15 m trở lên"), no measure of anything.
_SIZED = re.compile(
    r"(?<!\w)(?:có|với|thuộc loại) (?:chiều dài|chiều cao|công suất|dung tích|tải trọng|trọng tải)[^.;,\n]{0,30} từ $"
)
_RANKED = re.compile(
    r"(?<!\w)(?:xếp|đứng|vị trí|thứ hạng)(?: (?:hạng|thứ|vị trí|ở|đứng|thứ hạng|vị trí thứ)){0,3} (?:thứ )?$"
)


def compared(low: str, start: int) -> tuple[int, str | None]:
    """Return where a figure begins with the word that compares it, and the sign of that word."""
    m = _COMPARED.search(low, max(0, start - 24), start)
    if m is None:
        return start, None
    return m.start(), _SIGNS[m[1]]


def or_more(low: str, end: int) -> str | None:
    """Return the sign of "trở lên" or "trở xuống" behind a figure; the words stay outside it."""
    m = _OR_MORE.match(low, end)
    return None if m is None else ">=" if m[1] == "lên" else "<="


def direction(low: str, start: int) -> str | None:
    """Return "decrease" or "increase" when the words before say that the figure is how far something fell or grew."""
    back = max(0, start - _BACK)
    if not _TURNS.search(low, back, start):
        return None
    down, up = _DOWN.search(low, back, start), _UP.search(low, back, start)
    if down and (up is None or up.start() < down.start()):
        return "decrease"
    return "increase" if up else None


def measured(low: str, start: int) -> bool:
    """Tell whether a number follows what is done, reached or lacking."""
    if _MEASURES.search(low, max(0, start - _BACK), start):
        return True
    return _TOTAL_IS.search(low, max(0, start - 90), start) is not None


def means(unit: str) -> bool:
    """Tell whether a unit is what is set up to do a thing."""
    return unit.lower() in _MEANS


def named(unit: str) -> bool:
    """Tell whether a unit is of the kind that a text names one by one."""
    return unit.lower() in _NAMED


def total(low: str, start: int) -> bool:
    """Tell whether a number is a total whose unit is said before it ("tổng số cử tri 845.210")."""
    return _TOTAL.search(low, max(0, start - _BACK), start) is not None


def settled(low: str, start: int) -> bool:
    """Tell whether a number follows what is finished or left over."""
    return _SETTLED.search(low, max(0, start - _BACK), start) is not None


def labelled(low: str, start: int) -> bool:
    """Tell whether a number belongs to a name ("Điều 5", "bão số 9") or says of what something is made up."""
    back = max(0, start - 16)
    return _LABEL.search(low, back, start) is not None or _MADE_OF.search(low, back, start) is not None


def sent(low: str, start: int) -> bool:
    """Tell whether a small number counts who is sent to do something."""
    return _SENT.search(low, max(0, start - 16), start) is not None


def rhythm(unit: str) -> bool:
    """Tell whether a unit says how often something is held ("cuộc họp/tháng")."""
    return _RHYTHM.match(unit.lower()) is not None


def subject(low: str, start: int, end: int) -> bool:
    """Tell whether a tally opens its clause and something is said of what it counts ("19 xã chưa bố trí")."""
    return (
        _OPENS.search(low, max(0, start - 12), start) is not None and _STATUS.match(low, end, end + _BACK) is not None
    )


def left_over(low: str, start: int, end: int) -> bool:
    """Tell whether a tally of items opens its clause and is said to be done or not ("07 nhiệm vụ ... chậm")."""
    if _ADJACENT.match(low, end):
        return True
    opens = _OPENS.search(low, max(0, start - 12), start) or _THERE_ARE.search(low, max(0, start - 12), start)
    return opens is not None and _LEFT_OVER.match(low, end, end + _BACK) is not None


def scope(low: str, start: int) -> bool:
    """Tell whether a tally only says where ("tại 3 xã")."""
    return _SCOPE.search(low, max(0, start - 20), start) is not None


def addressed(low: str, start: int) -> bool:
    """Tell whether a tally only says who is told, or with whom ("UBND 08 xã", "giao 12 xã")."""
    return _ADDRESSED.search(low, max(0, start - 20), start) is not None


def bound(comparator: str | None) -> bool:
    """Tell whether a comparison sets a bound ("ít nhất", "không quá")."""
    return comparator in _BOUNDS


def numbered_place(low: str, start: int, unit: str) -> bool:
    """Tell whether a number is the name of a place and what follows the greater one it lies in ("thôn 5 xã Trà Linh")."""
    return unit.startswith(_GREATER) and _PLACE.search(low, max(0, start - 16), start) is not None


def wind(low: str, start: int) -> bool:
    """Tell whether a number is the force of a wind ("gió mạnh cấp 8, giật cấp 10")."""
    return low.endswith("cấp ", 0, start) and _WIND.search(low, max(0, start - 36), start) is not None


def warmth(low: str, start: int) -> bool:
    """Tell whether "độ" behind a number says how warm it is."""
    return _WARMTH.search(low, max(0, start - 60), start) is not None


def by_age(low: str, start: int) -> bool:
    """Tell whether "tuổi" behind a number says how long people live."""
    return _BY_AGE.search(low, max(0, start - 70), start) is not None


def stood_at(low: str, start: int) -> bool:
    """Tell whether a number only says where something was done ("tại 4 chi bộ")."""
    return low.endswith((" tại ", " ở "), 0, start)


def per_unit(low: str, start: int, number: str) -> bool:
    """Tell whether a one only says per what is counted ("giá trị thu trên 1 ha", "bác sĩ/1 vạn dân")."""
    if low.endswith(("/", "cứ "), 0, start):
        return number in _ONE
    return number == "1" and low.endswith((" trên ", " mỗi "), 0, start)


def bound_of_group(low: str, start: int, end: int) -> bool:
    """Tell whether a tally bounds a group ("có từ 10 phòng trở lên")."""
    own = low.endswith(("đạt từ ", "phấn đấu từ ", "giảm từ ", "tăng từ "), 0, start)
    return not own and low.endswith("từ ", 0, start) and _OR_MORE.match(low, end) is not None


def fills_a_cell(low: str, start: int, end: int) -> bool:
    """Tell whether a tally is all that a cell of a drawn table holds ("| 04 lớp |")."""
    return low.endswith(("|", "| "), 0, start) and low.startswith(("|", " |", ","), end)


def again(low: str, end: int) -> bool:
    """Tell whether a tally points back to one already given ("08 xã nêu trên")."""
    return _AGAIN.match(low, end) is not None


def late(low: str, start: int) -> bool:
    """Tell whether a span of time before which this stands says how late something is."""
    return _LATE.search(low, max(0, start - 24), start) is not None


def sized(low: str, start: int, end: int) -> bool:
    """Tell whether a measure only says which vessels or works are meant."""
    return _OR_MORE.match(low, end) is not None and _SIZED.search(low, max(0, start - 60), start) is not None


def shortened(low: str, start: int) -> bool:
    """Tell whether a span of time before which this stands was cut."""
    return _SHORTENED.search(low, max(0, start - 100), start) is not None


def ranked(low: str, start: int) -> int | None:
    """Return where the words of a rank before a number begin ("thứ" of "xếp thứ 12")."""
    m = _RANKED.search(low, max(0, start - 32), start)
    if m is None:
        return None
    return start - 4 if low.endswith("thứ ", m.start(), start) else start


def multiplied(low: str, start: int) -> bool:
    """Tell whether "lần" behind a number says how many times as much."""
    return _TIMES.search(low, max(0, start - 24), start) is not None
