"""The protocol's own client, driven line by line: a step comes in as JSON, its result goes out as JSON.

    client.py stdio COMMAND ARGUMENT...
    client.py http URL [TOKEN]

A step is {"call": METHOD, "with": [ARGUMENT, ...]}, METHOD one of mcp.Client's.
"""

import json
import sys

import anyio
import anyio.to_thread
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client
from mcp.shared.exceptions import MCPError


def target(arguments):
    if arguments[0] == "stdio":
        return StdioServerParameters(command=arguments[1], args=arguments[2:])
    url, *token = arguments[1:]
    headers = {"Authorization": f"Bearer {token[0]}"} if token else {}
    return streamable_http_client(url, http_client=create_mcp_http_client(headers=headers))


async def take(client, step):
    try:
        result = await getattr(client, step["call"])(*step["with"])
    except MCPError as error:
        return {"failed": str(error)}
    return result.model_dump(by_alias=True, mode="json", exclude_none=True)


async def main():
    async with Client(target(sys.argv[1:])) as client:
        while line := await anyio.to_thread.run_sync(sys.stdin.readline):
            print(json.dumps(await take(client, json.loads(line))), flush=True)


anyio.run(main)
