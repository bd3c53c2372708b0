function Get-PlanRequest {
    # The parameters that Get-DMUpgradePlan and Start-DMUpgrade share, as the seam wants them. Only what was given is sent.
    # A comparison (-Partial) names no features: those of the saved plan count.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [System.Collections.IDictionary] $Bound, [switch] $Partial)

    Confirm-Given $Bound 'Feature'
    $request = @{ Params = @{}; Secrets = @{} }
    if ($Bound.ContainsKey('Feature')) { $request.Params['features'] = $Bound['Feature'] }
    # Whoever is asked everything is asked for the features, too.
    elseif (-not $Partial -and -not $Bound['Interactive']) { $request.Params['features'] = @('Everything') }
    if ($Bound.ContainsKey('HistorySince')) { $request.Params['historySince'] = $Bound['HistorySince'] }
    if ($Bound.ContainsKey('EnableSchedules')) { $request.Params['enableSchedules'] = $Bound['EnableSchedules'] }
    foreach ($switch in 'Interactive', 'DocumentedOnly', 'AllowWritableSource') {
        if ($Bound.ContainsKey($switch)) {
            $request.Params[[char]::ToLowerInvariant($switch[0]) + $switch.Substring(1)] = [bool] $Bound[$switch]
        }
    }
    Add-AnswerRequest $Cmdlet $request $Bound
    $request
}
