# One bar for the run, one a feature under it. A bar is drawn at most five times a second and always put away at the end.
$script:ProgressSource = 20110    # the same for all records of a bar, also for the one that a stopping pipeline draws

function Show-Progress {
    # Takes down what the engine tells; Update-Progress draws it.
    param([hashtable] $Job, [System.Text.Json.JsonElement] $Told)

    $feature = "$(Get-JsonText $Told 'feature')"
    if (-not $Job.Bars.Contains($feature)) {
        $isRun = $feature -eq ''
        $Job.Bars[$feature] = @{
            Id      = $isRun ? 1 : 2 + @($Job.Bars.Keys | Where-Object { $_ }).Count
            Parent  = -not $isRun -and $Job.Bars.Contains('') ? 1 : -1
            Drawn   = $null
            Waiting = $null
            Open    = $false
        }
    }
    $bar = $Job.Bars[$feature]
    $status = Get-JsonText $Told 'status'
    $record = [System.Management.Automation.ProgressRecord]::new($bar.Id, (Get-JsonText $Told 'activity'), ($status ? $status : ' '))
    $record.ParentActivityId = $bar.Parent
    $done = [double] (Get-JsonText $Told 'done')
    $total = [double] (Get-JsonText $Told 'total')
    $record.PercentComplete = $total -gt 0 ? [int] [math]::Min(100, 100 * $done / $total) : -1
    if ((Get-JsonText $Told 'completed') -eq 'True') {
        $record.RecordType = [System.Management.Automation.ProgressRecordType]::Completed
        $Job.Cmdlet.CommandRuntime.WriteProgress($script:ProgressSource, $record)
        $bar.Open = $false
        $bar.Waiting = $null
    }
    else {
        $bar.Waiting = $record
        $bar.Open = $true
    }
}

function Update-Progress {
    param([hashtable] $Job)

    foreach ($bar in $Job.Bars.Values) {
        if ($null -ne $bar.Waiting -and ($null -eq $bar.Drawn -or $bar.Drawn.ElapsedMilliseconds -ge 200)) {
            $Job.Cmdlet.CommandRuntime.WriteProgress($script:ProgressSource, $bar.Waiting)
            $bar.Waiting = $null
            $bar.Drawn = [System.Diagnostics.Stopwatch]::StartNew()
        }
    }
}

function Complete-Progress {
    # Puts away what is still shown. A pipeline that is cut off takes no record any more; its host does.
    param([hashtable] $Job, [switch] $Cut)

    foreach ($bar in $Job.Bars.Values) {
        if ($bar.Open) {
            $record = [System.Management.Automation.ProgressRecord]::new($bar.Id, ' ', ' ')
            $record.ParentActivityId = $bar.Parent
            $record.RecordType = [System.Management.Automation.ProgressRecordType]::Completed
            $writer = $Cut ? $Job.Cmdlet.Host.UI : $Job.Cmdlet.CommandRuntime
            $writer.WriteProgress($script:ProgressSource, $record)
            $bar.Open = $false
        }
    }
}
