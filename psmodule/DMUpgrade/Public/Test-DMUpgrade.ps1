function Test-DMUpgrade {
    <#
    .SYNOPSIS
    Checks before an upgrade whether it can succeed.
    .DESCRIPTION
    Gives one row a check, each with what to do about it. Not a truth value: look at Status (Passed, Warning, Failed, Skipped). Nothing is
    changed. Systems that the profile names are connected to, and so are the addresses at which their certificates could be revoked.
    .PARAMETER Feature
    What is going to be upgraded; without it, Everything.
    .PARAMETER AllowWritableSource
    Takes a source that could be written to for a warning and no failure, as the upgrade does that is started so.
    .EXAMPLE
    Test-DMUpgrade | Where-Object Status -ne Passed
    .EXAMPLE
    Test-DMUpgrade -Feature Configuration
    .LINK
    Get-DMUpgradePlan
    #>
    [CmdletBinding()]
    [OutputType('DMUpgradeCheck')]
    param(
        [Parameter(Position = 0)] [string[]] $Feature = @('Everything'),
        [switch] $AllowWritableSource
    )

    try {
        Confirm-Given $PSBoundParameters 'Feature'
        Invoke-EngineJob $PSCmdlet 'preflight.run' @{ features = $Feature; allowWritableSource = [bool] $AllowWritableSource } -Rows Check
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
