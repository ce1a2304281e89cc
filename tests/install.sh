#!/bin/sh
# Installs the programs that tests run beside Cargo: judges and engines that are not ours. Debian and its kin.
set -eu
packages="espeak-ng ffmpeg libxml2-utils python3"
# Nothing to do where all are there already.
# shellcheck disable=SC2086
if dpkg -s $packages >/dev/null 2>&1; then exit 0; fi
sudo=$([ "$(id -u)" = 0 ] || echo sudo)
$sudo apt-get update -q
# shellcheck disable=SC2086
$sudo apt-get install -qy --no-install-recommends $packages
