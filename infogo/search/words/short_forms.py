"""What people write for long official names."""

from __future__ import annotations

SHORT_FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("องค์การบริหารส่วนตำบล", ("อบต",)),
    ("องค์การบริหารส่วนจังหวัด", ("อบจ",)),
    ("เทศบาลนคร", ("ทน", "เทศบาล")),
    ("เทศบาลเมือง", ("ทม", "เทศบาล")),
    ("เทศบาลตำบล", ("ทต", "เทศบาล")),
    ("สำนักงานเขต", ("เขต",)),
    ("ที่ว่าการอำเภอ", ("อำเภอ",)),
    ("มหาวิทยาลัยราชภัฏ", ("ราชภัฏ", "มรภ")),
    ("มหาวิทยาลัยเทคโนโลยีราชมงคล", ("ราชมงคล", "มทร")),
    ("มหาวิทยาลัย", ("ม", "มหาลัย")),
    ("กระทรวง", ("ก",)),
)


def short_forms(name: str) -> list[str]:
    """Return what people write for a long official name: อบต.บางปู for องค์การบริหารส่วนตำบลบางปู."""
    for beginning, forms in SHORT_FORMS:
        if name.startswith(beginning) and len(name) > len(beginning):
            rest = name[len(beginning) :].strip()
            return [f"{form}{rest}" for form in forms]
    return []
