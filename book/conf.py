"""Sphinx settings of the static site: local assets only, stored outputs, nothing is executed."""

project = "International military partnerships"
author = "the authors of the Military Partnerships Course"
copyright = "2026, " + author
extensions = ["myst_nb"]
html_theme = "sphinx_book_theme"
html_title = "Military partnerships: a course that checks its claims"
html_static_path = []
html_theme_options = {
    "show_navbar_depth": 1,
    "show_toc_level": 2,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "navbar_persistent": [],  # the search is in the sidebar
}
html_show_sphinx = False
exclude_patterns = ["_build"]
nb_execution_mode = "off"
nb_ipywidgets_js = {}  # no widget scripts from elsewhere: explorers show their stored picture
myst_enable_extensions = ["attrs_inline"]
myst_heading_anchors = 2
mathjax_path = "none.js"  # the pages hold no formulas, so it is never asked for
suppress_warnings = ["myst.header", "mystnb.unknown_mime_type"]
