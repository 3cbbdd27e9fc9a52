#!/bin/sh
# Makes the namespace, keeps closed runs for 30 days, and registers the search attributes of links.
# Ends when all of them can be used, which the server allows some seconds after it accepted them.
# Safe to run again.
set -eu

namespace=$TEMPORAL_NAMESPACE
retention=30d
attributes='LinkStatus=Keyword LinkReason=Keyword Institution=Keyword ExternalId=Keyword RetrievedAt=Datetime StaleAt=Datetime'

until_it_works() {
  attempt=0
  until "$@" >/dev/null; do
    attempt=$((attempt + 1))
    [ "$attempt" -lt 60 ] || exit 1
    sleep 2
  done
}

until_it_works temporal operator cluster health
temporal operator namespace describe --namespace "$namespace" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$namespace" --retention "$retention"
until_it_works temporal operator namespace update --namespace "$namespace" --retention "$retention"

until_it_works temporal operator search-attribute list --namespace "$namespace"
known=$(temporal operator search-attribute list --namespace "$namespace")
query=
for attribute in $attributes; do
  name=${attribute%=*}
  query="${query:+$query AND }$name IS NULL"
  echo "$known" | grep -qw "$name" ||
    temporal operator search-attribute create --namespace "$namespace" \
      --name "$name" --type "${attribute#*=}"
done
until_it_works temporal workflow list --namespace "$namespace" --query "$query" --limit 1
echo "The namespace $namespace is ready."
