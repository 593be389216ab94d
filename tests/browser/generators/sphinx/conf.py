project = "Guests"
extensions = ["myst_parser", "tcpgen_docs.sphinx"]
html_theme = "furo"
html_js_files = [("play/embed.js", {"type": "module"})]
suppress_warnings = ["misc.highlighting_failure"]
