function Get-PlanText {
    # A plan's canonical text, from the object or from its file; never written by PowerShell.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [psobject] $Plan, [string] $Path)

    if ($null -ne $Plan) {
        return $Plan.Text
    }
    $file = $Cmdlet.GetUnresolvedProviderPathFromPSPath($Path)
    if (-not [System.IO.File]::Exists($file)) {
        throw New-EngineError -Id 'DMUpgrade.File.Unreadable' -Category ObjectNotFound -Target $file -Message "There is no file '$file'." `
            -RecommendedAction 'Name a file that Export-DMUpgradePlan wrote as JSON.'
    }
    [System.IO.File]::ReadAllText($file)
}
