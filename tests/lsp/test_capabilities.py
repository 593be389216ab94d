"""The protocol's types and a client that others wrote (pytest-lsp): every answer of the server is read as the specification has it.

Run by tests/lsp/clients.rs with the command of `tcpgen lsp` in TCPGEN_LSP, a list in JSON, and by tests/wasm/extension.test.mjs
with that of the extension's own server.
"""

import json
import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

ROOT = """files = ["teams/*.toml"]
[entry_points]
pg = 5432
[middlewares.office]
ip_allow_list = ["10.0.0.0/8"]
"""

TEAM = """[routes.pg]
entry_points = ["pg"]
service = "postgres:5432"
middlewares = ["office"]
# \N{GRINNING FACE}
[routes.other]
entry_points = ["pg"]
match = 'HostSNI(`*`) && ClientIP(`10.0.0.0/8`)' # \N{GRINNING FACE}
service = { name = "a", port = 1 }
[scenarios.first]
steps = [{ delete = "routes.pg", expect = "deleted" }]
"""

CLIENTS = ["visual-studio-code", "neovim", "emacs"]


@pytest_lsp.fixture(params=CLIENTS, config=ClientServerConfig(server_command=json.loads(os.environ["TCPGEN_LSP"])))
async def client(request, lsp_client: LanguageClient, tmp_path):
    (tmp_path / "teams").mkdir()
    (tmp_path / "tcpgen.toml").write_text(ROOT)
    (tmp_path / "teams" / "data.toml").write_text(TEAM)
    lsp_client.folder = tmp_path
    lsp_client.registered = []

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams):
        lsp_client.registered += params.registrations

    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param), root_uri=tmp_path.as_uri()
        )
    )
    yield
    await lsp_client.shutdown_session()


def uri(client, name="teams/data.toml"):
    return (pathlib.Path(client.folder) / name).as_uri()


async def opened(client, text=TEAM):
    document = types.TextDocumentItem(uri=uri(client), language_id="toml", version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=document))
    while uri(client) not in client.diagnostics:
        await client.wait_for_notification("textDocument/publishDiagnostics")
    return types.TextDocumentIdentifier(uri=uri(client))


def place(text, part):
    offset = text.index(part.replace("|", "")) + part.index("|")
    before = text[:offset]
    line = before.rsplit("\n", 1)[-1]
    return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)


def at(document, part, kind):
    return kind(text_document=document, position=place(TEAM, part))


@pytest.mark.asyncio
async def test_diagnostics(client):
    await opened(client, TEAM.replace('"office"', '"ofice"'))
    found = client.diagnostics[uri(client)]
    assert [one.code for one in found] == ["unknown-middleware"]
    assert found[0].severity == types.DiagnosticSeverity.Warning
    assert found[0].code_description.href.startswith("https://")


@pytest.mark.asyncio
async def test_hover_and_completion(client):
    document = await opened(client)
    hover = await client.text_document_hover_async(at(document, 'middlewares = ["off|', types.HoverParams))
    assert "Admits clients from `10.0.0.0/8`" in hover.contents.value
    found = await client.text_document_completion_async(at(document, 'middlewares = ["|', types.CompletionParams))
    assert "office" in [item.label for item in found.items]


@pytest.mark.asyncio
async def test_names(client):
    document = await opened(client)
    found = await client.text_document_definition_async(at(document, '["off|ice', types.DefinitionParams))
    assert found.uri == uri(client, "tcpgen.toml")
    params = types.ReferenceParams(
        context=types.ReferenceContext(include_declaration=True),
        text_document=document,
        position=place(TEAM, "routes.p|g"),
    )
    assert len(await client.text_document_references_async(params)) == 2
    found = await client.text_document_prepare_rename_async(at(document, '["off|ice', types.PrepareRenameParams))
    assert found.placeholder == "office"
    params = types.RenameParams(text_document=document, position=place(TEAM, '["off|ice'), new_name="bureau")
    edit = await client.text_document_rename_async(params)
    files = edit.changes or {change.text_document.uri: change.edits for change in edit.document_changes}
    assert set(files) == {uri(client), uri(client, "tcpgen.toml")}
    found = await client.text_document_document_highlight_async(
        at(document, '["off|ice', types.DocumentHighlightParams)
    )
    assert len(found) == 1


@pytest.mark.asyncio
async def test_documents(client):
    document = await opened(client)
    found = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert [one.name for one in found][:1] == ["routes"]
    found = await client.workspace_symbol_async(types.WorkspaceSymbolParams("off"))
    assert [one.name for one in found] == ["office"]
    found = await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    assert found[0].start_line == 0
    params = types.SelectionRangeParams(document, [place(TEAM, "serv|ice")])
    found = await client.text_document_selection_range_async(params)
    assert found[0].parent
    found = await client.text_document_inlay_hint_async(
        types.InlayHintParams(document, types.Range(types.Position(0, 0), types.Position(99, 0)))
    )
    assert "priority 38" in [hint.label for hint in found]
    found = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document))
    assert len(found.data) % 5 == 0 and found.data


@pytest.mark.asyncio
async def test_actions_and_commands(client):
    text = TEAM.replace("entry_points", "entryPoints", 1)
    document = await opened(client, text)
    found = client.diagnostics[uri(client)]
    unknown = next(one for one in found if one.code == "unknown-key")
    params = types.CodeActionParams(document, unknown.range, types.CodeActionContext([unknown]))
    actions = await client.text_document_code_action_async(params)
    assert [action.kind for action in actions][:1] == ["quickfix"]
    lenses = await client.text_document_code_lens_async(types.CodeLensParams(document))
    lens = next(lens for lens in lenses if lens.command.title == "who reaches this")
    params = types.ExecuteCommandParams(lens.command.command, lens.command.arguments)
    assert "Who reaches it" in await client.workspace_execute_command_async(params)
