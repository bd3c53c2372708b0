# The engine in a child process: python -m pyupgrade serve, one JSON object a line. It needs nothing but Python, a crash
# of it is an error record here, and a background run has one of its own.

function Start-ProcessTransport {
    param([Parameter(Mandatory)] [hashtable] $Python, [string] $Reason)

    $start = New-PythonStart $Python.Path
    foreach ($word in '-m', 'pyupgrade', 'serve') {
        $start.ArgumentList.Add($word)
    }
    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.NewLine = "`n"
    # Copied by .NET on its own: a full pipe would hold the child up, and a script block cannot run on a pool thread.
    $errors = [System.IO.MemoryStream]::new()
    @{
        Transport = 'Process'
        Reason    = $Reason
        Python    = $Python
        LastId    = 0
        Process   = $process
        Reading   = $null
        Errors    = $errors
        Copying   = $process.StandardError.BaseStream.CopyToAsync($errors)
    }
}

function Send-ProcessRequest {
    # Short waits instead of one long read: only between two statements can Ctrl+C stop a script.
    param([hashtable] $Engine, [string] $Text, [int] $Id)

    try {
        $Engine.Process.StandardInput.WriteLine($Text)
        $Engine.Process.StandardInput.Flush()
    }
    catch [System.Management.Automation.MethodInvocationException] {
        throw New-DeathRecord $Engine
    }
    while ($true) {
        if ($null -eq $Engine.Reading) {
            $Engine.Reading = $Engine.Process.StandardOutput.ReadLineAsync()
        }
        while (-not $Engine.Reading.Wait(50)) { }
        $line = $Engine.Reading.Result
        $Engine.Reading = $null
        if ($null -eq $line) {
            throw New-DeathRecord $Engine
        }
        $answer = [System.Text.Json.JsonDocument]::Parse($line).RootElement
        # The answer to a request that Ctrl+C kept us from waiting for comes first; it is nobody's any more.
        if ($answer.GetProperty('id').ToString() -eq "$Id") {
            return $answer
        }
    }
}

function New-DeathRecord {
    # What the child said last is all that is left of it.
    param([hashtable] $Engine)

    $code = 'unknown'
    if ($Engine.Process.WaitForExit(2000)) {
        $code = $Engine.Process.ExitCode
        $null = $Engine.Copying.Wait(1000)
    }
    $said = [System.Text.Encoding]::UTF8.GetString($Engine.Errors.ToArray()).TrimEnd().Split("`n")
    $last = [string[]] @($said | Where-Object { $_ })
    if ($last.Count -gt 12) {
        $last = $last[-12..-1]
    }
    $Engine.Dead = $true
    New-EngineError -Id 'DMUpgrade.Engine.Died' -Category ResourceUnavailable -Target $Engine.Python.Path -Details $last `
        -Message "The engine's process ended unexpectedly (exit code $code)." `
        -RecommendedAction 'Connect again with Connect-DMUpgrade. A run that was at work goes on with Resume-DMUpgrade.'
}

function Stop-ProcessTransport {
    # The end of its input is the child's word to end; a run stops at its next safe point.
    param([hashtable] $Engine)

    try {
        $Engine.Process.StandardInput.Close()
        if (-not $Engine.Process.WaitForExit(3000)) {
            $Engine.Process.Kill($true)
        }
    }
    catch [System.Management.Automation.MethodInvocationException] {
        # It is gone already, which is what was wanted.
        $Engine.Dead = $true
    }
    $Engine.Process.Dispose()
}
