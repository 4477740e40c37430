"""The menu beside every page of the workspaces: what she may enter, by kind of work."""

from __future__ import annotations

from infogo.workspace.menu import SEEN_AT_ONCE, menu_items

HOME = "/office/"


def test_a_long_menu_names_each_kind_of_work_once_above_the_first_entry_she_has() -> None:
    groups = (
        ("", (("งานของฉัน", HOME, True),)),
        ("คู่มือ", (("อนุมัติ", "/office/a/", False), ("คู่มือ", "/office/m/", True))),
        ("ทีม", (("ทีมและสิทธิ", "/office/t/", False),)),
        ("ประชาชน", tuple((f"ห้อง {n}", f"/office/{n}/", True) for n in range(SEEN_AT_ONCE))),
    )
    items = menu_items("/office/m/7", HOME, groups)
    assert [(item.label, item.heading) for item in items if item.heading] == [
        ("คู่มือ", "คู่มือ"),
        ("ห้อง 0", "ประชาชน"),
    ]
    assert [item.label for item in items if item.current] == ["คู่มือ"]


def test_a_short_menu_needs_no_headings() -> None:
    groups = (("", (("งานของฉัน", HOME, True),)), ("คู่มือ", (("คู่มือ", "/office/m/", True),)))
    items = menu_items(HOME, HOME, groups, {"/office/m/": 1200})
    assert [(item.label, item.group, item.heading) for item in items] == [
        ("งานของฉัน", "", ""),
        ("คู่มือ (1,200)", "คู่มือ", ""),
    ]
