function Undo-DMUpgrade {
    <#
    .SYNOPSIS
    Takes a run back: puts what stood there before in place again.
    .DESCRIPTION
    Works from the before-images in the journal, newest first. What somebody changed since the run is left alone and listed with the
    status Conflict, and with it what it is of no use without: a group that stays keeps its data source and its identity store. Ended by
    Ctrl+C or killed, it goes on when it is called again. A run whose objects a later run wrote again, or whose stores it needs, is
    refused with that run's number: take it back first. What went by call through a documented door (rest, shell) stays and is listed: those show
    too little of an object to put it back. With -WhatIf the lines come back with the status Planned.
    .PARAMETER RunId
    The run; without it the newest that is not undone.
    .PARAMETER Run
    A run, as Get-DMUpgradeRun gives it.
    .PARAMETER Force
    Does not ask. Nothing that was changed since is overwritten all the same.
    .EXAMPLE
    Undo-DMUpgrade -WhatIf
    .EXAMPLE
    Undo-DMUpgrade -Force | Where-Object Status -eq Conflict
    .LINK
    Get-DMUpgradeRun
    #>
    [CmdletBinding(DefaultParameterSetName = 'RunId', SupportsShouldProcess, ConfirmImpact = 'High')]
    [OutputType('DMUpgradeItemResult', 'DMUpgradeRun')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'RunId')] [Nullable[int]] $RunId,
        [Parameter(Mandatory, ValueFromPipeline, ParameterSetName = 'Run')] [PSTypeName('DMUpgradeRun')] [psobject] $Run,
        [switch] $Force
    )

    begin {
        if ($Force -and -not $PSBoundParameters.ContainsKey('Confirm')) {
            # The question only: -WhatIf and every look before an image is put back stay.
            $ConfirmPreference = 'None'
        }
    }
    process {
        try {
            Confirm-Given $PSBoundParameters 'RunId'
            $request = Get-RunRequest ($Run ? $Run.RunId : $RunId)
            # Asked first: what cannot be taken back is refused before anybody is asked.
            $planned = @(Invoke-EngineJob $PSCmdlet 'run.undoable' $request -Rows ItemResult)
            $number = $planned.Count ? $planned[0].RunId : ($Run ? $Run.RunId : $RunId)
            if ($PSCmdlet.ShouldProcess((Get-RunTarget $PSCmdlet $number), "Take run $number back: $($planned.Count) lines")) {
                Invoke-EngineJob $PSCmdlet 'run.undo' $request -As Run
            }
            else {
                $planned
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
