function Export-DMUpgradeReport {
    <#
    .SYNOPSIS
    Writes the report of a run: status per feature, what was lost, what to do next.
    .DESCRIPTION
    The HTML report is one file that needs no network. Gives the file.
    .PARAMETER Path
    The file.
    .PARAMETER RunId
    The run; without it all runs for this source as one, but for those that were taken back.
    .PARAMETER Run
    A run, as Get-DMUpgradeRun gives it.
    .PARAMETER As
    Html, Markdown or Json. Without it the file's ending decides (.md means Markdown, .json Json); any other ending means Html.
    .PARAMETER Force
    Replaces a file that is there already.
    .EXAMPLE
    Export-DMUpgradeReport ./report.html -Force
    .EXAMPLE
    Export-DMUpgradeReport ./report.md -As Markdown -Force
    .LINK
    Test-DMUpgradeResult
    #>
    [CmdletBinding(DefaultParameterSetName = 'RunId', SupportsShouldProcess)]
    [OutputType([System.IO.FileInfo])]
    param(
        [Parameter(Mandatory, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Path,
        [Parameter(ParameterSetName = 'RunId')] [Nullable[int]] $RunId,
        [Parameter(Mandatory, ValueFromPipeline, ParameterSetName = 'Run')] [PSTypeName('DMUpgradeRun')] [psobject] $Run,
        [ValidateSet('Html', 'Markdown', 'Json')] [string] $As,
        [switch] $Force
    )

    process {
        try {
            $id = $Run ? $Run.RunId : $RunId
            $request = Get-RunRequest $id
            $request['path'] = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
            $request['force'] = $Force
            if ($As) { $request['as'] = $As }
            if ($PSCmdlet.ShouldProcess($request['path'], "Write the report of $(Get-RunTarget $PSCmdlet $id 'the newest run')")) {
                $answer = Invoke-EngineJob $PSCmdlet 'report.write' $request
                [System.IO.FileInfo]::new((Get-JsonText $answer 'path'))
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
