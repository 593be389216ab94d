"""Makes the calls that come in as JSON, each on a state file of its own, and writes the results and the texts as JSON.

    script.py TCPGEN

A call is {"tool": NAME, "arguments": {..}, "before": TEXT}. Arguments and results have to be valid by the schemas that the
server lists.
"""

import json
import sys
import tempfile
from pathlib import Path

import anyio
import jsonschema
from mcp import StdioServerParameters
from mcp.client.client import Client


async def made(call, folder):
    state = Path(folder) / "tcpgen.toml"
    state.write_text(call["before"], newline="")
    arguments = ["mcp", "--state", str(state), "--allow-delete", "--allow-widening"]
    async with Client(StdioServerParameters(command=sys.argv[1], args=arguments)) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        tool = tools[call["tool"]]
        jsonschema.validate(call["arguments"], tool.input_schema)
        answer = await client.call_tool(tool.name, call["arguments"])
        jsonschema.validate(answer.structured_content, tool.output_schema)
    return {"result": answer.structured_content, "text": state.read_text()}


async def main():
    results = []
    for call in json.load(sys.stdin):
        with tempfile.TemporaryDirectory() as folder:
            results.append(await made(call, folder))
    json.dump(results, sys.stdout)


anyio.run(main)
