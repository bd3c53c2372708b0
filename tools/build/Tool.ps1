# Starting other programs from build.ps1: they write to this console themselves, so colours, order and bars stay theirs.

function Say([string] $Text) { [Console]::Out.WriteLine($Text) }

# A plain sentence for the person at the console, not an error record with a position in this script.
function Stop-Build([string] $Message) { throw [OperationCanceledException]::new($Message) }

# Runs a program to its end and returns its exit code. With -Quiet its output comes back instead, as Code and Text.
function Invoke-Tool([string] $Program, [object[]] $Arguments = @(), [hashtable] $Environment = @{}, [switch] $Quiet) {
    $start = [Diagnostics.ProcessStartInfo]::new($Program)
    $start.UseShellExecute = $false
    $start.WorkingDirectory = $root
    $start.RedirectStandardOutput = $start.RedirectStandardError = $Quiet.IsPresent
    foreach ($argument in $Arguments) { $start.ArgumentList.Add("$argument") }
    foreach ($name in $Environment.Keys) { $start.Environment[$name] = $Environment[$name] }
    try { $process = [Diagnostics.Process]::Start($start) }
    catch [ComponentModel.Win32Exception] {
        if ($Quiet) { return @{ Code = 127; Text = $_.Exception.Message } }
        Stop-Build "'$Program' could not be started: $($_.Exception.InnerException.Message)"
    }
    try {
        if ($Quiet) {
            $said = $process.StandardOutput.ReadToEndAsync()
            $wrong = $process.StandardError.ReadToEndAsync()
        }
        # In short waits, so that Ctrl+C is heard here even where only this process gets it.
        while (-not $process.WaitForExit(200)) { }
        if ($Quiet) { return @{ Code = $process.ExitCode; Text = $said.Result + $wrong.Result } }
        return $process.ExitCode
    }
    finally {
        if (-not $process.HasExited) { $process.Kill($true) }
        $process.Dispose()
    }
}

function Test-PythonModule([string] $Name) {
    $look = "import importlib.util, sys; sys.exit(importlib.util.find_spec('$Name') is None)"
    (Invoke-Tool $env:DMUPGRADE_PYTHON @('-c', $look) -Quiet).Code -eq 0
}
