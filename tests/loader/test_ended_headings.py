"""What the source files still name by a heading that ended goes where its services went."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

from infogo.articles.models import Article
from infogo.taxonomy.models import Topic
from tests.factories import TopicFactory

Load = Callable[..., str]


def test_a_new_article_of_a_topic_that_ended_goes_where_its_services_went(
    load: Load, data: Path
) -> None:
    load()
    article = Article.objects.get()
    assert article.topic is not None
    other = TopicFactory()
    Topic.everything.filter(pk=article.topic.pk).update(ended_at=timezone.now(), moved_to=other)
    path = data / "services/articles.jsonl"
    path.write_text(path.read_text() + path.read_text().replace(article.slug, "another-article"))

    load()

    assert Article.objects.get(slug="another-article").topic == other
