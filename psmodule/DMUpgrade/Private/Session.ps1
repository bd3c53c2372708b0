function Get-OpenSession {
    # This runspace's connection. An unattended script need not connect: DMUPGRADE_PROFILE names its profile.
    param([System.Management.Automation.PSCmdlet] $Cmdlet)

    if ($null -ne $script:Session.Engine -and $script:Session.Engine.ContainsKey('Dead')) {
        Close-Session
    }
    if ($null -eq $script:Session.Connection -and $env:DMUPGRADE_PROFILE) {
        $path = $Cmdlet.GetUnresolvedProviderPathFromPSPath($env:DMUPGRADE_PROFILE)
        Open-Session $Cmdlet @{ path = $path } -ProfilePath $path
    }
    if ($null -eq $script:Session.Connection) {
        throw New-EngineError -Id 'DMUpgrade.NotConnected' -Category ConnectionError -Message 'There is no connection in this shell.' `
            -RecommendedAction 'Connect-DMUpgrade -Path ./upgrade.toml, or -Sample with a folder made by New-DMUpgradeSample; or name the profile in DMUPGRADE_PROFILE.'
    }
    $script:Session
}

function Open-Session {
    # Opens the new connection first: when that fails the old one still stands.
    param(
        [System.Management.Automation.PSCmdlet] $Cmdlet,
        [hashtable] $Request,
        [hashtable] $Secrets = @{},
        [string] $Transport = 'Auto',
        [string] $Python,
        [string] $ProfilePath
    )

    $engine = Start-Engine $Cmdlet -Transport $Transport -Python $Python -ProfilePath $ProfilePath
    $Request = @{ remoteSession = Get-RemoteSession } + $Request
    $connection = $null
    try {
        $connection = Receive-EngineJob $Cmdlet $engine 'connection.open' $Request $Secrets -As Connection
    }
    finally {
        # Not a catch: Ctrl+C must not leave a child behind either.
        if ($null -eq $connection) {
            Stop-Engine $engine
        }
    }
    $connection.Transport = $engine.Transport
    $connection.TransportReason = $engine.Reason
    $connection.ModuleVersion = Get-ModuleVersion

    # Secrets told before the profile was opened by itself belong to this connection; those of another one do not.
    $kept = if ($null -eq $script:Session.Connection) { $script:Session.Secrets } else { @{} }
    Close-Session
    $script:Session.Secrets = $kept
    $script:Session.Engine = $engine
    $script:Session.Connection = $connection
    $script:Session.Open = @{ Request = $Request; Secrets = $Secrets }
    Register-Completion
    if ($connection.ClaimUpgradeGroup) { Set-NameOwner }
    foreach ($warning in $connection.Warnings) {
        $Cmdlet.WriteWarning($warning)
    }
}

function Get-RemoteSession {
    # How a remote session signed in to this machine, for preflight; empty in a shell that runs here.
    $sender = $ExecutionContext.SessionState.PSVariable.GetValue('PSSenderInfo')
    if ($null -eq $sender) {
        return ''
    }
    $way = $sender.UserInfo.Identity.AuthenticationType
    $way ? $way : 'unknown'
}

function Close-Session {
    # Never fails: it also runs when the module is removed and when the engine is gone.
    $old = $script:Session
    $script:Session = @{ Engine = $null; Connection = $null; Open = $null; Secrets = @{}; Completions = @{}; Plan = $null }
    if ($null -eq $old.Engine) {
        return
    }
    try {
        if ($null -ne $old.Connection -and -not $old.Engine.ContainsKey('Dead')) {
            $null = Invoke-Engine $old.Engine 'connection.close' @{ connection = $old.Connection.Id }
        }
        Stop-Engine $old.Engine
    }
    catch {
        $old.Engine.Dead = $true
    }
}
