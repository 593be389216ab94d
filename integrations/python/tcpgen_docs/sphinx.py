"""A Sphinx extension, for reStructuredText and MyST: in conf.py, `extensions = ["tcpgen_docs.sphinx"]`."""
import os
from pathlib import Path

from docutils import nodes
from sphinx.errors import SphinxError

from . import Broken, run


class ExampleError(SphinxError):
    category = "tcpgen"


def setup(app):
    app.add_config_value("tcpgen_command", ["tcpgen"], "env", [list, tuple])
    app.connect("doctree-read", add_outputs)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def add_outputs(app, doctree):
    for block in list(doctree.findall(nodes.literal_block)):
        words = words_of(block)
        if "tcpgen" not in words:
            continue
        path = block.source or doctree["source"]
        arguments = ["block", "--fence", " ".join(words), "--name", os.path.relpath(path), "--line", str(line_above(block, path))]
        try:
            html = run(app.config.tcpgen_command, arguments, block.astext() + "\n")
        except Broken as broken:
            raise ExampleError(str(broken)) from None
        # A caption or a name puts the block into a container.
        outer = block.parent if isinstance(block.parent, nodes.container) and "literal-block-wrapper" in block.parent["classes"] else block
        if html:
            outer.parent.insert(outer.parent.index(outer) + 1, nodes.raw("", html, format="html"))


def words_of(block):
    """-> the words behind a fence; docutils makes classes of them, in which `=` is a dash"""
    classes = ["warns=" + name.removeprefix("warns-") if name.startswith("warns-") else name for name in block["classes"]]
    return [block.get("language", ""), *classes]


def line_above(block, path):
    """-> the line above the text: a directive's options stand between it and the line that docutils knows"""
    first = block.astext().split("\n", 1)[0].strip()
    lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    known = block.line or 1
    found = (number for number in range(known - 1, len(lines)) if lines[number].strip() == first)
    return next(found, known)
