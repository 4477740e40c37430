#!/bin/sh
# The logs of nginx in its container, one file a day, as deploy/logrotate keeps them on a machine:
# the access log for 90 days, which the Computer Crime Act asks for (ACCESS_LOG_DAYS keeps more when
# an officer orders it), the error log for 14, as /privacy promises. The image runs it before nginx,
# from /docker-entrypoint.d; "rotate.sh once" does what is due now.
set -eu
umask 077
export TZ=ICT-7
logs=${LOGS:-/var/log/nginx}
pid=${NGINX_PID:-/run/nginx.pid}
days=${ACCESS_LOG_DAYS:-90}
[ "$days" -ge 90 ] || days=90
state=$logs/day

once() {
    # Those of an earlier run: nginx may still write into what is moved now.
    find "$logs" -name '*-????-??-??.log' -mmin +60 -exec gzip -qf {} +
    today=$(date +%F)
    day=$(cat "$state" 2>/dev/null) || day=$today
    if [ "$day" != "$today" ]; then
        for name in infogo-access error; do
            # What an interrupted run moved already stays as it is.
            ended=$logs/$name-$day.log
            if [ -e "$logs/$name.log" ] && [ ! -e "$ended" ] && [ ! -e "$ended.gz" ]; then
                mv "$logs/$name.log" "$ended"
            fi
            : >>"$logs/$name.log"
        done
        [ ! -s "$pid" ] || kill -USR1 "$(cat "$pid")"
    fi
    echo "$today" >"$state.new"
    mv "$state.new" "$state"
    # Counted, not by age: a clock that jumps ends nothing.
    find "$logs" -name 'infogo-access-????-??-??.log*' | sort -r | tail -n "+$((days + 1))" |
        xargs -r rm -f
    find "$logs" -name 'error-????-??-??.log*' -mtime +12 -exec rm -f {} +
}

if [ "${1:-}" = once ]; then
    once
    exit
fi
# The image leads the error log to Docker, which would keep it for as long as the container.
[ ! -L "$logs/error.log" ] || rm "$logs/error.log"
for name in infogo-access error; do
    : >>"$logs/$name.log"
done
"$0" once
(while sleep 60; do
    "$0" once || echo "the logs of nginx could not be rotated" >&2
done) </dev/null &
