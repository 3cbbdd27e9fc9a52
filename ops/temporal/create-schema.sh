#!/bin/sh
# Makes Temporal's two databases and brings their schema up to the version of this image.
# Safe to run again; an upgrade runs it before the new server starts.
set -eu

prepare() {
  database=$1
  schema=$2
  set -- temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" --port "${DB_PORT:-5432}" \
    --user "$POSTGRES_USER" --db "$database"
  "$@" create
  "$@" setup-schema --version 0.0
  "$@" update-schema --schema-name "$schema"
}

prepare temporal postgresql/v12/temporal
prepare temporal_visibility postgresql/v12/visibility
