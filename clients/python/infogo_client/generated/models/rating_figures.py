from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.rating_figures_dimensions import RatingFiguresDimensions
    from ..models.rating_figures_distribution_type_0 import RatingFiguresDistributionType0
    from ..models.rating_figures_facts import RatingFiguresFacts


T = TypeVar("T", bound="RatingFigures")


@_attrs_define
class RatingFigures:
    """What citizens said of a manual or a point over the months that are shown.

    Attributes:
        minimum_count (int): Below this many nothing is published
        months (int): How many months are counted
        is_published (bool): Whether there are enough to publish
        is_simulated (bool): Whether invented ratings are among them
        count (int | None): How many rated
        mean (float | None): Published mean, mixed with the prior
        plain_mean (float | None): Plain mean
        prior (float | None): The mean that it is mixed with
        prior_weight (float | None): As how many ratings the prior counts
        band_th (None | str): What the mean is called, in Thai
        distribution (None | RatingFiguresDistributionType0): How many gave each score, 1 to 5
        dimensions (RatingFiguresDimensions): Means of the dimensions
        facts (RatingFiguresFacts): Questions of fact
    """

    minimum_count: int
    months: int
    is_published: bool
    is_simulated: bool
    count: int | None
    mean: float | None
    plain_mean: float | None
    prior: float | None
    prior_weight: float | None
    band_th: None | str
    distribution: None | RatingFiguresDistributionType0
    dimensions: RatingFiguresDimensions
    facts: RatingFiguresFacts
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.rating_figures_distribution_type_0 import RatingFiguresDistributionType0  # noqa: PLC0415

        minimum_count = self.minimum_count

        months = self.months

        is_published = self.is_published

        is_simulated = self.is_simulated

        count: int | None
        count = self.count

        mean: float | None
        mean = self.mean

        plain_mean: float | None
        plain_mean = self.plain_mean

        prior: float | None
        prior = self.prior

        prior_weight: float | None
        prior_weight = self.prior_weight

        band_th: None | str
        band_th = self.band_th

        distribution: dict[str, Any] | None
        if isinstance(self.distribution, RatingFiguresDistributionType0):
            distribution = self.distribution.to_dict()
        else:
            distribution = self.distribution

        dimensions = self.dimensions.to_dict()

        facts = self.facts.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "minimum_count": minimum_count,
                "months": months,
                "is_published": is_published,
                "is_simulated": is_simulated,
                "count": count,
                "mean": mean,
                "plain_mean": plain_mean,
                "prior": prior,
                "prior_weight": prior_weight,
                "band_th": band_th,
                "distribution": distribution,
                "dimensions": dimensions,
                "facts": facts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.rating_figures_dimensions import RatingFiguresDimensions  # noqa: PLC0415
        from ..models.rating_figures_distribution_type_0 import RatingFiguresDistributionType0  # noqa: PLC0415
        from ..models.rating_figures_facts import RatingFiguresFacts  # noqa: PLC0415

        d = dict(src_dict)
        minimum_count = d.pop("minimum_count")

        months = d.pop("months")

        is_published = d.pop("is_published")

        is_simulated = d.pop("is_simulated")

        def _parse_count(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        count = _parse_count(d.pop("count"))

        def _parse_mean(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        mean = _parse_mean(d.pop("mean"))

        def _parse_plain_mean(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        plain_mean = _parse_plain_mean(d.pop("plain_mean"))

        def _parse_prior(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        prior = _parse_prior(d.pop("prior"))

        def _parse_prior_weight(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        prior_weight = _parse_prior_weight(d.pop("prior_weight"))

        def _parse_band_th(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        band_th = _parse_band_th(d.pop("band_th"))

        def _parse_distribution(data: object) -> None | RatingFiguresDistributionType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                distribution_type_0 = RatingFiguresDistributionType0.from_dict(data)

                return distribution_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RatingFiguresDistributionType0, data)

        distribution = _parse_distribution(d.pop("distribution"))

        dimensions = RatingFiguresDimensions.from_dict(d.pop("dimensions"))

        facts = RatingFiguresFacts.from_dict(d.pop("facts"))

        rating_figures = cls(
            minimum_count=minimum_count,
            months=months,
            is_published=is_published,
            is_simulated=is_simulated,
            count=count,
            mean=mean,
            plain_mean=plain_mean,
            prior=prior,
            prior_weight=prior_weight,
            band_th=band_th,
            distribution=distribution,
            dimensions=dimensions,
            facts=facts,
        )

        rating_figures.additional_properties = d
        return rating_figures

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
