#!/bin/bash
# A streaming replica: a whole copy on the first start, then what the primary writes.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    rm -rf "${PGDATA:?}"/*
    pg_basebackup -D "$PGDATA" -R -X stream --checkpoint=fast -h postgres -U infogo
    chown -R postgres:postgres "$PGDATA"
    chmod 700 "$PGDATA"
fi
exec docker-entrypoint.sh postgres -c hot_standby_feedback=on -c random_page_cost=1.1 -c jit=off
