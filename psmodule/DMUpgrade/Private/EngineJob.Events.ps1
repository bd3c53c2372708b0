function Step-EngineJob {
    # One poll of a job: rows go down the pipeline, the rest to where PowerShell wants it. The state is left in $Job.
    param([hashtable] $Job)

    $cmdlet = $Job.Cmdlet
    $answer = Invoke-Engine $Job.Engine 'job.poll' @{ job = $Job.Id }
    $events = [System.Text.Json.JsonElement]::new()
    if ($answer.TryGetProperty('events', [ref] $events) -and $events.ValueKind -eq 'Array') {
        foreach ($told in $events.EnumerateArray()) {
            switch ($told.GetProperty('event').GetString()) {
                'row' { Send-Row $cmdlet (ConvertFrom-EngineResult $told.GetProperty('row') $told.GetProperty('type').GetString()) }
                'progress' { Show-Progress $Job $told }
                'warning' { $cmdlet.WriteWarning($told.GetProperty('message').GetString()) }
                'verbose' { $cmdlet.WriteVerbose($told.GetProperty('message').GetString()) }
                'question' { Send-Answer $Job $told }
                'page' { Show-Page $cmdlet $told }
            }
        }
    }
    Update-Progress $Job

    $state = $answer.GetProperty('state').GetString()
    if ($state -eq 'failed') {
        $Job.Error = $answer.GetProperty('error')
    }
    elseif ($state -ne 'running') {
        $Job.Result = $answer.GetProperty('result')
    }
    $Job.State = $state
}

function Send-Row {
    # A row that failed is an object like the others, and an error that does not end the command.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [object] $Row)

    $Row
    if (($Row -is [DMUpgradeItemResult] -or $Row -is [DMUpgradeGroupResult]) -and $Row.Status -eq 'Failed' -and $Row.ErrorId) {
        # What was named and is no one group has no name of its own.
        $name = $Row.Name ? $Row.Name : $Row.Identity
        $Cmdlet.WriteError((New-EngineError -Id $Row.ErrorId -Category InvalidResult -Target $Row -Message "${name}: $($Row.Message)" `
            -RecommendedAction $Row.RecommendedAction))
    }
}

function Show-Page {
    # A page of -Interactive that asks nothing: shown where the questions are shown, not put into the pipeline.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [System.Text.Json.JsonElement] $Page)

    foreach ($member in 'caption', 'text') {
        foreach ($line in (Get-JsonText $Page $member).Split("`n")) { $Cmdlet.Host.UI.WriteLine($line) }
    }
    $Cmdlet.Host.UI.WriteLine()
}
