function Get-DMUpgradeSource {
    <#
    .SYNOPSIS
    Shows what the source holds.
    .DESCRIPTION
    Reads the GroupID installation: version, identity stores, groups by kind, history by stream, and what cannot be read. Changes nothing.
    .PARAMETER Drift
    Lists instead the tables, columns and files that differ from what this product expects of a GroupID 10.
    .EXAMPLE
    Get-DMUpgradeSource
    .EXAMPLE
    (Get-DMUpgradeSource).Stores | Where-Object Carried -eq $false

    The identity stores that stay behind.
    .EXAMPLE
    Get-DMUpgradeSource -Drift | Where-Object Needed
    .LINK
    Get-DMUpgradeTarget
    #>
    [CmdletBinding()]
    [OutputType('DMUpgradeSource', 'DMUpgradeDrift')]
    param([switch] $Drift)

    try {
        if ($Drift) {
            Invoke-EngineJob $PSCmdlet 'source.drift' -Rows Drift
        }
        else {
            Invoke-EngineJob $PSCmdlet 'source.inspect' -As Source
        }
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
