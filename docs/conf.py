"""How the guides become a site: `make docs`."""

project = "till"
author = "The authors of till"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["_build"]
# A link to a file of the source, or to a heading, that is not there ends the build.
nitpicky = True
myst_heading_anchors = 3
html_theme = "alabaster"
html_title = "till"
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"description": "A cash register for the terminal", "page_width": "1060px"}
