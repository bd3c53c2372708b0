function Start-Engine {
    # A transport to an engine of our own version. Auto prefers the engine inside this shell and says why when it cannot.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [ValidateSet('Auto', 'InProcess', 'Process')] [string] $Transport = 'Auto',
        [string] $Python,
        [string] $ProfilePath
    )

    $found = Find-Python -Cmdlet $Cmdlet -Python $Python -ProfilePath $ProfilePath
    $why = if (-not $found.Dll -or -not [System.IO.File]::Exists($found.Dll)) { "pythonnet is not installed in $($found.Prefix)" }
    elseif (-not $found.Library) { "the Python of $($found.Prefix) has no shared library" }

    $engine = $null
    if ($Transport -eq 'InProcess' -and $why) {
        throw New-EngineError -Id 'DMUpgrade.Engine.NoPythonNet' -Category NotInstalled -Target $found.Path `
            -Message "The engine cannot run inside this shell: $why." `
            -RecommendedAction 'Install pythonnet into that environment, or connect with -Transport Process.'
    }
    if ($Transport -eq 'InProcess') {
        $engine = Start-InProcessTransport $found -Reason 'asked for'
    }
    elseif ($Transport -eq 'Auto' -and -not $why) {
        try {
            $engine = Start-InProcessTransport $found -Reason 'pythonnet is installed'
        }
        catch {
            $why = $_.Exception.Message
        }
    }
    if ($null -eq $engine) {
        $engine = Start-ProcessTransport $found -Reason ($Transport -eq 'Process' ? 'asked for' : $why)
    }
    $fits = $false
    try {
        Confirm-EngineVersion $engine
        $fits = $true
        $engine
    }
    finally {
        if (-not $fits) {
            Stop-Engine $engine
        }
    }
}

function Confirm-EngineVersion {
    # Module and engine say their versions to each other and go no further when they differ.
    param([hashtable] $Engine)

    $mine = Get-ModuleVersion
    $hello = Invoke-Engine $Engine 'engine.hello' @{ moduleVersion = $mine }
    $its = Get-JsonText $hello 'engineVersion'
    if ($its -ne $mine -or (Get-JsonText $hello 'protocol') -ne '1') {
        throw New-EngineError -Id 'DMUpgrade.Engine.VersionDiffers' -Category ResourceExists -Target $Engine.Python.Path `
            -Message "The module is of version $mine, the engine in $($Engine.Python.Prefix) of version $its." `
            -RecommendedAction 'Install both in the same version, then start a new shell.'
    }
}

function Get-ModuleVersion {
    $ExecutionContext.SessionState.Module.Version.ToString()
}

function Stop-Engine {
    # A Python inside the shell stays for the next caller.
    param([hashtable] $Engine)

    if ($null -ne $Engine -and $Engine.Transport -eq 'Process') {
        Stop-ProcessTransport $Engine
    }
}
