-- Opens the file named in SRG_FILE with the setup named in SRG_SETUP, waits for as many diagnostics as
-- SRG_COUNT says, and prints them as one line of JSON.
vim.cmd('luafile ' .. vim.fn.fnameescape(vim.env.SRG_SETUP))
vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.SRG_FILE))

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
