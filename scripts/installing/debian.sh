# Tools that come as Debian packages, unpacked into the tools' folder: no root needed. Sourced by scripts/install-tools.
#
# apt keeps its lists and archives in our folder too, and only reads the system's.

apt=$tools/apt

apt_options() {
    local archives=$apt/archives/$1
    mkdir -p "$apt/lists/partial" "$archives/partial" || return 1
    options=(-q -y -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt" -o "Dir::Cache::archives=$archives"
        -o Debug::NoLocking=1 -o APT::Sandbox::User= -o "Dir::State::extended_states=$apt/extended_states")
}

# The lists are asked for once in a run, and only when something is to be installed.
apt_lists() {
    [ -e "$apt/lists/fetched" ] && return 0
    apt-get "${options[@]}" update && touch "$apt/lists/fetched"
}

# unpacked FOLDER PACKAGE [alone]: puts a package into FOLDER, with those of its libraries that this machine lacks, or alone.
unpacked() {
    local folder=$1 package=$2 options archive
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || { echo "no apt-get here"; return 1; }
    apt_options "$package" && apt_lists || return 1
    if [ "${3:-}" = alone ]; then
        (cd "$apt/archives/$package" && apt-get "${options[@]}" download "$package") || return 1
    else
        apt-get "${options[@]}" --no-install-recommends --download-only install "$package" || return 1
    fi
    rm -rf "$folder.new" && mkdir -p "$folder.new" || return 1
    for archive in "$apt/archives/$package"/*.deb; do
        dpkg-deb -x "$archive" "$folder.new" || return 1
    done
    rm -rf "$folder" && mv "$folder.new" "$folder" && rm -rf "$apt/archives/$package"
}

# debian_tool NAME PACKAGE LAUNCHER [alone]: a tool of the machine if it has one, else the unpacked package.
# LAUNCHER is a function that writes bin/NAME for the folder that it is given, and fails when the folder does not have the tool.
debian_tool() {
    local name=$1 package=$2 write=$3 log=$tools/logs/$1.log
    from_machine "$name" && return 0
    [ -d "$tools/$name" ] && "$write" "$tools/$name" && return 0
    begin "$name"
    if unpacked "$tools/$name" "$package" "${4:-}" >"$log" 2>&1 </dev/null && "$write" "$tools/$name" \
        && "$bin/$name" --version </dev/null >>"$log" 2>&1; then
        end "$name"
        return 0
    fi
    # A folder that cannot be used would look installed the next time.
    rm -rf "$bin/$name" "${tools:?}/$name"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null &&
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$package" >>"$log" 2>&1 </dev/null &&
        from_machine "$name"; then
        end "$name"
        return 0
    fi
    fail "$name" "$(grep -m1 -E '^E:|error|no apt-get' "$log" || echo "see $log")"
    return 1
}

# debian_files NAME PACKAGE PATH: the unpacked package, with what it depends on, for those who look into DIR/NAME; PATH lies in it.
debian_files() {
    local name=$1 package=$2 log=$tools/logs/$1.log
    [ -e "$tools/$name/$3" ] && return 0
    begin "$name"
    if unpacked "$tools/$name" "$package" >"$log" 2>&1 </dev/null && [ -e "$tools/$name/$3" ]; then
        end "$name"
        return 0
    fi
    rm -rf "${tools:?}/$name"
    fail "$name" "$(grep -m1 -E '^E:|error|no apt-get' "$log" || echo "see $log")"
    return 1
}

# with_libraries FOLDER: the line of a launcher by which a program finds the libraries that were unpacked with it.
with_libraries() {
    local libraries
    libraries=$(find "$1" -name '*.so*' -printf '%h\n' | sort -u | paste -sd: -)
    echo "export LD_LIBRARY_PATH='$libraries'\"\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}\""
}
