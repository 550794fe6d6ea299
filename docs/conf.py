"""How the pages are built: `sphinx-build -W docs build/site`. The reference is made from the program as it is."""  # noqa: INP001 - Sphinx wants it here

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # `generated.py` beside this file; the checkout before an installed kg

from kg.version import VERSION  # noqa: E402 - the path comes first

project = "Dramatis"
author = "The Dramatis authors"
copyright = author  # noqa: A001 - Sphinx's name
release = version = VERSION

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "generated"]
exclude_patterns = ["notebooks"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
myst_all_links_external = False

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True}
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_custom_sections = ["Source"]
default_role = "literal"  # docstrings quote names with one pair of back quotes

html_theme = "furo"
html_title = f"Dramatis {VERSION}"
html_copy_source = False
html_show_sphinx = False
highlight_language = "none"
suppress_warnings = ["misc.highlighting_failure"]  # Pygments knows no parameters in Cypher
