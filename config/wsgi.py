"""The WSGI application that granian, or any other server, runs."""

import os

from django.core.wsgi import get_wsgi_application

from config.garbage import nobody_looking

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
with nobody_looking():
    django_application = get_wsgi_application()

    # Django must be set up before anything that imports models.
    from django.conf import settings
    from django.urls import get_resolver

    from config.env import ENV, ROOT
    from infogo.core import redis_link
    from infogo.core.ending import at_end
    from infogo.core.turns import take_short_turns
    from infogo.search.warmup import warm_up_in_background
    from infogo.watch.access import AccessLog
    from infogo.watch.gauges import OwnGauges
    from infogo.watch.layer import Watch
    from infogo.www.cache.admission import admits
    from infogo.www.cache.layer import PageCache
    from infogo.www.cache.shared import SharedPages, chosen_settings, release_of

    take_short_turns()
    # Whoever asks first must not wait for the import of every view: until then nobody is let in.
    get_resolver().url_patterns  # noqa: B018

link = redis_link.link()
pages = PageCache(
    django_application,
    most_bytes=ENV.page_cache_megabytes * 1_000_000,
    passed_on=("/static/", "/packs/", "/office/", "/central/", "/data/files/"),
    own_conditions=("/api/", "/files/"),
    admits=admits,
    shared=SharedPages(link, release_of(ROOT, chosen_settings), settings.SECRET_KEY)
    if link
    else None,
)
log = AccessLog(settings.INFOGO["ACCESS_LOG_DIR"])
at_end(log.close)  # said before the layer's own, and so done after it
gauges = OwnGauges(pages.held)
application = Watch(
    pages,
    proxies=ENV.trusted_proxies,
    tell=((log.write,) if ENV.access_log_days else ()) + (lambda _many: gauges.note(),),
)
warm_up_in_background()
