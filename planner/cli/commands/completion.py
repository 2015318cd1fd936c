"""``gpu-planner completion``"""

from __future__ import annotations

from typing import Annotated

import typer

from planner.cli.completing import SHELLS
from planner.cli.listed import COMPLETING
from planner.domain.names import suggestion
from planner.errors import InputError

BASH = """\
_gpu_planner() {
    local IFS=$'\\n' line
    local -a words=("${COMP_WORDS[@]:1}")
    COMPREPLY=()
    # bash cuts words at = and : as well; what stands behind them is completed by nothing
    while read -r line; do
        line="${line%%$'\\t'*}"
        COMPREPLY+=("$(printf '%q' "$line")")
        case "$line" in *[./=]) compopt -o nospace ;; esac
    done < <(VARIABLE="$COMP_CWORD" "${COMP_WORDS[0]}" "${words[@]}" 2>/dev/null)
}
complete -F _gpu_planner gpu-planner
"""
ZSH = """\
#compdef gpu-planner
_gpu_planner() {
    local line word
    local -a whole shown open opened
    for line in "${(@f)$(VARIABLE=$((CURRENT - 1)) "${words[1]}" "${(@Q)words[2,-1]}" 2>/dev/null)}"; do
        [[ -z "$line" ]] && continue
        word="${line%%$'\\t'*}"
        if [[ "$word" == *[./=] ]]; then
            open+=("$word"); opened+=("${line/$'\\t'/  -- }")
        else
            whole+=("$word"); shown+=("${line/$'\\t'/  -- }")
        fi
    done
    (( $#whole )) && compadd -l -d shown -a whole
    (( $#open )) && compadd -l -S '' -d opened -a open
}
compdef _gpu_planner gpu-planner
"""
FISH = """\
function __gpu_planner
    set -l words (commandline -opc) (commandline -ct)
    VARIABLE=(math (count $words) - 1) $words[1] $words[2..-1] 2>/dev/null
end
complete -c gpu-planner -f -a '(__gpu_planner)'
"""
SCRIPTS = dict(zip(SHELLS, (BASH, ZSH, FISH), strict=True))


def completion(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.", show_default=False)],
) -> None:
    """Print what a shell completes by: commands, options, files, names and settings.

    bash: add  source <(gpu-planner completion bash)  to ~/.bashrc; zsh: the same, with zsh, to ~/.zshrc, behind
    compinit; fish: gpu-planner completion fish > ~/.config/fish/completions/gpu-planner.fish
    """
    if shell not in SCRIPTS:
        raise InputError(f"{shell}: is no shell that is known here{suggestion(shell, SHELLS)}")
    typer.echo(SCRIPTS[shell].replace("VARIABLE", COMPLETING), nl=False)
