function Get-DMUpgradeTarget {
    <#
    .SYNOPSIS
    Shows what the target holds, and by which doors it is written.
    .DESCRIPTION
    Reads the Directory Manager 11.1: version, objects by kind, history, features already upgraded, and the door of each kind of object.
    Changes nothing.
    .PARAMETER Drift
    Lists instead the tables, columns and files that differ from what this product expects of a Directory Manager 11.1.
    .EXAMPLE
    Get-DMUpgradeTarget
    .EXAMPLE
    (Get-DMUpgradeTarget).Doors
    .EXAMPLE
    Get-DMUpgradeTarget -Drift
    .LINK
    Get-DMUpgradeSource
    #>
    [CmdletBinding()]
    [OutputType('DMUpgradeTarget', 'DMUpgradeDrift')]
    param([switch] $Drift)

    try {
        if ($Drift) {
            Invoke-EngineJob $PSCmdlet 'target.drift' -Rows Drift
        }
        else {
            Invoke-EngineJob $PSCmdlet 'target.inspect' -As Target
        }
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
