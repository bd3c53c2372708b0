# The way for a Debian machine with neither a package index nor a wheel folder: Debian's newer release, beside the one installed.

$debianPackages = @('python3.13', 'libpython3.13', 'python3.13-venv', 'python3-pip', 'python3-hatchling', 'python3-editables', 'mypy') + @(
    'sqlalchemy', 'pydantic', 'pyodbc', 'elasticsearch', 'cryptography', 'ldap3', 'msal', 'requests', 'gssapi', 'msgspec', 'jinja2', 'defusedxml',
    'pytest', 'pytest-timeout', 'pytest-xdist', 'hypothesis', 'psutil', 'trustme', 'sqlglot' | ForEach-Object { "python3-$_" })

function Install-FromDebian {
    $both = "Set-up needs Python 3.11 or later with pip, and packages: either an index that pip can reach, or a folder of wheels named in " +
        'PIP_FIND_LINKS. (As root on Debian, Debian''s own newer packages serve as well.)'
    $archive = Find-DebianArchive
    if (-not $archive -or [Environment]::UserName -ne 'root') { Stop-Build $both }
    Say 'Set-up: neither an index nor wheels answer. Debian''s newer release (trixie) has what is needed, and brings a newer libc with it.'
    if (-not [Console]::IsInputRedirected -and -not $env:CI) {
        [Console]::Out.Write('Set-up: install from there? [y/N] ')
        if ("$([Console]::In.ReadLine())".Trim() -notin 'y', 'yes') { Stop-Build $both }
    }
    $source = @('Types: deb', "URIs: $($archive.Uri)", 'Suites: trixie', 'Components: main', "Signed-By: $($archive.Keyring)")
    [IO.File]::WriteAllLines('/etc/apt/sources.list.d/dm-upgrade-trixie.sources', [string[]]$source)
    # 100: taken only when asked for, so nothing else on the machine moves to the newer release.
    [IO.File]::WriteAllLines('/etc/apt/preferences.d/dm-upgrade-trixie', [string[]]@('Package: *', 'Pin: release n=trixie', 'Pin-Priority: 100'))
    Invoke-Apt @('update')
    Invoke-Apt (@('install', '--yes', '--no-install-recommends', '-t', 'trixie') + $debianPackages)
    $made = Invoke-Tool '/usr/bin/python3.13' @('-m', 'venv', '--clear', '--system-site-packages', $venv) -Quiet
    if ($made.Code -ne 0) { Stop-Build "Python 3.13 could not make a virtual environment: $($made.Text.Trim())" }
    $install = @('-m', 'pip', 'install', '--quiet', '--no-index', '--no-build-isolation', '--no-deps', '-e', '.')
    $said = Invoke-Tool $venvPython $install -Quiet
    if ($said.Code -ne 0) { Stop-Build "The engine could not be installed into .venv: $($said.Text.Trim())" }
    Say 'Set-up: pythonnet is not in Debian, so the engine runs in a process of its own.'
}

function Invoke-Apt([string[]] $Arguments) {
    $said = Invoke-Tool 'apt-get' (@('-q') + $Arguments) @{ DEBIAN_FRONTEND = 'noninteractive'; NEEDRESTART_SUSPEND = '1' } -Quiet
    if ($said.Code -ne 0) {
        $last = @($said.Text.Trim().Split("`n"))[-3..-1] -join "`n"
        Stop-Build "apt-get $($Arguments[0]) failed; it said:`n$last"
    }
}

# The mirror and keyring that the machine already trusts: from its own main source, in either of apt's two notations.
function Find-DebianArchive {
    if (-not [IO.File]::Exists('/etc/debian_version')) { return }
    $keyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
    if (-not [IO.File]::Exists($keyring)) { return }
    $files = @('/etc/apt/sources.list') + @(
        if ([IO.Directory]::Exists('/etc/apt/sources.list.d')) { [IO.Directory]::GetFiles('/etc/apt/sources.list.d') })
    foreach ($file in $files) {
        if ($file -notmatch '\.(list|sources)$' -or -not [IO.File]::Exists($file)) { continue }
        foreach ($line in [IO.File]::ReadAllLines($file)) {
            if ($line -match '^\s*(?:URIs:|deb\s+(?:\[[^\]]*\]\s+)?)\s*(?<uri>\S+/debian/?)(\s|$)') {
                return @{ Uri = $Matches.uri; Keyring = $keyring }
            }
        }
    }
}
