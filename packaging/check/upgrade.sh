#!/bin/bash
# An older and a newer project in the hands of the installed program.
set -euo pipefail
cp /check/older.curator /check/newer.curator "$HOME/"
cd "$HOME"
if curator check --store newer.curator >told.txt 2>&1; then echo "FAILED: the newer project was opened"; exit 1; fi
cat told.txt
cmp newer.curator /check/newer.curator
curator import /check/seeds/s1_*.txt --store older.curator >/dev/null
curator check --store older.curator
ls backups/older-*-migration.curator
curator backup --list --store older.curator
