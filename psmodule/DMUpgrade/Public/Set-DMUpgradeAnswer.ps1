function Set-DMUpgradeAnswer {
    <#
    .SYNOPSIS
    Answers decisions of a plan and gives the new plan.
    .DESCRIPTION
    The plan that is handed in stays as it is. A secret never becomes part of a plan: a SecureString or PSCredential is kept by the
    engine for this connection, a reference ('secret:NAME') is looked up when the run starts.
    .PARAMETER Plan
    The plan whose decisions are answered.
    .PARAMETER Answer
    Answers by decision id: a text, a choice, a file, a reference such as 'secret:contoso-app', or a SecureString or PSCredential.
    .PARAMETER AnswerPath
    A TOML file with the answers in a table [answers].
    .PARAMETER Interactive
    Asks for the answers that are still open.
    .PARAMETER Decision
    Decisions of the plan with their Answer filled in.
    .EXAMPLE
    Get-DMUpgradePlan | Set-DMUpgradeAnswer -Answer @{}
    .EXAMPLE
    Get-DMUpgradePlan | ForEach-Object { $plan = $_; $plan.Decisions | Where-Object Proposal | ForEach-Object { $_.Answer = $_.Proposal; $_ } | Set-DMUpgradeAnswer -Plan $plan }

    Takes every proposal as the answer.
    .LINK
    Get-DMUpgradePlan
    #>
    [CmdletBinding(DefaultParameterSetName = 'Answer')]
    [OutputType('DMUpgradePlan')]
    param(
        [Parameter(Mandatory, ValueFromPipeline, ParameterSetName = 'Answer')]
        [Parameter(Mandatory, ParameterSetName = 'Decision')]
        [PSTypeName('DMUpgradePlan')] [psobject] $Plan,

        [Parameter(Position = 0, ParameterSetName = 'Answer')] [System.Collections.IDictionary] $Answer,

        [Parameter(ParameterSetName = 'Answer')] [ValidateNotNullOrEmpty()] [string] $AnswerPath,

        [Parameter(ParameterSetName = 'Answer')] [switch] $Interactive,

        [Parameter(Mandatory, ValueFromPipeline, ParameterSetName = 'Decision')]
        [PSTypeName('DMUpgradeDecision')] [psobject[]] $Decision
    )

    begin {
        $collected = @{}
    }
    process {
        try {
            if ($PSCmdlet.ParameterSetName -eq 'Decision') {
                foreach ($one in $Decision) {
                    if ($one.Answer) { $collected[$one.Id] = $one.Answer }
                }
                return
            }
            $request = @{ Params = @{ plan = $Plan.Text }; Secrets = @{} }
            if ($Interactive) { $request.Params['interactive'] = $true }
            Add-AnswerRequest $PSCmdlet $request $PSBoundParameters
            Invoke-EngineJob $PSCmdlet 'plan.answer' $request.Params $request.Secrets -As Plan
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
    end {
        try {
            if ($PSCmdlet.ParameterSetName -eq 'Decision') {
                $request = @{ Params = @{ plan = $Plan.Text }; Secrets = @{} }
                Add-AnswerRequest $PSCmdlet $request @{ Answer = $collected }
                Invoke-EngineJob $PSCmdlet 'plan.answer' $request.Params $request.Secrets -As Plan
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
