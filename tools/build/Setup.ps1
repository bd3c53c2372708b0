# The environment of the engine: finds a Python, makes .venv, installs the package and its libraries from where they can be had.

. ([IO.Path]::Combine($PSScriptRoot, 'Debian.ps1'))

$venv = [IO.Path]::Combine($root, '.venv')
$onWindows = [OperatingSystem]::IsWindows()
$venvPython = if ($onWindows) { [IO.Path]::Combine($venv, 'Scripts', 'python.exe') } else { [IO.Path]::Combine($venv, 'bin', 'python') }

function Setup([string] $Python = '') {
    $wanted = if ($Python) { $Python } else { $env:DMUPGRADE_PYTHON }
    $env:DMUPGRADE_PYTHON = $venvPython
    if (Test-Stamp) { return }

    $found = @(Find-Python $wanted)
    if (-not (Install-FromFolders $found) -and -not (Install-FromIndex $found)) { Install-FromDebian }
    Write-Stamp
    Show-MissingLibrary
    Say 'Set-up: done.'
}

# Every Python >= 3.11 that answers, best first: Path, Version. A name on PATH may be a launcher that has nothing behind it, so each is asked.
function Find-Python([string] $Wanted) {
    $names = if ($Wanted) { , @($Wanted) } else { @('python3.13'), @('python3.12'), @('python3.11'), @('python3'), @('python') }
    if (-not $Wanted -and $onWindows) { $names += , @('py', '-3') }
    # Asked from within an environment (a test that calls the build), the Python beneath it is meant.
    $ask = 'import sys; print(getattr(sys, "_base_executable", sys.executable), "%d.%d.%d" % sys.version_info[:3], sys.version_info >= (3, 11), sep="|")'
    $seen = @{}
    foreach ($name in $names) {
        $program, $options = $name
        $answer = Invoke-Tool $program (@($options) + @('-c', $ask) -ne $null) -Quiet
        $path, $version, $fits = $answer.Text.Trim().Split('|')
        if ($answer.Code -eq 0 -and "$fits" -eq 'True' -and -not $seen[$path]) {
            $seen[$path] = $true
            @{ Path = $path; Version = $version }
        }
        elseif ($Wanted) { Stop-Build "'$Wanted' is not a Python 3.11 or later: $($answer.Text.Trim())" }
    }
}

# Folders of wheels: PIP_FIND_LINKS (where it holds any), and shared/wheels beside the project.
function Get-WheelFolder {
    $folders = @("$env:PIP_FIND_LINKS".Split(' ', [StringSplitOptions]::RemoveEmptyEntries))
    $folders += [IO.Path]::GetFullPath([IO.Path]::Combine($root, '..', 'shared', 'wheels'))
    foreach ($folder in $folders) {
        if ([IO.Directory]::Exists($folder) -and [IO.Directory]::GetFiles($folder, '*.whl').Count) { $folder }
    }
}

# pip splits PIP_FIND_LINKS at blanks, so folders go as URIs.
function Get-PipEnvironment {
    $links = foreach ($folder in Get-WheelFolder) { [Uri]::new($folder + '/').AbsoluteUri }
    if ($links) { @{ PIP_FIND_LINKS = $links -join ' '; PIP_NO_INDEX = '1' } } else { @{} }
}

# Wheels are built for one Python each, so the folder decides which of the Pythons it is.
function Install-FromFolders([object[]] $Pythons) {
    $folders = @(Get-WheelFolder)
    if (-not $folders) { return $false }
    foreach ($python in $Pythons) {
        Say "Set-up: .venv with Python $($python.Version) and the wheels in $($folders -join ', ')."
        if (Install-Venv $python (Get-PipEnvironment)) { return $true }
    }
    $false
}

function Install-FromIndex([object[]] $Pythons) {
    if (-not $Pythons) { return $false }
    Say "Set-up: .venv with Python $($Pythons[0].Version) and packages from pip's index."
    Install-Venv $Pythons[0] @{ PIP_RETRIES = '1'; PIP_DEFAULT_TIMEOUT = '20' }
}

function Install-Venv($Python, [hashtable] $Pip) {
    $made = Invoke-Tool $Python.Path @('-m', 'venv', '--clear', $venv) -Quiet
    if ($made.Code -ne 0) {
        Say "Set-up: Python at $($Python.Path) cannot make a virtual environment (Debian keeps that part in python3-venv)."
        return $false
    }
    $install = @('-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-e', '.[test,inprocess]')
    $said = Invoke-Tool $venvPython $install $Pip -Quiet
    if ($said.Code -eq 0) {
        # Kerberos for the directory; where its library cannot be built, everything else still works.
        $null = Invoke-Tool $venvPython @('-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-e', '.[kerberos]') $Pip -Quiet
        return $true
    }
    $lines = $said.Text.Trim().Split("`n") | Where-Object { $_ -match '^\s*ERROR' }
    Say "Set-up: pip could not: $(@($lines)[-1])"
    $false
}

# Named, never an error: most of the product works without them.
function Show-MissingLibrary {
    $see = @'
import ctypes, sys, sysconfig
from pathlib import Path
def missing(*names):
    for name in names:
        try: ctypes.CDLL(name)
        except OSError: continue
        return False
    return True
v = sysconfig.get_config_var
shared = [str(Path(v('LIBDIR') or '') / str(v(k))) for k in ('INSTSONAME', 'LDLIBRARY')] + [str(v('INSTSONAME')), str(v('LDLIBRARY'))]
if missing(*shared): print('the shared library of this Python (Debian: libpython3.x; pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared): without it the engine runs in a process of its own')
if missing('libodbc.so.2', 'libodbc.2.dylib'): print('libodbc.so.2 (Debian: unixodbc): needed to reach SQL Server')
if missing('libgssapi_krb5.so.2', '/System/Library/Frameworks/GSS.framework/GSS'): print('libgssapi_krb5.so.2 (Debian: libgssapi-krb5-2): needed for Kerberos')
'@
    if ($onWindows) { return }
    $missing = (Invoke-Tool $venvPython @('-c', $see) -Quiet).Text.Trim()
    foreach ($line in $missing.Split("`n", [StringSplitOptions]::RemoveEmptyEntries)) { Say "Set-up: not on this machine: $line." }
}

# --- done already?

# What the environment was made from: the list of libraries, and this place (an editable install holds its path).
function Get-Stamp {
    $text = [IO.File]::ReadAllText([IO.Path]::Combine($root, 'pyproject.toml')) + $root
    [Convert]::ToHexString([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes($text)))
}

function Get-StampPath { [IO.Path]::Combine($venv, 'dm-upgrade.stamp') }

# The second line names the Python beneath: one that was updated or removed since cannot carry this environment.
function Test-Stamp {
    if (-not [IO.File]::Exists($venvPython) -or -not [IO.File]::Exists((Get-StampPath))) { return $false }
    $stamp, $version = [IO.File]::ReadAllLines((Get-StampPath))
    $stamp -eq (Get-Stamp) -and $version -eq (Get-VenvVersion)
}

function Write-Stamp { [IO.File]::WriteAllLines((Get-StampPath), [string[]]@((Get-Stamp), (Get-VenvVersion))) }

function Get-VenvVersion {
    $answer = Invoke-Tool $venvPython @('-I', '-S', '-c', 'import sys; print(sys.version.split()[0], sys.base_prefix)') -Quiet
    if ($answer.Code -eq 0) { $answer.Text.Trim() } else { "none ($($answer.Code))" }
}
