-- Opens the file named in SRG_FILE with the server named in SRG_SERVER, waits for SRG_COUNT diagnostics, and prints
-- those that there are as one line of JSON.
vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.SRG_FILE))
vim.bo.filetype = 'srg-xml'

local client = vim.lsp.start_client({
  name = 'srg',
  cmd = { vim.env.SRG_NODE, vim.env.SRG_SERVER, '--stdio' },
  root_dir = vim.fn.getcwd(),
  get_language_id = function()
    return 'srg-xml'
  end,
})
vim.lsp.buf_attach_client(0, client)

-- The first ones may be those of a part of the file.
vim.wait(20000, function()
  return #vim.diagnostic.get(0) >= tonumber(vim.env.SRG_COUNT)
end, 50)

local found = {}
for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
  table.insert(found, {
    line = diagnostic.lnum + 1,
    column = diagnostic.col + 1,
    severity = diagnostic.severity,
    source = diagnostic.source,
    message = diagnostic.message,
    code = diagnostic.user_data.lsp.code,
  })
end
io.stdout:write('\n' .. vim.fn.json_encode(found) .. '\n')
vim.cmd('qall!')
