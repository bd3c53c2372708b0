function Test-DMUpgradeResult {
    <#
    .SYNOPSIS
    Proves a run: counts and digests of the target, held against the source's.
    .DESCRIPTION
    Can be called at any time after a run, and gives one row a check. Not a truth value: look at Status.
    .PARAMETER RunId
    The run; without it all runs for this source as one, but for those that were taken back.
    .PARAMETER Run
    A run, as Get-DMUpgradeRun gives it.
    .PARAMETER AgainstSource
    Reads and converts the source again instead of trusting the digests that the run wrote down.
    .EXAMPLE
    Test-DMUpgradeResult | Where-Object Status -ne Passed
    .EXAMPLE
    Test-DMUpgradeResult -AgainstSource
    .EXAMPLE
    Get-DMUpgradeRun -RunId 1 | Test-DMUpgradeResult
    .LINK
    Export-DMUpgradeReport
    #>
    [CmdletBinding(DefaultParameterSetName = 'RunId')]
    [OutputType('DMUpgradeCheck')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'RunId')] [Nullable[int]] $RunId,
        [Parameter(Mandatory, ValueFromPipeline, ParameterSetName = 'Run')] [PSTypeName('DMUpgradeRun')] [psobject] $Run,
        [switch] $AgainstSource
    )

    process {
        try {
            $request = Get-RunRequest ($Run ? $Run.RunId : $RunId)
            $request['againstSource'] = $AgainstSource
            Invoke-EngineJob $PSCmdlet 'result.verify' $request -Rows Check
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
