function Find-Python {
    # The Python that runs the engine: the first of an ordered list of candidates that is new enough and has the engine.
    # A candidate named by -Python stands alone: whoever names one wants that one.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [string] $Python, [string] $ProfilePath)

    $refused = [System.Collections.Generic.List[string]]::new()
    foreach ($candidate in Get-PythonCandidate -Python $Python -ProfilePath $ProfilePath) {
        $found = Test-PythonCandidate $candidate.Path
        if (-not $found.Reason) {
            foreach ($line in $refused) {
                $Cmdlet.WriteVerbose("Python not taken: $line")
            }
            return $found
        }
        $refused.Add("$($candidate.From): $($candidate.Path) ($($found.Reason))")
    }
    if ($refused.Count -eq 0) {
        $refused.Add('no candidate at all: no -Python, no profile, no DMUPGRADE_PYTHON, no environment of the module, none in PATH')
    }
    throw New-EngineError -Id 'DMUpgrade.Engine.PythonNotFound' -Category ObjectNotFound -Target $Python -Details $refused.ToArray() `
        -Message 'No Python was found that can run the upgrade engine. Tried, in this order:' `
        -RecommendedAction ('Run the set-up (build.ps1 Setup), or install Python 3.11 or later with the package dm-upgrade and name it by ' +
            '-Python, by python = "..." in the profile, or by the environment variable DMUPGRADE_PYTHON.')
}
