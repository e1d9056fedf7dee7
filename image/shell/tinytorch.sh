# The course's programs come first in every shell. Debian's /etc/profile sets PATH anew in a login shell, and JupyterLab's terminal
# is one; /etc/bash.bashrc reads this file for the others. POSIX sh: /etc/profile may be read by dash.
case ":$PATH:" in
    *:/opt/venv/bin:*) ;;
    *) PATH=/opt/venv/bin:$PATH ;;
esac
export PATH
if [ -n "${BASH_VERSION:-}" ] && [ -n "${PS1:-}" ] && [ -r /usr/share/bash-completion/bash_completion ]; then
    . /usr/share/bash-completion/bash_completion
fi
# Manual pages would take more room in the image than the programs that they describe.
if [ -n "${PS1:-}" ] && ! command -v man >/dev/null 2>&1; then
    man() {
        echo "There are no manual pages here. Ask the program: ${1:-git} --help; bash's own commands: help; the course's: tito --help" >&2
        return 16
    }
fi
