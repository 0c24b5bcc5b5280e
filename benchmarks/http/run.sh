#!/usr/bin/env bash
# Commands per second through HTTP, as a ratio to an endpoint that does nothing, measured in turn (A B B A).
# Needs a running suite with its rate limit raised (AVAONE_REQUESTS_PER_MINUTE), wrk, and PASSWORD of the admin in EMAIL.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
url=${URL:-http://localhost:3005}
email=${EMAIL:-admin@avaone.example}
pairs=${PAIRS:-9}
seconds=${SECONDS_EACH:-5}
connections=${CONNECTIONS:-32}

TOKEN=$(curl -fsS "$url/api/admin/login" -H 'Content-Type: application/json' \
  -d "{\"email\":\"$email\",\"password\":\"$PASSWORD\",\"bearer\":true}" | sed 's/.*"token":"\([^"]*\)".*/\1/')
export TOKEN

rate() { awk '/Requests\/sec/ {print $2}'; }
commands() { RUN="$RANDOM$RANDOM" wrk -t2 -c"$connections" -d"${1}s" -s register.lua "$url" | tee -a commands.log | rate; }
empty() { wrk -t2 -c"$connections" -d"${1}s" "$url/api/health/live" | rate; }

: > commands.log
commands 30 >/dev/null
empty 10 >/dev/null
for ((i = 0; i < pairs; i++)); do
  if ((i % 2)); then e=$(empty "$seconds"); c=$(commands "$seconds"); else c=$(commands "$seconds"); e=$(empty "$seconds"); fi
  awk -v c="$c" -v e="$e" 'BEGIN {printf "%.0f commands/s, %.0f empty/s, ratio %.3f\n", c, e, c / e}'
done
grep errors commands.log | sort | uniq -c
rm commands.log
