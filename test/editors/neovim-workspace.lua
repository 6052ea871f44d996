-- Opens the file named in SRG_FILE with the setups named in SRG_SETUP, runs :SrgWerkmap, waits until the quickfix list
-- is there, and prints the names of the files in it as one line of JSON.
vim.cmd('luafile ' .. vim.fn.fnameescape(vim.env.SRG_SETUP))
vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.SRG_FILE))
vim.wait(20000, function()
  return #vim.lsp.buf_get_clients(0) > 0 and vim.lsp.buf_get_clients(0)[1].initialized
end, 50)
vim.cmd('SrgWerkmap')
vim.wait(20000, function()
  return #vim.fn.getqflist() > 0
end, 50)

local seen = {}
for _, item in ipairs(vim.fn.getqflist()) do
  seen[vim.fn.fnamemodify(vim.fn.bufname(item.bufnr), ':t')] = true
end
local names = vim.tbl_keys(seen)
table.sort(names)
io.stdout:write('\n' .. vim.fn.json_encode(names) .. '\n')
vim.cmd('qall!')
