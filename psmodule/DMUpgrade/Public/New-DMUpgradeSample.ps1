function New-DMUpgradeSample {
    <#
    .SYNOPSIS
    Writes a sample GroupID 10 or 9 installation to try an upgrade on.
    .DESCRIPTION
    A believable company: identity stores, groups of all kinds, history, and the ugly cases. The same seed gives the same installation.
    Connect-DMUpgrade -Sample connects to it.
    .PARAMETER Path
    The folder to write to.
    .PARAMETER Size
    Small (about 60 groups, 5,000 events), Medium (5,000 groups, 500,000 events) or Large (30,000 groups, 5,000,000 events).
    .PARAMETER Version
    10, or 9: the same company in GroupID 9, whose database is assumed in whole.
    .PARAMETER Topology
    How the target's database stands to the source's: new, copy or same.
    .PARAMETER Seed
    Another number gives another company.
    .PARAMETER Force
    Replaces the sample that stands in the folder already, with all that is in it. A folder that holds anything else is left alone.
    .EXAMPLE
    New-DMUpgradeSample -Path ./another -Size Small
    .EXAMPLE
    New-DMUpgradeSample -Path ./another -Topology copy -Seed 7 -Force -WhatIf
    .LINK
    Connect-DMUpgrade
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType('DMUpgradeSample')]
    param(
        [Parameter(Mandatory, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Path,
        [ValidateSet('Small', 'Medium', 'Large')] [string] $Size = 'Small',
        [ValidateSet('10', '9')] [string] $Version = '10',
        [ValidateSet('new', 'copy', 'same')] [string] $Topology = 'new',
        [int] $Seed,
        [switch] $Force
    )

    try {
        $folder = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
        $request = @{ path = $folder; size = $Size; version = $Version; topology = $Topology; force = $Force }
        if ($PSBoundParameters.ContainsKey('Seed')) { $request['seed'] = $Seed }
        if ($PSCmdlet.ShouldProcess($folder, "Write a $Size sample installation, topology $Topology")) {
            Use-Engine $PSCmdlet { param($engine) Receive-EngineJob $PSCmdlet $engine 'sample.create' $request -As Sample }
        }
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
