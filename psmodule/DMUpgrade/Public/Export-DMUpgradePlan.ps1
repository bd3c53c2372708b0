function Export-DMUpgradePlan {
    <#
    .SYNOPSIS
    Writes a plan to a file: JSON to be started later, Markdown or HTML to be read.
    .DESCRIPTION
    The file holds no secret. A JSON plan is the document itself; a changed byte is noticed when it is read again.
    .PARAMETER Plan
    The plan.
    .PARAMETER Path
    The file.
    .PARAMETER As
    Json, Markdown or Html. Without it the file's ending decides; any other ending means Json.
    .PARAMETER Force
    Replaces a file that is there already.
    .EXAMPLE
    Get-DMUpgradePlan -Feature Configuration | Export-DMUpgradePlan ./plan.json -Force
    .EXAMPLE
    Get-DMUpgradePlan | Export-DMUpgradePlan ./plan.html -Force
    .EXAMPLE
    Get-DMUpgradePlan | Export-DMUpgradePlan ./plan.txt -As Markdown -Force
    .LINK
    Import-DMUpgradePlan
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([void])]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] [PSTypeName('DMUpgradePlan')] [psobject] $Plan,
        [Parameter(Mandatory, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Path,
        [ValidateSet('Json', 'Markdown', 'Html')] [string] $As,
        [switch] $Force
    )

    process {
        try {
            $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
            $format = if ($As) { $As.ToLowerInvariant() }
            else {
                switch ([System.IO.Path]::GetExtension($file)) {
                    '.md' { 'markdown' }
                    '.html' { 'html' }
                    '.htm' { 'html' }
                    default { 'json' }
                }
            }
            if ($PSCmdlet.ShouldProcess($file, "Write the plan $($Plan.Digest) as $format")) {
                $answer = Invoke-EngineJob $PSCmdlet 'plan.render' @{ plan = $Plan.Text; as = $format }
                Write-TextFile $file (Get-JsonText $answer 'text') -Force:$Force
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
