function Connect-DMUpgrade {
    <#
    .SYNOPSIS
    Connects this shell to a GroupID 10 source and a Directory Manager 11.1 target.
    .DESCRIPTION
    Starts the upgrade engine, opens source and target, and keeps the connection for the other cmdlets of this shell. Nothing is changed.
    A second call takes the place of the first. In unattended scripts the environment variable DMUPGRADE_PROFILE may name the profile
    instead; the first cmdlet then connects by itself.
    .PARAMETER Path
    The profile, a TOML file that names source and target (New-DMUpgradeProfile writes one to fill in). Whatever is wrong with it is told at
    once, files that are not there included.
    .PARAMETER Sample
    The folder of a sample installation made by New-DMUpgradeSample.
    .PARAMETER SourceDatabase
    The source without a profile: a file of the embedded database. Servers are named by a profile.
    .PARAMETER TargetDatabase
    The target without a profile: a file of the embedded database.
    .PARAMETER Directory
    The directory that the groups live in: a file of the embedded directory.
    .PARAMETER Topology
    How the target's database stands to the source's: new, copy or same.
    .PARAMETER LogPath
    The details log's file.
    .PARAMETER IdentityStoreId
    The identity store that Update-DMUpgradeGroup works on when it is given none.
    .PARAMETER Passphrase
    The passphrase that seals secrets on the embedded target.
    .PARAMETER Transport
    Where the engine runs: InProcess (inside this shell), Process (a child process), or Auto, which takes the first where pythonnet is installed.
    .PARAMETER Python
    The Python that runs the engine. Without it: the profile's, that of DMUPGRADE_PYTHON, the module's own environment, PATH.
    .EXAMPLE
    Connect-DMUpgrade -Sample ./estate

    Connects to a sample installation and shows versions, engine, transport and why it was chosen.
    .EXAMPLE
    Connect-DMUpgrade -Path ./estate/upgrade.toml -Transport Process

    Connects by profile, with the engine in a process of its own.
    .LINK
    about_DMUpgrade
    #>
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    [OutputType('DMUpgradeConnection')]
    param(
        [Parameter(Mandatory, Position = 0, ParameterSetName = 'Path')] [ValidateNotNullOrEmpty()] [string] $Path,
        [Parameter(Mandatory, ParameterSetName = 'Sample')] [ValidateNotNullOrEmpty()] [string] $Sample,
        [Parameter(Mandatory, ParameterSetName = 'Database')] [ValidateNotNullOrEmpty()] [string] $SourceDatabase,
        [Parameter(Mandatory, ParameterSetName = 'Database')] [ValidateNotNullOrEmpty()] [string] $TargetDatabase,
        [Parameter(Mandatory, ParameterSetName = 'Database')] [ValidateNotNullOrEmpty()] [string] $Directory,
        [Parameter(ParameterSetName = 'Database')] [ValidateSet('new', 'copy', 'same')] [string] $Topology,
        [Parameter(ParameterSetName = 'Database')] [string] $LogPath,
        [int] $IdentityStoreId,
        [securestring] $Passphrase,
        [ValidateSet('Auto', 'InProcess', 'Process')] [string] $Transport = 'Auto',
        [string] $Python
    )

    try {
        $request = @{}
        # The engine's working folder is not this shell's: paths go as full paths; a URL goes as it is, to be refused in the engine's words.
        $places = @{ Path = 'path'; Sample = 'sample'; SourceDatabase = 'source'; TargetDatabase = 'target'; Directory = 'directory'; LogPath = 'logPath' }
        foreach ($name in $places.Keys) {
            if ($PSBoundParameters.ContainsKey($name)) {
                $given = $PSBoundParameters[$name]
                $request[$places[$name]] = $given.Contains('://') ? $given : $PSCmdlet.GetUnresolvedProviderPathFromPSPath($given)
            }
        }
        if ($Topology) { $request['topology'] = $Topology }
        if ($PSBoundParameters.ContainsKey('IdentityStoreId')) { $request['identityStoreId'] = $IdentityStoreId }
        $secrets = if ($Passphrase) { @{ passphrase = $Passphrase } } else { @{} }

        Open-Session $PSCmdlet $request $secrets -Transport $Transport -Python $Python -ProfilePath $request['path']
        Send-NameWarning $PSCmdlet
        $script:Session.Connection
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
