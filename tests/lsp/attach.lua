-- Neovim as its users run it: attaches to the server and prints what it shows. Run by tests/lsp/clients.rs.
local folder = vim.env.FOLDER
vim.lsp.config.tcpgen = {
  cmd = { vim.env.TCPGEN, "lsp" },
  filetypes = { "toml", "yaml" },
  root_markers = { "tcpgen.toml", ".git" },
}
vim.lsp.enable("tcpgen")
vim.cmd.edit(folder .. "/tcpgen.toml")
vim.bo.filetype = "toml"
local shown = vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local out = {}
for _, one in ipairs(vim.diagnostic.get(0)) do
  table.insert(out, ("%d:%d %s %s"):format(one.lnum + 1, one.col + 1, one.source, one.code))
end
local place = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 1, character = 2 } }
local hover = vim.lsp.buf_request_sync(0, "textDocument/hover", place, 30000)
for _, answer in pairs(hover or {}) do
  table.insert(out, vim.split(answer.result.contents.value, "\n")[1])
end
io.stdout:write(shown and table.concat(out, "\n") or "nothing is shown", "\n")
vim.cmd("qa!")
