#!/bin/sh
# What a container does: web, worker, migrate, or any command of manage.py.
set -eu
what=${1:-web}
[ $# -eq 0 ] || shift

# The release's own styles and scripts, beside the node's data.
ln -sfn /app/built/static "$INFOGO_HOME/static"

case $what in
    web)
        # /readyz says no until the worker has made the index.
        # One thread each: threads of one Python wait for each other, processes do not.
        exec python -m config.serve --interface wsgi --no-ws --host 0.0.0.0 --port 8000 \
            --workers "${WEB_PROCESSES:-2}" --blocking-threads 1 --backlog 1024 \
            --respawn-failed-workers --workers-kill-timeout 30 --log-level warning \
            config.wsgi:application
        ;;
    worker)
        exec python manage.py run_worker
        ;;
    migrate)
        exec python manage.py migrate --noinput
        ;;
    *)
        exec python manage.py "$what" "$@"
        ;;
esac
