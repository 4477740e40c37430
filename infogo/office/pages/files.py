"""Files of one's agencies: what there is, where it is used, and who may see which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency, AgencyStatus
from infogo.articles.models import Article
from infogo.channels.models import EActDeclaration
from infogo.core.written import asked_words
from infogo.editing.may import PREFIX
from infogo.files.models import FileUse, Holder, StoredFile
from infogo.files.words import file_words
from infogo.manuals.models import Manual
from infogo.office.pages.team import AgencyOption, agency_options, agency_shown_first

PAGE_SIZE = 30
OF_MANUALS = (Holder.MANUAL, Holder.MANUAL_DRAFT)
OF_ARTICLES = (Holder.ARTICLE, Holder.ARTICLE_DRAFT)


@dataclass(frozen=True)
class UseLine:
    """One place where a file is named."""

    label: str
    href: str
    note: str


@dataclass(frozen=True)
class FileLine:
    """One file in a list; ``address`` is what a manual or an article names."""

    id: int
    name: str
    what: str
    address: str
    state: str
    state_kind: str
    note: str
    uploaded_by: str
    uploaded_at: datetime
    uses: Sequence[UseLine]
    can_withdraw: bool


@dataclass(frozen=True)
class FilesPage:
    """The list's content; ``logos`` are agencies whose logo she may change."""

    query: str
    total: int
    files: Sequence[FileLine]
    number: int
    pages: int
    logos: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class OwnerChoice:
    """Whose something new can be; ``total`` agencies match, the first are shown."""

    query: str
    agencies: Sequence[AgencyOption]
    total: int
    can_be_central: bool


def visible_files(rights: Rights) -> QuerySet[StoredFile]:
    """Return the files she may open: her agencies', her own, and those of manuals she sees."""
    if rights.everywhere(Act.VIEW):
        return StoredFile.objects.all()
    named = FileUse.objects.filter(
        holder__in=OF_MANUALS, holder_id__in=rights.manuals(Act.VIEW).values("pk")
    )
    return StoredFile.objects.filter(
        Q(owner_key__in=rights.agencies(Act.VIEW).values("key"))
        | Q(pk__in=named.values("file_id"))
        | Q(uploader=f"{PREFIX}{rights.officer.pk}")
    )


def withdrawable_files(rights: Rights) -> QuerySet[StoredFile]:
    """Return the files she may end: of agencies for which, as a whole, she approves."""
    if rights.everywhere(Act.APPROVE_MANUAL):
        return StoredFile.objects.all()
    approved = rights.agencies(Act.APPROVE_MANUAL).values("key")
    return StoredFile.objects.filter(owner_key__in=approved)


def owners(rights: Rights) -> QuerySet[Agency]:
    """Return the agencies for which she may bring files: where she edits at least one manual."""
    living = Agency.objects.filter(status=AgencyStatus.ACTIVE)
    if rights.everywhere(Act.EDIT_MANUAL):
        return living
    return living.filter(
        Q(pk__in=rights.agencies(Act.EDIT_MANUAL).values("pk"))
        | Q(pk__in=rights.manuals(Act.EDIT_MANUAL).values("agency_id"))
    )


def owner_key_of(rights: Rights, agency_id: int | None) -> str | None:
    """Return the owner of a file as she chose it, ``None`` where it is not hers to choose."""
    if not agency_id:
        return "" if rights.everywhere(Act.EDIT_MANUAL) else None
    return owners(rights).filter(pk=agency_id).values_list("key", flat=True).first()


def upload_page(rights: Rights, query: str, chosen: object) -> OwnerChoice:
    """Offer the agencies for which a file can be."""
    words = asked_words(query)
    found = owners(rights)
    if words:
        found = found.filter(name_th__icontains=words)
    wanted = agency_shown_first(rights, chosen)
    return OwnerChoice(
        query=words,
        agencies=agency_options(found, wanted),
        total=found.count(),
        can_be_central=rights.everywhere(Act.EDIT_MANUAL),
    )


def files_page(rights: Rights, query: str, page: str) -> FilesPage:
    """List the files she may open, newest first."""
    words = asked_words(query)
    found = visible_files(rights)
    if words:
        found = found.filter(name__icontains=words)
    shown = Paginator(found.order_by("-uploaded_at", "-pk"), PAGE_SIZE).get_page(page)
    listed = with_uses(StoredFile.objects.filter(pk__in=[file.pk for file in shown.object_list]))
    return FilesPage(
        query=words,
        total=shown.paginator.count,
        files=file_lines(rights, listed),
        number=shown.number,
        pages=shown.paginator.num_pages,
        logos=_logos(rights),
    )


def with_uses(files: QuerySet[StoredFile]) -> QuerySet[StoredFile]:
    """Read files with what names them, newest first."""
    uses = FileUse.objects.order_by("-pk")
    return files.order_by("-uploaded_at", "-pk").prefetch_related(Prefetch("uses", queryset=uses))


def file_lines(rights: Rights, files: QuerySet[StoredFile]) -> list[FileLine]:
    """Put files, read ``with_uses``, into words."""
    listed = list(files)
    labels = _labels([use for file in listed for use in file.uses.all()])
    mine = {file.pk for file in listed}
    endable = set(withdrawable_files(rights).filter(pk__in=mine).values_list("pk", flat=True))
    return [_line(file, labels, can_withdraw=file.pk in endable) for file in listed]


def _line(
    file: StoredFile, labels: dict[tuple[str, int], tuple[str, str]], *, can_withdraw: bool
) -> FileLine:
    state, kind = _state(file)
    uses: dict[tuple[str, int], UseLine] = {}
    for use in file.uses.all():
        label, href = labels.get((use.holder, use.holder_id), (use.get_holder_display(), ""))
        note = f"ฉบับที่ {use.part}" if use.part.isdecimal() else str(use.get_holder_display())
        uses.setdefault((use.holder, use.holder_id), UseLine(label, href, note))
    return FileLine(
        id=file.pk,
        name=file.name,
        what=file_words(file),
        address=file.public_path,
        state=state,
        state_kind=kind,
        note=f"ถอนเพราะ: {file.withdrawn_reason}" if file.withdrawn_at else "",
        uploaded_by=file.uploader_name,
        uploaded_at=file.uploaded_at,
        uses=list(uses.values()),
        can_withdraw=can_withdraw and file.withdrawn_at is None,
    )


def _state(file: StoredFile) -> tuple[str, str]:
    if file.withdrawn_at is not None:
        return "ถอนแล้ว", "neutral"
    if file.published_at is not None:
        return "เผยแพร่แล้ว", "success"
    return "ยังไม่เผยแพร่", "info"


def _labels(uses: Sequence[FileUse]) -> dict[tuple[str, int], tuple[str, str]]:
    """Return the name and address of everything that names these files; four queries at most."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for use in uses:
        wanted[use.holder].add(use.holder_id)
    found: dict[tuple[str, int], tuple[str, str]] = {}
    manual_ids = set[int]().union(*(wanted[holder] for holder in OF_MANUALS))
    for manual in Manual.objects.filter(pk__in=manual_ids).select_related("procedure"):
        for holder in OF_MANUALS:
            found[holder, manual.pk] = (manual.procedure.name_th, _public_manual(manual))
    article_ids = set[int]().union(*(wanted[holder] for holder in OF_ARTICLES))
    for pk, title in Article.objects.filter(pk__in=article_ids).values_list("pk", "title_th"):
        for holder in OF_ARTICLES:
            found[holder, pk] = (title, reverse("office:article", args=[pk]))
    agencies = Agency.objects.filter(pk__in=wanted[Holder.AGENCY])
    for pk, name in agencies.values_list("pk", "name_th"):
        found[Holder.AGENCY, pk] = (name, reverse("www:agency", args=[pk]))
    declared = EActDeclaration.objects.filter(pk__in=wanted[Holder.DECLARATION])
    for pk, agency_id, name in declared.values_list("pk", "agency_id", "agency__name_th"):
        found[Holder.DECLARATION, pk] = (name, reverse("office:channels_agency", args=[agency_id]))
    return found


def _public_manual(manual: Any) -> str:
    if manual.is_standard:
        return reverse("www:manual", args=[manual.procedure_id])
    return reverse("www:local_manual", args=[manual.procedure_id, manual.agency_id])


def _logos(rights: Rights) -> Sequence[tuple[str, str]]:
    """Return her own agency, if she may change its logo, else the first that she may."""
    agencies = rights.agencies(Act.EDIT_AGENCY).filter(status=AgencyStatus.ACTIVE)
    own = agencies.filter(pk=rights.officer.agency_id or 0)
    rows = list(own.values_list("name_th", "pk")) or list(
        agencies.order_by("sort_key").values_list("name_th", "pk")[:1]
    )
    return [(name, reverse("office:agency_logo", args=[pk])) for name, pk in rows]
