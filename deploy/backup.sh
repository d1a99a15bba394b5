#!/bin/sh
# A backup of the whole server: backup.sh FOLDER. Run it each night; keep FOLDER on another machine, encrypted
# (what is not sealed lies in it in clear). The database first, then the files: every copy that the database
# names was on the disk before, so that the pair is complete although people go on working.
set -eu
umask 077
into=${1:?usage: backup.sh FOLDER}
at=$(date -u +%Y-%m-%dT%H%M%SZ)
mkdir -p "$into"
partial="$into/.$at.partial"
mkdir "$partial"
trap 'rm -rf "$partial"' EXIT
if [ -n "${DATABASE_URL:-}" ]; then
  pg_dump --format=custom --no-owner --file="$partial/database.dump" "$DATABASE_URL"
else
  # A copy that is whole although somebody writes meanwhile.
  python3 - "$SOURCEBOOK_HOME/sourcebook.sqlite3" "$partial/sourcebook.sqlite3" <<'PYTHON'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as source, sqlite3.connect(sys.argv[2]) as target:
    source.backup(target)
PYTHON
fi
# Files of long work can be made again, pictures of pages too.
tar --create --gzip --file="$partial/home.tar.gz" --directory="$SOURCEBOOK_HOME" \
  --exclude='./sourcebook.sqlite3*' --exclude='./work' --exclude='./pictures' .
mv "$partial" "$into/$at"
trap - EXIT
echo "$into/$at"
