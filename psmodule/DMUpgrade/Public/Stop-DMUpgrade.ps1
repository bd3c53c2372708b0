function Stop-DMUpgrade {
    <#
    .SYNOPSIS
    Stops a run at its next safe point.
    .DESCRIPTION
    What is written stays, and the journal knows it: Resume-DMUpgrade goes on from there. Works from any shell that reaches the target.
    .PARAMETER RunId
    The run; without it the one that is running.
    .PARAMETER Run
    A run, as Get-DMUpgradeRun gives it.
    .EXAMPLE
    Get-DMUpgradeRun | Where-Object Status -eq Running | Stop-DMUpgrade
    .EXAMPLE
    Get-DMUpgradeRun | Where-Object Status -eq Running | ForEach-Object { Stop-DMUpgrade -RunId $_.RunId -WhatIf }
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
            Send-RunControl $PSCmdlet 'stop' ($Run ? $Run.RunId : $RunId) 'Stop the upgrade'
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
