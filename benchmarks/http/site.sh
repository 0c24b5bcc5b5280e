#!/usr/bin/env bash
# The home page against a static file of the same bytes from the same server, in turn, as plain text and compressed.
# Starts the packaged suite on data and a port of its own, with a folder of static files beside those that it ships, and stops it again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
port=${PORT:-3905}
pairs=${PAIRS:-9}
seconds=${SECONDS_EACH:-5}
connections=${CONNECTIONS:-32}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=${SUITE:-web/target/avaone-suite.jar}
url=http://localhost:$port

work=$(mktemp -d)
mkdir "$work/files"
AVAONE_PORT=$port AVAONE_DATA_DIR=$work/data AVAONE_REQUESTS_PER_MINUTE=0 "$java" -jar "$jar" \
  --spring.web.resources.static-locations="classpath:/static/,file:$work/files/" > "$work/log" 2>&1 &
suite=$!
trap 'kill $suite; wait $suite || true; rm -rf "$work"' EXIT

for ((i = 0; i < 120; i++)); do
  curl -fsS "$url/" 2>/dev/null | grep -q 'id="plans"' && break
  kill -0 $suite
  sleep 0.5
done
# Where what a folder holds has an address, depends on the routes; `img` is open to everybody.
mkdir "$work/files/img"
curl -fsS "$url/" > "$work/files/img/home.html"
curl -fsS "$url/" | cmp - <(curl -fsS "$url/img/home.html")

rate() { wrk -t2 -c"$connections" -d"${3}s" -H "Accept-Encoding: $2" "$url$1" | tee -a "$work/wrk" | awk '/Requests\/sec/ {print $2}'; }
size() { curl -fsS -H "Accept-Encoding: $2" -o /dev/null -w '%{size_download}' "$url$1"; }

for encoding in identity gzip; do
  printf '%s: page %d bytes, file %d bytes\n' "$encoding" "$(size / $encoding)" "$(size /img/home.html $encoding)"
  rate / $encoding "${WARM_UP:-30}" > /dev/null
  rate /img/home.html $encoding "${WARM_UP:-30}" > /dev/null
  for ((i = 0; i < pairs; i++)); do
    if ((i % 2)); then
      f=$(rate /img/home.html $encoding "$seconds"); p=$(rate / $encoding "$seconds")
    else
      p=$(rate / $encoding "$seconds"); f=$(rate /img/home.html $encoding "$seconds")
    fi
    awk -v p="$p" -v f="$f" 'BEGIN {printf "%.0f pages/s, %.0f files/s, ratio %.3f\n", p, f, p / f}'
  done | tee "$work/pairs"
  awk '{print $NF}' "$work/pairs" | sort -n | awk '{r[NR] = $1} END {printf "median %.2f, %.2f to %.2f\n", r[int((NR + 1) / 2)], r[1], r[NR]}'
done
grep -E 'Non-2xx|Socket errors' "$work/wrk" && exit 1 || true
