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
