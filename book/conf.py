"""Sphinx settings of the static site: local assets only, stored outputs, nothing is executed."""

from book.board import LOOK, TITLE, described, share

project = "Military partnerships"
author = "the authors of the Military Partnerships Course"
copyright = "2026, " + author
extensions = ["myst_nb"]
root_doc = "contents"  # the home page is ours
html_theme = "sphinx_book_theme"
html_title = TITLE
html_static_path = [str(LOOK), "../notebooks/mark.svg"]
templates_path = [str(LOOK / "parts")]
html_sidebars = {"**": ["brand.html", "sbt-sidebar-nav.html"]}
html_context = {"default_mode": "auto"}
html_favicon = "../notebooks/mark.svg"
html_css_files = ["pages.css"]
html_js_files = ["pages.js"]
html_copy_source = False
html_theme_options = {
    "show_navbar_depth": 1,
    "max_navbar_depth": 1,
    "show_toc_level": 2,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "navbar_persistent": [],  # the search is in the sidebar
}
html_show_sphinx = False
html_show_search_summary = False  # it fetches pages, which a folder does not allow
exclude_patterns = ["_build"]
nb_execution_mode = "off"
nb_code_prompt_show = "The code"
nb_code_prompt_hide = "The code"
nb_ipywidgets_js = {}  # no widget scripts from elsewhere: explorers show their stored picture
myst_enable_extensions = ["attrs_inline"]
myst_heading_anchors = 2
mathjax_path = "none.js"  # the pages hold no formulas, so it is never asked for
suppress_warnings = ["myst.header", "mystnb.unknown_mime_type"]


def setup(app):
    """Give each page the tags by which other sites show it."""

    def add(app, page, template, context, doctree):
        title, words = described(page)
        context["metatags"] = context.get("metatags", "") + share(
            context.get("title", title), words, f"{page}.html", "course"
        )

    app.connect("html-page-context", add)
