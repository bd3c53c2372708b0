function Suspend-DMUpgrade {
    <#
    .SYNOPSIS
    Pauses a run at its next safe point.
    .DESCRIPTION
    The run keeps its place and its lock and waits for Resume-DMUpgrade. Works from any shell that reaches the target.
    .PARAMETER RunId
    The run; without it the one that is running.
    .PARAMETER Run
    A run, as Get-DMUpgradeRun gives it.
    .EXAMPLE
    Get-DMUpgradeRun | Where-Object Status -eq Running | Suspend-DMUpgrade
    .EXAMPLE
    Get-DMUpgradeRun | Where-Object Status -eq Running | ForEach-Object { Suspend-DMUpgrade -RunId $_.RunId -WhatIf }
    .LINK
    Resume-DMUpgrade
    #>
    [CmdletBinding(DefaultParameterSetName = 'RunId', SupportsShouldProcess)]
    [OutputType('DMUpgradeRun')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'RunId')] [Nullable[int]] $RunId,
        [Parameter(Mandatory, ValueFromPipeline, ParameterSetName = 'Run')] [PSTypeName('DMUpgradeRun')] [psobject] $Run
    )

    process {
        try {
            Confirm-Given $PSBoundParameters 'RunId'
            Send-RunControl $PSCmdlet 'pause' ($Run ? $Run.RunId : $RunId) 'Pause the upgrade'
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
