#!/bin/sh
# The words of build.ps1 where PowerShell may be missing: ./build.sh Demo | Test | Setup | Lint | Bench | Package
set -eu
cd "$(dirname "$0")"
root=$(pwd)
build=$root/.build
host=$build/pwsh-host/pwsh-host

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

usable_pwsh() {
    command -v pwsh >/dev/null 2>&1 || return 1
    pwsh -NoLogo -NoProfile -Command 'exit [int]($PSVersionTable.PSVersion -lt [version]"7.4")' >/dev/null 2>&1
}

# The SDK's tools look for the runtime in a default place only; say where this one is.
usable_sdk() {
    command -v dotnet >/dev/null 2>&1 || return 1
    [ -n "${DOTNET_ROOT:-}" ] || { DOTNET_ROOT=$(dirname "$(readlink -f "$(command -v dotnet)")"); export DOTNET_ROOT; }
    dotnet --list-sdks 2>/dev/null | grep -Eq '^([1-9][0-9]{2,}|[1-9][0-9])\.'
}

host_by() {
    way=$1
    shift
    dotnet "$way" tools/pwsh-host --configuration Release --artifacts-path "$build/dotnet-$way" --output "$build/pwsh-host" \
        --nologo --verbosity quiet "$@" >"$build/pwsh-host.log" 2>&1
}

build_host() {
    built=$build/pwsh-host/built
    if [ -f "$built" ] && [ -x "$host" ] && [ -z "$(find tools/pwsh-host -type f -newer "$built")" ]; then return; fi
    say "No PowerShell 7.4 or later here: building tools/pwsh-host, a small console over its engine package."
    mkdir -p "$build"
    # Compiled ahead of time it starts in half the time, which the tests feel; where the compiler for that cannot be had, plainly.
    if ! host_by publish -p:PublishReadyToRun=true && ! host_by build; then
        grep -E 'error' "$build/pwsh-host.log" | sort -u | head -n 5 >&2
        if grep -Eq 'NU[0-9]{4}' "$build/pwsh-host.log"; then
            fail "NuGet could not bring the package System.Management.Automation 7.6.9 (PowerShell's engine). Reach a NuGet source that has it, or install PowerShell 7.4 or later."
        fi
        fail "The console did not build; the whole output is in .build/pwsh-host.log."
    fi
    touch "$built"
}

# Demo only: the same upgrade without any PowerShell.
demo_without_shell() {
    say "Neither PowerShell 7.4 or later nor a .NET SDK 10 is here. The demo runs the same upgrade straight in Python, without the cmdlets."
    python=${DMUPGRADE_PYTHON:-python3}
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        fail "'$python' is not a Python 3.11 or later. Install one, or name it in DMUPGRADE_PYTHON."
    [ -x .venv/bin/python ] || "$python" -m venv .venv || fail "Python cannot make a virtual environment (Debian keeps that part in python3-venv)."
    if ! .venv/bin/python -c 'import pyupgrade.bridge' 2>/dev/null; then
        say "Set-up: .venv and its packages."
        if ls "$root"/../shared/wheels/*.whl >/dev/null 2>&1; then
            PIP_NO_INDEX=1
            PIP_FIND_LINKS="$root/../shared/wheels"
            export PIP_NO_INDEX PIP_FIND_LINKS
        fi
        .venv/bin/python -m pip install --quiet --disable-pip-version-check -e . ||
            fail "pip could not install the packages: it needs an index that it can reach, or a folder of wheels named in PIP_FIND_LINKS."
    fi
    exec .venv/bin/python -m pyupgrade demo "$@"
}

if [ -n "${DMUPGRADE_PWSH:-}" ]; then
    command -v "$DMUPGRADE_PWSH" >/dev/null 2>&1 || fail "DMUPGRADE_PWSH names '$DMUPGRADE_PWSH', which is no program here."
elif usable_pwsh; then
    DMUPGRADE_PWSH=$(command -v pwsh)
elif usable_sdk; then
    build_host
    DMUPGRADE_PWSH=$host
elif [ "${1:-}" = Demo ]; then
    shift
    demo_without_shell "$@"
else
    fail "This needs PowerShell 7.4 or later (pwsh), or a .NET SDK 10 or later to build tools/pwsh-host with. Only './build.sh Demo' runs without either."
fi
export DMUPGRADE_PWSH
exec "$DMUPGRADE_PWSH" -NoLogo -NoProfile -File "$root/build.ps1" "$@"
