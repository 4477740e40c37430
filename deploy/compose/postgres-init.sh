#!/bin/bash
# The primary lets its replica follow, with the same password, from the inside network alone.
set -eu
echo "host replication infogo samenet scram-sha-256" >>"$PGDATA/pg_hba.conf"
