#!/bin/sh
# The steps of the image, one word each, so that they can be run and tested without Docker too.
set -eu
cd "$(dirname "$0")/.."

case "${1:-}" in
  install) npm install --no-audit --no-fund ;;
  build) npm run build ;;
  # What only builds and tests need, and what only people read.
  trim)
    npm prune --omit=dev --no-audit --no-fund
    rm -rf bench e2e docs node_modules/.cache
    find app server db agents \( -name '*.test.ts' -o -name '*.test.tsx' \) -delete
    ;;
  start) exec node --import tsx server/index.ts ;;
  healthy) node -e "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/readyz').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))" ;;
  *)
    echo "usage: image.sh install|build|trim|start|healthy" >&2
    exit 1
    ;;
esac
