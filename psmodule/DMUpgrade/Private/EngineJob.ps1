function Invoke-EngineJob {
    # A method that is a job, on the session's connection: started, polled, its rows and its result handed down the pipeline.
    param(
        [Parameter(Mandatory)] [System.Management.Automation.PSCmdlet] $Cmdlet,
        [Parameter(Mandatory)] [string] $Method,
        [System.Collections.IDictionary] $Params = @{},
        [System.Collections.IDictionary] $Secrets = @{},
        [string] $As,      # result type of the answer
        [string] $Rows     # result type of the answer's 'rows'; with neither, the answer's JSON is given
    )

    $session = Get-OpenSession $Cmdlet
    $request = @{ connection = $session.Connection.Id } + $Params
    Receive-EngineJob $Cmdlet $session.Engine $Method $request $Secrets -As $As -Rows $Rows
}

function Receive-EngineJob {
    param(
        [System.Management.Automation.PSCmdlet] $Cmdlet,
        [hashtable] $Engine,
        [string] $Method,
        [System.Collections.IDictionary] $Params,
        [System.Collections.IDictionary] $Secrets = @{},
        [string] $As,
        [string] $Rows
    )

    $job = Start-EngineJob $Cmdlet $Engine $Method $Params $Secrets
    try {
        do {
            Step-EngineJob $job
        } while ($job.State -eq 'running')
    }
    finally {
        # Reached by Ctrl+C and by a downstream Select-Object -First as well: nothing of the job goes on unseen.
        $cut = $job.State -eq 'running'
        Stop-EngineJob $job
        Complete-Progress $job -Cut:$cut
    }
    if ($job.State -eq 'failed') {
        throw ConvertFrom-EngineError $job.Error
    }
    if ($As) {
        $made = ConvertFrom-EngineResult $job.Result $As
        if ($As -eq 'Plan') { $script:Session.Plan = $made }
        $made
    }
    elseif ($Rows) {
        ConvertFrom-EngineResult $job.Result.GetProperty('rows') $Rows -Rows
    }
    else {
        $job.Result
    }
}

function Start-EngineJob {
    param(
        [System.Management.Automation.PSCmdlet] $Cmdlet,
        [hashtable] $Engine,
        [string] $Method,
        [System.Collections.IDictionary] $Params,
        [System.Collections.IDictionary] $Secrets = @{}
    )

    $started = Invoke-Engine $Engine $Method $Params $Secrets
    @{
        Cmdlet = $Cmdlet
        Engine = $Engine
        Id     = $started.GetProperty('job').GetString()
        State  = 'running'
        Result = $null
        Error  = $null
        Bars   = [ordered] @{}    # in the order they came: the run, then its features
    }
}

function Stop-EngineJob {
    # Says stop and waits for the answer: the run must have reached its safe point before the prompt comes back.
    param([hashtable] $Job)

    if ($Job.State -ne 'running' -or $Job.Engine.ContainsKey('Dead')) {
        return
    }
    try {
        $null = Invoke-Engine $Job.Engine 'job.cancel' @{ job = $Job.Id }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        do {
            $answer = Invoke-Engine $Job.Engine 'job.poll' @{ job = $Job.Id }
            $Job.State = Get-JsonText $answer 'state'
        } while ($Job.State -eq 'running' -and $clock.ElapsedMilliseconds -lt 2000)
    }
    catch {
        # Whatever it was, the pipeline is ending and has no place for a second error; the journal knows the run.
        $Job.State = 'failed'
    }
}
