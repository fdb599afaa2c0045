#!/usr/bin/env bash
# Renders Markdown as GitHub reads it, with GitHub's own parser (cmark-gfm), for the tests of what plan, apply and drift write.
#
#   scripts/render-markdown.sh --setup            installs the parser below .build/tools, if it is not there
#   scripts/render-markdown.sh --check            exit 0 if it is there
#   scripts/render-markdown.sh FROM TO            renders each FROM/*.md to TO/*.html
#   scripts/render-markdown.sh --page FROM TO     the same as whole pages with a style like GitHub's, to look at
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
environment=$root/.build/tools/markdown
python=$environment/bin/python
wanted=2025.10.22

is_there() { "$python" -c 'import cmarkgfm' >/dev/null 2>&1; }

set_up() {
    if is_there; then return; fi
    [ -x "$python" ] || python3 -m venv "$environment"
    "$python" -m pip install --quiet --disable-pip-version-check "cmarkgfm==$wanted"
    is_there || {
        printf 'render-markdown: error: the parser is installed and cannot be used\n' >&2
        exit 1
    }
}

case ${1:-} in
--setup)
    set_up
    exit
    ;;
--check)
    is_there && exit 0
    exit 1
    ;;
esac

page=no
if [ "${1:-}" = --page ]; then
    page=yes
    shift
fi
if [ $# -ne 2 ] || [ ! -d "$1" ] || [ ! -d "$2" ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 64
fi
is_there || {
    printf 'render-markdown: error: the parser is not there; run scripts/render-markdown.sh --setup\n' >&2
    exit 1
}
exec "$python" - "$1" "$2" "$page" <<'PYTHON'
import pathlib
import sys

import cmarkgfm
from cmarkgfm.cmark import Options

STYLE = """
body { font: 16px/1.5 -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", Helvetica, Arial, sans-serif;
  color: #1f2328; max-width: 900px; margin: 0 auto; padding: 16px; overflow-wrap: break-word; }
code { font: 85% ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; background: #818b981f;
  padding: .2em .4em; border-radius: 6px; white-space: break-spaces; }
pre { background: #f6f8fa; padding: 16px; overflow: auto; border-radius: 6px; }
pre code { background: none; padding: 0; white-space: pre; }
h3 { font-size: 1.25em; margin: 24px 0 16px; } h4 { font-size: 1em; margin: 24px 0 16px; }
ul { padding-left: 2em; margin: 0 0 16px; } li ul { margin: 0; } li + li { margin-top: .25em; }
p { margin: 0 0 10px; } details { margin: 2px 0 6px; } summary { cursor: pointer; color: #59636e; }
blockquote { margin: 0 0 16px; padding: 8px 16px; border-left: .25em solid #cf222e; }
"""

source, target, page = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3] == "yes"
extensions = ["table", "autolink", "strikethrough", "tasklist", "tagfilter"]
options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
for path in sorted(source.glob("*.md")):
    html = cmarkgfm.markdown_to_html_with_extensions(path.read_text("utf-8"), options, extensions)
    if page:
        head = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        html = f"{head}<style>{STYLE}</style>{html}"
    (target / (path.stem + ".html")).write_text(html, "utf-8")
PYTHON
