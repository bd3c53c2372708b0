function Import-DMUpgradePlan {
    <#
    .SYNOPSIS
    Reads a plan that Export-DMUpgradePlan wrote as JSON.
    .DESCRIPTION
    The digest is checked: a plan that was edited is refused. Whether it still fits source and target is checked when it is started.
    .PARAMETER Path
    The file.
    .EXAMPLE
    Import-DMUpgradePlan ./plan.json
    .LINK
    Start-DMUpgrade
    #>
    [CmdletBinding()]
    [OutputType('DMUpgradePlan')]
    param([Parameter(Mandatory, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Path)

    try {
        Invoke-EngineJob $PSCmdlet 'plan.read' @{ plan = Get-PlanText $PSCmdlet -Path $Path } -As Plan
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
