function Get-DMUpgradeRun {
    <#
    .SYNOPSIS
    Shows the runs of this target, live ones included.
    .DESCRIPTION
    Read from the target's journal, so runs of other shells and other people are seen, too. Connect-DMUpgrade comes first; for a target
    that is reached by the Management Shell without a database, it needs that shell.
    .PARAMETER RunId
    One run only.
    .EXAMPLE
    Get-DMUpgradeRun
    .EXAMPLE
    (Get-DMUpgradeRun).Features | Where-Object Failed -gt 0
    .LINK
    Start-DMUpgrade
    #>
    [CmdletBinding()]
    [OutputType('DMUpgradeRun')]
    param([Parameter(Position = 0)] [Nullable[int]] $RunId)

    try {
        Clear-BackgroundRun $PSCmdlet
        Invoke-EngineJob $PSCmdlet 'run.list' (Get-RunRequest $RunId) -Rows Run
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
