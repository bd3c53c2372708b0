function Send-Warning {
    # A module's root file has no $PSCmdlet to warn through, and Write-Warning is not part of the bare engine.
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Message)

    $PSCmdlet.WriteWarning($Message)
}
