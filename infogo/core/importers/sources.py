"""What the source tags of the data files mean, in words fit for readers."""

from __future__ import annotations

from infogo.core.importing import Job

LONGEST_LABEL = 200


class SourceLabels:
    """Turns "dola_2560;general_knowledge" into the Thai names of the sources."""

    def __init__(self, job: Job) -> None:
        """Read ``sources.csv``."""
        rows = job.csv_rows("sources.csv", ("tag", "label_th"))
        self._labels: dict[str, str] = {row.data["tag"]: row.data["label_th"] for row in rows}

    def label(self, tags: str) -> str:
        """Return the names of the tags in ``tags``; unknown tags stay as they are."""
        parts = [part.strip() for part in tags.split(";") if part.strip()]
        names = dict.fromkeys(self._name(part) for part in parts)
        return "; ".join(names)[:LONGEST_LABEL]

    def _name(self, part: str) -> str:
        if part in self._labels:
            return self._labels[part]
        # Services name the file and place of a fact ("tag.json: heading"): the tag decides.
        known = (label for tag, label in self._labels.items() if part.startswith(f"{tag}."))
        return next(known, part)
