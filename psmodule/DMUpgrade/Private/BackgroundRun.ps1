function Start-BackgroundRun {
    # A run in a process of its own, so that this shell is free. Comes back with the run as soon as the journal knows it;
    # questions are settled before that. The process ends with the run, or with this shell (then Resume-DMUpgrade goes on).
    param(
        [System.Management.Automation.PSCmdlet] $Cmdlet,
        [hashtable] $Session,
        [hashtable] $Request    # Params and Secrets of run.start
    )

    $kept = $false
    $engine = Start-ProcessTransport $Session.Engine.Python -Reason 'background run'
    try {
        Confirm-EngineVersion $engine
        $open = Receive-EngineJob $Cmdlet $engine 'connection.open' $Session.Open.Request $Session.Open.Secrets -As Connection
        $connection = @{ connection = $open.Id }
        Add-KeptSecret $Request $Session.Secrets
        $last = Get-LastRunId $Cmdlet $engine $connection
        $job = Start-EngineJob $Cmdlet $engine 'run.start' ($connection + @{ background = $true } + $Request.Params) $Request.Secrets
        $run = $null
        while ($null -eq $run -and $job.State -eq 'running') {
            # The rows are in the journal; here they would arrive as long as nobody looks.
            $null = Step-EngineJob $job
            $run = Receive-EngineJob $Cmdlet $engine 'run.list' $connection -Rows Run | Where-Object RunId -gt $last
        }
        Complete-Progress $job
        if ($job.State -eq 'failed') {
            throw ConvertFrom-EngineError $job.Error
        }
        if ($job.State -eq 'running') {
            $null = (Get-SharedState).Background.Add($job)
            $kept = $true
            $run
        }
        else {
            ConvertFrom-EngineResult $job.Result Run
        }
    }
    finally {
        if (-not $kept) {
            Stop-Engine $engine
        }
    }
}

function Add-KeptSecret {
    # The plan holds no secret, and the new process has not heard those that were given in this shell: the ones that answer
    # the plan are told again. Where it names a reference, or does without, what was given before is not its answer.
    param([hashtable] $Request, [hashtable] $Kept)

    $answers = if ($Request.Params.ContainsKey('answers')) { $Request.Params['answers'] } else { @{} }
    foreach ($id in $Kept.Keys) {
        # The answer as the plan's JSON writes it; its key is that of an object with this one member.
        $quoted = ((ConvertTo-JsonText @{ $id = 0 }) -replace '^\{|:0\}$') + ':{"file":null,"reference":null,"secret":true,'
        if (-not $answers.ContainsKey($id) -and $Request.Params['plan'].Contains($quoted)) {
            $answers[$id] = @{ secret = $true }
            $Request.Secrets[$id] = $Kept[$id]
        }
    }
    if ($answers.Count -gt 0) {
        $Request.Params['answers'] = $answers
    }
}

function Get-LastRunId {
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [hashtable] $Engine, [hashtable] $Connection)

    $last = 0
    foreach ($run in Receive-EngineJob $Cmdlet $Engine 'run.list' $Connection -Rows Run) {
        $last = [math]::Max($last, $run.RunId)
    }
    $last
}

function Clear-BackgroundRun {
    # Processes whose run has ended are let go; one that runs on is left alone.
    param([System.Management.Automation.PSCmdlet] $Cmdlet)

    $background = (Get-SharedState).Background
    foreach ($job in $background.ToArray()) {
        try {
            $answer = Invoke-Engine $job.Engine 'job.poll' @{ job = $job.Id }
            if ((Get-JsonText $answer 'state') -eq 'running') {
                continue
            }
        }
        catch {
            $Cmdlet.WriteWarning("The process of a background run is gone: $($_.Exception.Message)")
        }
        $background.Remove($job)
        Stop-Engine $job.Engine
    }
}
