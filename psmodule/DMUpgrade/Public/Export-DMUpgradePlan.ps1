function Export-DMUpgradePlan {
    <#
    .SYNOPSIS
    Writes a plan to a file: JSON to be started later, Markdown or HTML to be read, a script to be run without this module.
    .DESCRIPTION
    The file holds no secret. A JSON plan is the document itself; a changed byte is noticed when it is read again. Markdown and HTML
    also estimate how long each stage may take, and list ids that scripts may hold, old and new.
    A script does the plan's lines whose door is 'shell', with the cmdlets of the vendor's Management Shell, where that is loaded: it asks
    for each secret, looks before it makes or changes anything, takes -WhatIf, may run twice, and gives a row a line. The lines of other
    doors are listed at its end. Replication is not part of it: where it makes identity stores and converts groups, run it with
    -Stage Configuration, have the product replicate, and run it again with -Stage Groups. A plan without a line of that door gives a
    script that does nothing, and a warning. Gives the file.
    .PARAMETER Plan
    The plan.
    .PARAMETER Path
    The file.
    .PARAMETER As
    Json, Markdown, Html or Script. Without it the file's ending decides (.md means Markdown, .html and .htm Html, .ps1 Script); any
    other ending means Json.
    .PARAMETER Force
    Replaces a file that is there already.
    .EXAMPLE
    Get-DMUpgradePlan -Feature Configuration | Export-DMUpgradePlan ./plan.json -Force
    .EXAMPLE
    Get-DMUpgradePlan | Export-DMUpgradePlan ./plan.html -Force
    .EXAMPLE
    Get-DMUpgradePlan | Export-DMUpgradePlan ./plan.txt -As Markdown -Force
    .EXAMPLE
    Get-DMUpgradePlan -Feature Configuration | Export-DMUpgradePlan ./change-1234.ps1 -As Script -Force
    .LINK
    Import-DMUpgradePlan
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([System.IO.FileInfo])]
    param(
        [Parameter(Mandatory, ValueFromPipeline)] [PSTypeName('DMUpgradePlan')] [psobject] $Plan,
        [Parameter(Mandatory, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Path,
        [ValidateSet('Json', 'Markdown', 'Html', 'Script')] [string] $As,
        [switch] $Force
    )

    process {
        try {
            $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
            $request = @{ plan = $Plan.Text; path = $file }
            if ($As) { $request['as'] = $As }
            if ($PSCmdlet.ShouldProcess($file, "Write the plan $($Plan.Digest)")) {
                $answer = Invoke-EngineJob $PSCmdlet 'plan.render' $request
                Write-TextFile $file (Get-JsonText $answer 'text') -Force:$Force
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
