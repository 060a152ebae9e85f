#!/bin/bash
# Runs in the virtual machine, on a layer over the host's files: starts udev, then the tests.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
export PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 COLUMNS=120 NO_COLOR=1
mkdir -p /run/tmp && export TMPDIR=/run/tmp
echo
echo "up after $(cut -d ' ' -f 1 /proc/uptime) s: $(uname -sr)"
# On this layer, other users may use the environment where it lies.
for place in "$PWD" "$(dirname "$(readlink -f .venv/bin/python)")"; do
  while [ "$place" != / ]; do
    chmod a+rx "$place"
    place=$(dirname "$place")
  done
done
/lib/systemd/systemd-udevd --daemon || exit 1
. build/usb-vm/wanted
exec timeout --kill-after=10 "$LIMIT_S" .venv/bin/pytest -p no:cacheprovider -m usb -o faulthandler_timeout=60 \
  -o faulthandler_exit_on_timeout=true "${WANTED[@]}"
