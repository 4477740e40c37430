"""What citizens rated, honestly: nothing of a few, the spread beside the mean, both in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.dates import BANGKOK, month_and_year
from infogo.core.keys import improvements_of
from infogo.core.language import current_language, in_language
from infogo.core.memory import Memory, depend_on
from infogo.display.manual_head import manual_address
from infogo.display.whereabouts import point_name
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.ratings.figures import percent_of, percent_of_five, whole_percents
from infogo.ratings.models import Improvement, Rating, TallyScope
from infogo.ratings.selectors import (
    Figures,
    figures_of,
    improvements,
    public_comments,
)
from infogo.records.figures import figures_of_manual
from infogo.www.rating_words import channel_words, dimension_words, fact_results, score_words

COMMENTS_SHOWN = 10
IMPROVEMENTS_SHOWN = 5
LINE_SECONDS = 600.0
"""A line beside a manual or point may be this old; its pages of results are newer."""
_lines = Memory(most=500)


@dataclass(frozen=True)
class Share:
    """One bar: how many gave one answer, in whole percent."""

    label: str
    count: int
    percent: int


@dataclass(frozen=True)
class Rate:
    """The result of one question; ``value`` is empty where too few answered it."""

    label: str
    value: str
    count: int


@dataclass(frozen=True)
class Reply:
    """An agency's public answer."""

    agency: str
    agency_lang: str | None
    text: str
    month: str


@dataclass(frozen=True)
class Comment:
    """A citizen's words; ``about`` names where or what she used."""

    pk: int
    score: str
    about: str
    about_lang: str | None
    text: str
    month: str
    replies: Sequence[Reply]


@dataclass(frozen=True)
class Change:
    """What an agency says it changed; ``edition`` leads to the text, if it is one.

    ``words_href`` leads to the words that the edition changed.
    """

    agency: str
    agency_lang: str | None
    theme: str
    change: str
    month: str
    edition: int | None
    edition_href: str
    words_href: str


@dataclass(frozen=True)
class Result:
    """Figures in words; where ``is_shown`` is false all others but ``minimum`` are empty."""

    is_shown: bool
    minimum: int
    months: int
    count: int = 0
    mean: str = ""
    plain_mean: str = ""
    percent: str = ""
    band: str = ""
    prior: str = ""
    weight: str = ""
    shares: Sequence[Share] = ()
    dimensions: Sequence[Rate] = ()
    facts: Sequence[Rate] = ()
    has_simulated: bool = False


@dataclass(frozen=True)
class RatingsPage:
    """The page of results of one manual or point."""

    title: str
    lang: str | None
    note: str
    note_lang: str | None
    trail: Sequence[tuple[str, str]]
    result: Result
    comments: Sequence[Comment]
    more_href: str
    is_first: bool
    first_href: str
    changes: Sequence[Change]
    rate_href: str
    data_href: str


@dataclass(frozen=True, eq=False)
class RatingLine:
    """The line beside a manual or point that leads to its ratings and to the form."""

    result: Result
    href: str
    rate_href: str


def manual_rating_line(manual: Manual) -> RatingLine:
    """Return the line of a manual; remembered for ten minutes where pages are kept."""
    return _lines.recall(
        ("manual", manual.pk, current_language()),
        (),
        lambda: RatingLine(
            result_of(figures_of_manual(manual)),
            ratings_address(manual, "ratings"),
            ratings_address(manual, "rate"),
        ),
        seconds=LINE_SECONDS,
    )


def point_rating_line(point: ServicePoint) -> RatingLine:
    """Return the line of a point; remembered for ten minutes where pages are kept."""
    return _lines.recall(
        ("point", point.pk, current_language()),
        (),
        lambda: RatingLine(
            result_of(figures_of(TallyScope.POINT, point.pk)),
            reverse("www:place_ratings", args=[point.pk]),
            reverse("www:place_rate", args=[point.pk]),
        ),
        seconds=LINE_SECONDS,
    )


def agency_rating(agency_id: int) -> Result:
    """Return what citizens said of all that an agency does itself; as old as a line may be."""
    return _lines.recall(
        ("agency", agency_id, current_language()),
        (),
        lambda: result_of(figures_of(TallyScope.AGENCY, agency_id)),
        seconds=LINE_SECONDS,
    )


def manual_ratings_page(manual: Manual, *, before: int | None) -> RatingsPage:
    """Return the results of a manual: of the whole country where it is the standard one."""
    title, lang = in_language(manual.procedure.name_th, manual.procedure.name_en)
    agency, agency_lang = in_language(manual.agency.name_th, manual.agency.name_en)
    of = {"procedure_id": manual.procedure_id}
    if not manual.is_standard:
        of = {"manual_id": manual.pk}
    result = result_of(figures_of_manual(manual))
    address = ratings_address(manual, "ratings")
    comments = _comments(of, before, at_point=False) if result.is_shown else []
    return RatingsPage(
        title=title,
        lang=lang,
        note=_("ทุกหน่วยงานทั่วประเทศ") if manual.is_standard else agency,
        note_lang=None if manual.is_standard else agency_lang,
        trail=[(title, ratings_address(manual, ""))],
        result=result,
        comments=comments[:COMMENTS_SHOWN],
        more_href=_more(address, comments),
        is_first=before is None,
        first_href=address,
        changes=_changes(_of_manual(manual)[:IMPROVEMENTS_SHOWN]),
        rate_href=ratings_address(manual, "rate"),
        data_href=ratings_address(manual, "ratings_json"),
    )


def _of_manual(manual: Manual) -> QuerySet[Improvement]:
    """Return what was improved: here alone, or anywhere where the manual is the standard one."""
    if manual.is_standard:
        return improvements(procedure_id=manual.procedure_id)
    return improvements(manual_id=manual.pk)


def point_ratings_page(point: ServicePoint, *, before: int | None) -> RatingsPage:
    """Return the results of a point, of all services together."""
    depend_on([improvements_of(point.agency_id)])
    name, lang = point_name(point)
    agency, agency_lang = in_language(point.agency.name_th, point.agency.name_en)
    result = result_of(figures_of(TallyScope.POINT, point.pk))
    address = reverse("www:place_ratings", args=[point.pk])
    comments = _comments({"point_id": point.pk}, before, at_point=True) if result.is_shown else []
    return RatingsPage(
        title=name,
        lang=lang,
        note=agency,
        note_lang=agency_lang,
        trail=[(name, reverse("www:place", args=[point.pk]))],
        result=result,
        comments=comments[:COMMENTS_SHOWN],
        more_href=_more(address, comments),
        is_first=before is None,
        first_href=address,
        changes=_changes(improvements(agency_id=point.agency_id)[:IMPROVEMENTS_SHOWN]),
        rate_href=reverse("www:place_rate", args=[point.pk]),
        data_href=reverse("www:place_ratings_json", args=[point.pk]),
    )


def result_of(figures: Figures) -> Result:
    """Return figures in words of the page's language."""
    sums, rules = figures.sums, figures.rules
    if not figures.is_shown or sums.mean is None:
        return Result(False, rules.minimum_count, rules.months_shown)
    percents = whole_percents(sums.counts)
    return Result(
        is_shown=True,
        minimum=rules.minimum_count,
        months=rules.months_shown,
        count=sums.total,
        mean=f"{figures.mean:.1f}",
        plain_mean=f"{sums.mean:.2f}",
        percent=f"{percent_of_five(sums.mean):.1f}",
        band=in_language(figures.band.name_th, figures.band.name_en)[0],
        prior=f"{figures.prior:.2f}",
        weight=f"{rules.prior_weight:g}",
        shares=[
            Share(word, sums.counts[score - 1], percents[score - 1])
            for score, word in score_words().items()
        ],
        dimensions=_dimension_rates(figures),
        facts=_fact_rates(figures),
        has_simulated=sums.has_simulated,
    )


def ratings_address(manual: Manual, page: str) -> str:
    """Return the path of one of a manual's pages: ratings, rate, ratings_json, or its own."""
    local_id = None if manual.is_standard else manual.agency_id
    return manual_address(manual.procedure_id, local_id, page)


def _dimension_rates(figures: Figures) -> list[Rate]:
    rates = []
    for name, label in dimension_words().items():
        total, count = figures.sums.dimensions[name]
        shown = figures.is_answered(count)
        value = _("%(mean)s จาก 5") % {"mean": f"{total / count:.1f}"} if shown else ""
        rates.append(Rate(label, value, count if shown else 0))
    return rates


def _fact_rates(figures: Figures) -> list[Rate]:
    rates = []
    for name, label in fact_results().items():
        yes, no = figures.sums.facts[name]
        shown = figures.is_answered(yes + no)
        value = f"{percent_of(yes, yes + no)}%" if shown else ""
        rates.append(Rate(label, value, yes + no if shown else 0))
    return rates


def _comments(of: Mapping[str, int], before: int | None, *, at_point: bool) -> list[Comment]:
    """Return one comment more than are shown, so that it is known whether there are more."""
    rows = public_comments(before=before, **of)[: COMMENTS_SHOWN + 1]
    return [_comment(row, at_point=at_point) for row in rows]


def _comment(rating: Rating, *, at_point: bool) -> Comment:
    if at_point:
        about = in_language(rating.procedure.name_th, rating.procedure.name_en)
    elif rating.point:
        about = point_name(rating.point)
    else:
        about = (channel_words().get(rating.channel, ""), None)
    return Comment(
        pk=rating.pk,
        score=score_words()[rating.overall],
        about=about[0],
        about_lang=about[1],
        text=rating.comment,
        month=month_and_year(rating.created_at.astimezone(BANGKOK), current_language()),
        replies=[
            Reply(
                *in_language(reply.agency.name_th, reply.agency.name_en),
                text=reply.text,
                month=month_and_year(reply.at.astimezone(BANGKOK), current_language()),
            )
            for reply in rating.public_replies  # type: ignore[attr-defined]
        ],
    )


def _more(address: str, comments: Sequence[Comment]) -> str:
    if len(comments) <= COMMENTS_SHOWN:
        return ""
    return f"{address}?before={comments[COMMENTS_SHOWN - 1].pk}"


def _changes(found: Iterable[Improvement]) -> list[Change]:
    return [
        Change(
            *in_language(each.agency.name_th, each.agency.name_en),
            theme=each.theme,
            change=each.change,
            month=month_and_year(each.published_on, current_language()),
            edition=each.revision_number,
            edition_href=_edition_href(each),
            words_href=_words_href(each),
        )
        for each in found
    ]


def _edition_href(improvement: Improvement) -> str:
    manual, number = improvement.manual, improvement.revision_number
    if manual is None or number is None:
        return ""
    return f"{ratings_address(manual, '')}/v/{number}"


def _words_href(improvement: Improvement) -> str:
    """Lead to the words that its edition changed; the first edition changed none."""
    number = improvement.revision_number
    return f"{_edition_href(improvement)}/changes" if number and number > 1 else ""
