# Tools that come as Python packages, in an environment of their own. Sourced by scripts/install-tools.

venv=$tools/venv

has_package() { [ -x "$venv/bin/python" ] && compgen -G "$venv/lib/python3*/site-packages/${1//-/_}-*.dist-info" >/dev/null; }

# python_package NAME [REQUIREMENT]: true when it is in the environment or could be put there.
python_package() {
    has_package "$1" && return 0
    if [ ! -x "$venv/bin/python" ]; then
        command -v python3 >/dev/null || { fail "$1" "python3 is not on PATH"; return 1; }
        say "making a Python environment"
        if ! python3 -m venv "$venv" >"$tools/logs/venv.log" 2>&1; then
            rm -rf "$venv"
            fail "$1" "python3 -m venv failed: $(tail -1 "$tools/logs/venv.log") (on Debian: apt-get install python3-venv)"
            return 1
        fi
    fi
    begin "$1"
    # Compiling the package's Python ahead would take longer than the download, for files that nobody runs.
    if ! "$venv/bin/python" -m pip install --quiet --no-compile --disable-pip-version-check "${2:-$1}" \
        >"$tools/logs/$1.log" 2>&1 </dev/null; then
        fail "$1" "pip install failed: $(grep -m1 -i error "$tools/logs/$1.log" || tail -1 "$tools/logs/$1.log")"
        return 1
    fi
    end "$1"
}

# package_file PATH: where a file of the packages lies.
package_file() { compgen -G "$venv/lib/python3*/site-packages/$1" | head -1; }
