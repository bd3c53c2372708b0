function Get-DMUpgradePlan {
    <#
    .SYNOPSIS
    Builds the plan of an upgrade. Changes nothing.
    .DESCRIPTION
    The plan says what would be written (Items), what has to be answered first (Decisions) and what this installation loses or has to
    do by hand (Notices). It can be saved, read by others, compared, and started.
    .PARAMETER Feature
    Configuration, History, Groups, Synchronize, Schedules, Reports, or Everything, which is taken when none is named.
    .PARAMETER Answer
    Answers by decision id: a text, a choice, a file, a reference such as 'secret:contoso-app', or a SecureString or PSCredential.
    .PARAMETER AnswerPath
    A TOML file with the answers in a table [answers].
    .PARAMETER Interactive
    Asks for the answers that are still open.
    .PARAMETER HistorySince
    Leaves out history events before this time. Without it all history is carried.
    .PARAMETER DocumentedOnly
    Plans only what a documented door of the target can take.
    .PARAMETER AllowWritableSource
    Accepts a source that could be written to. Copies and read-only accounts are safer.
    .PARAMETER EnableSchedules
    Names of schedules, with * and ?, that are enabled at once; all others arrive disabled.
    .PARAMETER Against
    A saved plan. Gives what has changed since, instead of a plan. What else is given here stands over what the plan was asked for, its
    features and answers included; what is left out is as the plan has it.
    .EXAMPLE
    Get-DMUpgradePlan -Feature Configuration, History
    .EXAMPLE
    (Get-DMUpgradePlan).Notices | Where-Object Severity -eq Loss
    .EXAMPLE
    Get-DMUpgradePlan -Against ./plan.json

    What has changed since the plan was saved with Export-DMUpgradePlan.
    .EXAMPLE
    Get-DMUpgradePlan -Against ./plan.json -DocumentedOnly

    What would be otherwise, too, were only documented doors used.
    .LINK
    Set-DMUpgradeAnswer
    .LINK
    Start-DMUpgrade
    #>
    [CmdletBinding()]
    [OutputType('DMUpgradePlan', 'DMUpgradePlanDifference')]
    param(
        [Parameter(Position = 0)] [string[]] $Feature,
        [System.Collections.IDictionary] $Answer,
        [ValidateNotNullOrEmpty()] [string] $AnswerPath,
        [switch] $Interactive,
        [DateTimeOffset] $HistorySince,
        [switch] $DocumentedOnly,
        [switch] $AllowWritableSource,
        [string[]] $EnableSchedules,
        [ValidateNotNullOrEmpty()] [string] $Against
    )

    try {
        $request = Get-PlanRequest $PSCmdlet $PSBoundParameters -Partial:([bool] $Against)
        if ($Against) {
            $request.Params['plan'] = Get-PlanText $PSCmdlet -Path $Against
            return Invoke-EngineJob $PSCmdlet 'plan.compare' $request.Params $request.Secrets -Rows PlanDifference
        }
        Invoke-EngineJob $PSCmdlet 'plan.build' $request.Params $request.Secrets -As Plan
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
