"""A MkDocs plugin: in mkdocs.yml, `plugins: [search, tcpgen]`."""
import os
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from . import Broken, run


class TcpgenConfig(Config):
    command = config_options.ListOfItems(config_options.Type(str), default=["tcpgen"])


class TcpgenPlugin(BasePlugin[TcpgenConfig]):
    def on_page_markdown(self, markdown, page, **_):
        if "tcpgen" not in markdown:
            return markdown
        path = Path(page.file.abs_src_path)
        # MkDocs has cut off what is above the Markdown (its metadata).
        above = path.read_text(encoding="utf-8-sig").rstrip().count("\n") - markdown.rstrip().count("\n")
        try:
            return run(self.config.command, ["page", "--name", os.path.relpath(path), "--first-line", str(above + 1)], markdown)
        except Broken as broken:
            raise PluginError(f"tcpgen: {broken}") from None
