"""A province with work in every state, as the pages of the first page's test and of the sweep want it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from namro.core import clock
from namro.orgs.scope import scope
from namro.tasks import actions
from namro.tasks.models import Gap
from tests.factories import tasks
from tests.web.world import World

BACK = "Báo cáo kết quả rà soát nhà, đất dôi dư sau sắp xếp đơn vị hành chính"


def furnish(world: World) -> dict[str, Any]:
    """STC: one returned, one late and silent, one due soon with a proposal, one sent; communes late; focal ones far off."""
    today = clock.today()
    start = today - timedelta(days=40)
    by, reporter = (scope(world.users[actor], today) for actor in ("coordinator", "reporter"))
    owner, stc = world.unit("UBND"), world.unit("STC")

    def issue(content, *units, days, **fields):
        due = today + timedelta(days=days)
        return tasks.issue(by, owner, *units, today=start, content=content, due_on=due, **fields)

    back = tasks.share(issue(BACK, stc, days=-8, weight="focal"))
    send = {"by": by, "today": today - timedelta(days=9)}
    actions.submit_completion(assignment=back, update=actions.Update("Đã báo cáo 12/14 cơ sở"), **send)
    actions.return_for_changes(assignments=[back], reason="Thiếu phụ lục số liệu", by=by, today=today)
    issue("Xây dựng phương án sử dụng trụ sở cũ của các xã đã sắp xếp", stc, days=-3)
    soon = issue("Tham mưu đề án chuyển đổi số trong quản lý tài sản công", stc, days=4, weight="breakthrough")
    ground = "Trao đổi qua điện thoại với Văn phòng"
    value = actions.NewValue(Gap.PRODUCT, ground, words="Tờ trình kèm dự thảo đề án")
    actions.propose_value(share=tasks.share(soon), value=value, by=reporter, today=today)
    sent = issue("Công khai quyết toán ngân sách năm trước", stc, days=10)
    update = actions.Update("Đã niêm yết công khai", product_symbol="45/QĐ-STC")
    actions.submit_completion(assignment=tasks.share(sent), update=update, by=by, today=today)
    communes = [unit for code, unit in sorted(world.province.units.items()) if code.startswith("X0")]
    each = issue("Công khai thủ tục tại bộ phận một cửa", *communes, days=-5)
    for number, weight in enumerate(("normal", "focal", "normal", "breakthrough", "normal")):
        content = f"Báo cáo chuyên đề quý số {number + 1} về tiến độ giải ngân đầu tư công"
        issue(content, world.unit("SXD"), world.unit("SNV"), days=6 + 9 * number, weight=weight)
    return {"back": back, "soon": soon, "each": each}
