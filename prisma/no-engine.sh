#!/bin/sh
# Stands where Prisma looks for its native schema engine, which cannot be downloaded everywhere. `prisma generate` only checks
# that the file exists; it exits 1 so that a command which really needs the engine fails instead of "succeeding" emptily.
echo "the Prisma schema engine is not installed: see docs/operations.md, Migrations" >&2
exit 1
