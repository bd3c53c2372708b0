function Get-PythonCandidate {
    # Where a Python may be, in the order in which they are asked.
    param([string] $Python, [string] $ProfilePath)

    if ($Python) {
        return @{ From = 'parameter -Python'; Path = Resolve-Program $Python }
    }
    $named = Get-ProfilePython $ProfilePath
    if ($named) {
        @{ From = 'profile'; Path = $named }
    }
    if ($env:DMUPGRADE_PYTHON) {
        @{ From = 'environment variable DMUPGRADE_PYTHON'; Path = Resolve-Program $env:DMUPGRADE_PYTHON }
    }
    $program = if ($IsWindows) { 'Scripts/python.exe' } else { 'bin/python' }
    foreach ($folder in $script:ModuleBase, [System.IO.Path]::Combine($script:ModuleBase, '..', '..')) {
        $own = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($folder, '.venv', $program))
        if ([System.IO.File]::Exists($own)) {
            @{ From = "the module's own environment"; Path = $own }
        }
    }
    foreach ($name in 'python3', 'python') {
        $inPath = Resolve-Program $name
        if ([System.IO.Path]::IsPathRooted($inPath)) {
            @{ From = "$name in PATH"; Path = $inPath }
        }
    }
}

function Get-ProfilePython {
    # The engine reads the profile; but this one line is needed before there is an engine. Only a key of the first,
    # unnamed table counts, and a relative path starts at the profile's folder.
    param([string] $ProfilePath)

    if (-not $ProfilePath -or -not [System.IO.File]::Exists($ProfilePath)) {
        return
    }
    foreach ($line in [System.IO.File]::ReadLines($ProfilePath)) {
        if ($line -match '^\s*\[') {
            return
        }
        if ($line -match '^\s*python\s*=\s*(?:"(?<basic>(?:[^"\\]|\\.)*)"|''(?<literal>[^'']*)'')') {
            $text = if ($Matches.ContainsKey('basic')) { [regex]::Unescape($Matches['basic']) } else { $Matches['literal'] }
            return [System.IO.Path]::GetFullPath($text, [System.IO.Path]::GetDirectoryName($ProfilePath))
        }
    }
}

function Resolve-Program {
    # A bare name is looked for in PATH as the system would; a path is taken as it is.
    param([string] $Name)

    if ($Name.IndexOfAny([char[]] '/\') -ge 0) {
        return $Name
    }
    $endings = if ($IsWindows) { '.exe', '' } else { '' }
    foreach ($folder in "$env:PATH".Split([System.IO.Path]::PathSeparator)) {
        foreach ($ending in $endings) {
            $file = [System.IO.Path]::Combine($folder, $Name + $ending)
            if ($folder -and [System.IO.File]::Exists($file)) {
                return $file
            }
        }
    }
    $Name
}
