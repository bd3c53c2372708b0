function Send-RunControl {
    # Pause, continue or stop, through the journal of the target: the run may be another shell's.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [string] $Action, [Nullable[int]] $RunId, [string] $What)

    $request = Get-RunRequest $RunId
    if ($Cmdlet.ShouldProcess((Get-RunTarget $Cmdlet $RunId), $What)) {
        Invoke-EngineJob $Cmdlet 'run.control' (@{ action = $Action } + $request) -As Run
    }
    else {
        Get-PlannedRun $Cmdlet $RunId $Action
    }
}

function Get-RunRequest {
    # An id that is not given is not sent: the engine then takes the run that the method is about.
    param([Nullable[int]] $RunId)

    if ($null -ne $RunId) { @{ runId = $RunId } } else { @{} }
}

function Get-RunTarget {
    # -Otherwise: which run it is about when nobody named one.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [Nullable[int]] $RunId, [string] $Otherwise = 'the current run')

    $name = if ($null -ne $RunId) { "run $RunId" } else { $Otherwise }
    "$name of target $((Get-OpenSession $Cmdlet).Connection.TargetIdentity)"
}

function Get-PlannedRun {
    # The answer of -WhatIf, and of 'no': the run it would have been, and nothing done to it.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [Nullable[int]] $RunId, [string] $Action)

    foreach ($run in Invoke-EngineJob $Cmdlet 'run.list' (@{ meantBy = $Action } + (Get-RunRequest $RunId)) -Rows Run) {
        $run.Status = 'Planned'
        $run
    }
}
