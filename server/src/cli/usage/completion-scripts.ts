/*
 * By these scripts shells complete the command line of srg. At each Tab they run `srg complete words …` with the words
 * up to the cursor, the last one with `_` behind it, since a word that is empty gets lost on some ways to a program.
 * What comes back is a line for each proposal, `value` or `value<tab>description`, and then `:0` where names of files go, else `:4`.
 */

const BASH = `_srg() {
  COMPREPLY=()
  local reply
  while IFS= read -r reply; do
    case $reply in
      :0) compopt -o default ;;
      :*) ;;
      *) COMPREPLY+=("\${reply%%$'\\t'*}") ;;
    esac
  done < <(srg complete words "\${COMP_WORDS[@]:1:COMP_CWORD-1}" "\${COMP_WORDS[COMP_CWORD]}_" 2>/dev/null)
}
complete -F _srg srg
`;

const ZSH = `#compdef srg
_srg() {
  local reply files
  local -a found
  while IFS= read -r reply; do
    case $reply in
      :0) files=1 ;;
      :*) ;;
      *) found+=("\${reply/$'\\t'/:}") ;;
    esac
  done < <(srg complete words "\${(@)words[2,CURRENT-1]}" "\${words[CURRENT]}_" 2>/dev/null)
  if (( \${#found} )); then _describe srg found; elif [[ -n $files ]]; then _files; fi
}
compdef _srg srg
`;

const FISH = `function __srg_complete
  set -l words (commandline -opc)
  set -l token (commandline -ct)
  set -a words "$token"_
  for reply in (srg complete words $words[2..-1] 2>/dev/null)
    switch $reply
      case ':0'
        __fish_complete_path "$token"
      case ':*'
      case '*'
        echo $reply
    end
  end
end
complete -c srg -f -a '(__srg_complete)'
`;

const POWERSHELL = `Register-ArgumentCompleter -Native -CommandName srg -ScriptBlock {
  param($word, $line, $cursor)
  $words = @($line.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.Extent.Text })
  foreach ($reply in @(srg complete words @words "$($word)_" 2>$null)) {
    $value, $description = $reply -split "\`t", 2
    if ($value -notlike ':*') {
      if (-not $description) { $description = $value }
      [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $description)
    }
  }
}
`;

export const COMPLETION_SCRIPTS = { bash: BASH, zsh: ZSH, fish: FISH, powershell: POWERSHELL };
