function Resume-DMUpgrade {
    <#
    .SYNOPSIS
    Goes on with a run: one that was paused, stopped or killed, or that ended after a stage.
    .DESCRIPTION
    A paused run whose process is alive goes on where it is. Any other is taken up here: what the journal knows as done is looked at
    and left, the rest follows, with rows and progress as in Start-DMUpgrade.
    .PARAMETER RunId
    The run; without it the newest that can go on.
    .PARAMETER Run
    A run, as Get-DMUpgradeRun gives it.
    .PARAMETER Answer
    Secrets and files that the run needs again, by decision id: a SecureString, a PSCredential, a reference such as
    'secret:contoso-app', or a file's path. Another answer than the plan's is refused.
    .PARAMETER AnswerPath
    An answers file, for the same.
    .PARAMETER Interactive
    Asks for secrets that the run needs again.
    .EXAMPLE
    Get-DMUpgradeRun | Where-Object Status -eq Stopped | Resume-DMUpgrade
    .LINK
    Suspend-DMUpgrade
    #>
    [CmdletBinding(DefaultParameterSetName = 'RunId', SupportsShouldProcess)]
    [OutputType('DMUpgradeItemResult', 'DMUpgradeGroupResult', 'DMUpgradeRun')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'RunId')] [Nullable[int]] $RunId,
        [Parameter(Mandatory, ValueFromPipeline, ParameterSetName = 'Run')] [PSTypeName('DMUpgradeRun')] [psobject] $Run,
        [System.Collections.IDictionary] $Answer,
        [ValidateNotNullOrEmpty()] [string] $AnswerPath,
        [switch] $Interactive
    )

    process {
        try {
            Confirm-Given $PSBoundParameters 'RunId'
            $id = $Run ? $Run.RunId : $RunId
            if (-not $PSCmdlet.ShouldProcess((Get-RunTarget $PSCmdlet $id 'the newest run that can go on'), 'Go on with the upgrade')) {
                Get-PlannedRun $PSCmdlet $id 'resume'
                return
            }
            $request = Get-RunRequest $id
            if ($Interactive) { $request['interactive'] = $true }
            $resume = @{ Params = $request; Secrets = @{} }
            Add-AnswerRequest $PSCmdlet $resume $PSBoundParameters
            Invoke-EngineJob $PSCmdlet 'run.resume' $resume.Params $resume.Secrets -As Run
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
