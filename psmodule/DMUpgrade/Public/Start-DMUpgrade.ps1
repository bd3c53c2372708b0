function Start-DMUpgrade {
    <#
    .SYNOPSIS
    Runs an upgrade.
    .DESCRIPTION
    Runs a plan from the pipeline or a file, or builds one from the same parameters as Get-DMUpgradePlan and runs it. Gives a row per
    feature and group while it works and the run at the end. Ctrl+C stops at the next safe point; Resume-DMUpgrade goes on from there.
    Running the same plan twice changes nothing the second time. With -WhatIf the plan's lines come back with the status Planned.
    .PARAMETER Plan
    The plan to run.
    .PARAMETER Path
    The file of the plan to run.
    .PARAMETER Feature
    Configuration, History, Groups, Synchronize, Schedules, Reports, or Everything, which is taken when none is named.
    .PARAMETER Answer
    Answers by decision id: a text, a choice, a file, a reference such as 'secret:contoso-app', or a SecureString or PSCredential.
    For a plan that was made before, values of its secrets and its own files: another answer than the plan's is refused.
    .PARAMETER AnswerPath
    A TOML file with the answers in a table [answers].
    .PARAMETER HistorySince
    Leaves out history events before this time. Without it all history is carried.
    .PARAMETER DocumentedOnly
    Plans only what a documented door of the target can take.
    .PARAMETER EnableSchedules
    Names of schedules, with * and ?, that are enabled at once; all others arrive disabled.
    .PARAMETER Interactive
    Walks the vendor's 17 steps: asks what is still open, and at the summary for each loss that -AcceptLoss does not name. What was
    typed ends with a run that does not begin: keep it by making the plan first ($plan = Get-DMUpgradePlan -Interactive).
    .PARAMETER AllowWritableSource
    Accepts a source that could be written to. Copies and read-only accounts are safer.
    .PARAMETER AcceptLoss
    Ids of the loss notices that are accepted, or All. A loss that must be named is not part of All.
    .PARAMETER Exact
    Refuses to run when the source's history has grown since the plan was made.
    .PARAMETER RaiseLimit
    Raises the guard's limits for this run, by kind of object: @{ group = 500 }.
    .PARAMETER StopAfter
    Ends the run after this stage; Resume-DMUpgrade goes on with the next.
    .PARAMETER AsJob
    Runs in a process of its own and gives the run at once. Get-DMUpgradeRun shows how it goes. Refused for a plan that needs the vendor's
    cmdlets (door shell): they live in this shell.
    .PARAMETER Force
    Does not ask. Every check is made all the same.
    .EXAMPLE
    Start-DMUpgrade -WhatIf
    .EXAMPLE
    Get-DMUpgradePlan -Feature Configuration, History | Start-DMUpgrade -AcceptLoss All -Force
    .EXAMPLE
    Start-DMUpgrade -AcceptLoss All -Force | Where-Object Status -eq Failed
    .LINK
    Get-DMUpgradePlan
    .LINK
    Resume-DMUpgrade
    #>
    [CmdletBinding(DefaultParameterSetName = 'Build', SupportsShouldProcess, ConfirmImpact = 'High')]
    [OutputType('DMUpgradeItemResult', 'DMUpgradeGroupResult', 'DMUpgradeRun')]
    param(
        [Parameter(Mandatory, ValueFromPipeline, ParameterSetName = 'Plan')] [PSTypeName('DMUpgradePlan')] [psobject] $Plan,
        [Parameter(Mandatory, ParameterSetName = 'Path')] [ValidateNotNullOrEmpty()] [string] $Path,
        [Parameter(Position = 0, ParameterSetName = 'Build')] [string[]] $Feature,
        [Parameter(ParameterSetName = 'Build')] [DateTimeOffset] $HistorySince,
        [Parameter(ParameterSetName = 'Build')] [switch] $DocumentedOnly,
        [Parameter(ParameterSetName = 'Build')] [string[]] $EnableSchedules,
        [System.Collections.IDictionary] $Answer,
        [ValidateNotNullOrEmpty()] [string] $AnswerPath,
        [switch] $Interactive,
        [switch] $AllowWritableSource,
        [string[]] $AcceptLoss,
        [switch] $Exact,
        [System.Collections.IDictionary] $RaiseLimit,
        [string] $StopAfter,
        [switch] $AsJob,
        [switch] $Force
    )

    begin {
        if ($Force -and -not $PSBoundParameters.ContainsKey('Confirm')) {
            # The question only: -WhatIf and every check stay.
            $ConfirmPreference = 'None'
        }
    }
    process {
        try {
            $toRun = switch ($PSCmdlet.ParameterSetName) {
                'Plan' { $Plan }
                'Path' { Invoke-EngineJob $PSCmdlet 'plan.read' @{ plan = Get-PlanText $PSCmdlet -Path $Path } -As Plan }
                'Build' {
                    $build = Get-PlanRequest $PSCmdlet $PSBoundParameters
                    Invoke-EngineJob $PSCmdlet 'plan.build' $build.Params $build.Secrets -As Plan
                }
            }
            $request = @{ Params = @{ plan = $toRun.Text }; Secrets = @{} }
            if ($AcceptLoss) { $request.Params['acceptLoss'] = $AcceptLoss }
            if ($Exact) { $request.Params['exact'] = $true }
            if ($RaiseLimit) { $request.Params['raiseLimit'] = $RaiseLimit }
            if ($StopAfter) { $request.Params['stopAfter'] = $StopAfter }
            if ($Interactive) { $request.Params['interactive'] = $true }
            if ($AllowWritableSource) { $request.Params['allowWritableSource'] = $true }
            # A plan holds no secret: its values come with the run, which may have an engine of its own (-AsJob).
            Add-AnswerRequest $PSCmdlet $request $PSBoundParameters

            $session = Get-OpenSession $PSCmdlet
            $target = "$($session.Connection.TargetKind) target $($toRun.TargetIdentity) at $($session.Connection.TargetLocation)"
            $action = "Upgrade $([string]::Join(', ', $toRun.Features)) of GroupID $($toRun.SourceVersion) installation $($toRun.SourceInstallation)"
            if (-not $PSCmdlet.ShouldProcess($target, $action)) {
                ConvertTo-PlannedRow $toRun
            }
            elseif ($AsJob) {
                Start-BackgroundRun $PSCmdlet $session $request
            }
            else {
                Invoke-EngineJob $PSCmdlet 'run.start' $request.Params $request.Secrets -As Run
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
