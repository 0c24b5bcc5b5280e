#!/usr/bin/env bash
# Commands and queries per second through HTTP, each as a ratio to an endpoint that does nothing, measured in turn.
# Needs a running suite without limits (AVAONE_REQUESTS_PER_MINUTE=0), wrk, and PASSWORD of the admin in EMAIL.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
url=${URL:-http://localhost:3005}
email=${EMAIL:-admin@avaone.example}
pairs=${PAIRS:-9}
seconds=${SECONDS_EACH:-5}
connections=${CONNECTIONS:-32}
count=${COUNT:-200}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
TOKEN=$(curl -fsS "$url/api/admin/login" -H 'Content-Type: application/json' \
  -d "{\"email\":\"$email\",\"password\":\"$PASSWORD\",\"bearer\":true}" | sed 's/.*"token":"\([^"]*\)".*/\1/')
ORGANIZATIONS=$work/organizations
export TOKEN ORGANIZATIONS

api() { curl -fsS -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' "$@"; }
run=$RANDOM$RANDOM
for ((i = 0; i < count; i++)); do
  api "$url/api/organizations" -H 'Prefer: return=representation' -d "{\"name\":\"Load $i\",\"slug\":\"load-$run-$i\",
    \"email\":\"mail@load.example\",\"adminEmail\":\"admin@load.example\",\"userLimit\":25,\"licenseExpiry\":\"2099-12-31\"}" \
    | sed 's/.*"organizationId":"\(org_[a-z0-9]*\)".*/\1/' >> "$ORGANIZATIONS"
  echo >> "$ORGANIZATIONS"
done
sed -i '/^$/d' "$ORGANIZATIONS"

# What the commands of one measurement set off must not be paid by the next.
settle() { while api "$url/api/admin/multi-database-status" | grep -q '"lag":[1-9]'; do sleep 0.2; done; }
rate() { awk '/Requests\/sec/ {print $2}'; }
commands() { settle; wrk -t2 -c"$connections" -d"${1}s" -s seats.lua "$url" | tee -a "$work/log" | rate; }
queries() { settle; wrk -t2 -c"$connections" -d"${1}s" -s reads.lua "$url" | tee -a "$work/log" | rate; }
empty() { settle; wrk -t2 -c"$connections" -d"${1}s" "$url/api/health/live" | rate; }

warm=${WARM_UP:-30}
commands "$warm" >/dev/null
queries "$warm" >/dev/null
empty 10 >/dev/null
for ((i = 0; i < pairs; i++)); do
  if ((i % 2)); then
    e=$(empty "$seconds"); q=$(queries "$seconds"); c=$(commands "$seconds")
  else
    c=$(commands "$seconds"); q=$(queries "$seconds"); e=$(empty "$seconds")
  fi
  awk -v c="$c" -v q="$q" -v e="$e" 'BEGIN {
    printf "%.0f commands/s, %.0f queries/s, %.0f empty/s, ratios %.3f and %.3f\n", c, q, e, c / e, q / e}'
done
grep errors "$work/log" | sort | uniq -c
