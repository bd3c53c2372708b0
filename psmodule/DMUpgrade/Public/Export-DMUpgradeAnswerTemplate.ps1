function Export-DMUpgradeAnswerTemplate {
    <#
    .SYNOPSIS
    Writes a plan's questions to a commented TOML file, to be answered before the maintenance window.
    .DESCRIPTION
    Each question stands under the wizard's page it belongs to, with its reason, kind, choices and proposal. Answers given already are
    filled in; a secret is only ever named. Get-DMUpgradePlan and Start-DMUpgrade read the file with -AnswerPath.
    Gives the file.
    .PARAMETER Plan
    The plan.
    .PARAMETER Path
    The file.
    .PARAMETER Force
    Replaces a file that is there already.
    .EXAMPLE
    Get-DMUpgradePlan | Export-DMUpgradeAnswerTemplate ./my-answers.toml -Force
    .LINK
    Set-DMUpgradeAnswer
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([System.IO.FileInfo])]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] [PSTypeName('DMUpgradePlan')] [psobject] $Plan,
        [Parameter(Mandatory, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Path,
        [switch] $Force
    )

    process {
        try {
            $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
            if ($PSCmdlet.ShouldProcess($file, "Write the questions of the plan $($Plan.Digest)")) {
                $answer = Invoke-EngineJob $PSCmdlet 'plan.template' @{ plan = $Plan.Text }
                Write-TextFile $file (Get-JsonText $answer 'text') -Force:$Force
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
