"""The protocol's own client, driven line by line: a step comes in as JSON, its result goes out as JSON.

    client.py stdio COMMAND ARGUMENT...
    client.py http URL [TOKEN]

A step is {"call": METHOD, "with": [ARGUMENT, ...]}, METHOD one of mcp.Client's, or "asked": what the person was asked.
"progress" is what the calls of tools have reported since the last one. "listen" watches the addresses that are its argument, until "stop"; "updated" is the address of the next resource that
changed, or null after as many seconds as its argument.

The variable PERSON makes a person sit behind the client, who answers each question with `accept`, `decline`, `cancel`, or
`untick`: the form sent back as it came. PROTOCOL is how the client connects, `auto` or `legacy`.
"""

import json
import os
import sys
from collections import deque

import anyio
import anyio.to_thread
import mcp_types as types
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.streamable_http import streamable_http_client
from mcp.client.subscriptions import SubscriptionLost
from mcp.shared._httpx_utils import create_mcp_http_client
from mcp.shared.exceptions import MCPError


def target(arguments):
    if arguments[0] == "stdio":
        return StdioServerParameters(command=arguments[1], args=arguments[2:])
    url, *token = arguments[1:]
    headers = {"Authorization": f"Bearer {token[0]}"} if token else {}
    return streamable_http_client(url, http_client=create_mcp_http_client(headers=headers))


asked = []
updates = deque()
listening = []
progressed = []


async def progress(done, total, message):
    progressed.append([done, total, message])


async def person(_, question):
    asked.append(question.message)
    answer = os.environ["PERSON"]
    if answer in ("accept", "untick"):
        return types.ElicitResult(action="accept", content={"go_ahead": answer == "accept"})
    return types.ElicitResult(action=answer)


async def heard(message):
    message = getattr(message, "root", message)
    # What a request listens to comes through it as well.
    if isinstance(message, types.ResourceUpdatedNotification) and not listening:
        updates.append(message.params.uri)


async def listen(client, uris, *, task_status):
    with anyio.CancelScope() as scope:
        listening.append(scope)
        try:
            async with client.listen(resource_subscriptions=uris) as subscription:
                task_status.started({"honored": subscription.honored.resource_subscriptions})
                async for event in subscription:
                    updates.append(event.uri)
            updates.append("ended")
        except SubscriptionLost as error:
            updates.append(f"lost: {error.__cause__}")


async def updated(seconds):
    with anyio.move_on_after(seconds):
        while not updates:
            await anyio.sleep(0.02)
    return updates.popleft() if updates else None


async def take(client, tasks, step):
    if step["call"] == "asked":
        return asked
    arguments = step["with"]
    if step["call"] == "progress":
        told = progressed.copy()
        progressed.clear()
        return told
    if step["call"] == "listen":
        return await tasks.start(lambda task_status: listen(client, arguments, task_status=task_status))
    if step["call"] == "stop":
        return listening.pop().cancel()
    if step["call"] == "updated":
        return await updated(*arguments)
    if step["call"] == "complete":
        kinds = {"ref/prompt": types.PromptReference, "ref/resource": types.ResourceTemplateReference}
        arguments[0] = kinds[arguments[0]["type"]](**arguments[0])
    more = {"progress_callback": progress} if step["call"] == "call_tool" else {}
    try:
        result = await getattr(client, step["call"])(*arguments, **more)
    except MCPError as error:
        return {"failed": str(error)}
    return result.model_dump(by_alias=True, mode="json", exclude_none=True)


async def main():
    callback = person if "PERSON" in os.environ else None
    protocol = os.environ.get("PROTOCOL", "auto")
    client = Client(target(sys.argv[1:]), elicitation_callback=callback, message_handler=heard, mode=protocol)
    async with client, anyio.create_task_group() as tasks:
        while line := await anyio.to_thread.run_sync(sys.stdin.readline):
            print(json.dumps(await take(client, tasks, json.loads(line))), flush=True)
        tasks.cancel_scope.cancel()


anyio.run(main)
