function Get-DMUpgradeLog {
    <#
    .SYNOPSIS
    Reads the details log as objects.
    .DESCRIPTION
    The log is a file that outlives shells and runs (LogPath of Connect-DMUpgrade and Get-DMUpgradeRun): what was done, what was refused
    and why, in the order in which it happened. Secrets are filtered out of it.
    .PARAMETER Tail
    Only the last entries, this many.
    .PARAMETER Level
    Only entries of this level and above.
    .PARAMETER RunId
    Only entries of this run.
    .PARAMETER Run
    A run, as Get-DMUpgradeRun gives it.
    .PARAMETER Wait
    Goes on giving new entries until Ctrl+C.
    .EXAMPLE
    Get-DMUpgradeLog -Tail 20
    .EXAMPLE
    Get-DMUpgradeLog -Level Warning | Where-Object ErrorId
    .LINK
    Get-DMUpgradeRun
    #>
    [CmdletBinding(DefaultParameterSetName = 'RunId', PositionalBinding = $false)]
    [OutputType('DMUpgradeLogEntry')]
    param(
        [ValidateRange(1, [int]::MaxValue)] [int] $Tail,
        [ValidateSet('Debug', 'Information', 'Warning', 'Error')] [string] $Level,
        [Parameter(ParameterSetName = 'RunId')] [Nullable[int]] $RunId,
        [Parameter(Mandatory, ValueFromPipeline, ParameterSetName = 'Run')] [PSTypeName('DMUpgradeRun')] [psobject] $Run,
        [switch] $Wait
    )

    process {
        try {
            $request = Get-RunRequest ($Run ? $Run.RunId : $RunId)
            if ($Level) { $request['level'] = $Level }
            if ($Tail) { $request['tail'] = $Tail }
            do {
                $answer = Invoke-EngineJob $PSCmdlet 'log.read' $request
                ConvertFrom-EngineResult $answer.GetProperty('rows') LogEntry -Rows
                $request.Remove('tail')
                $request['since'] = $answer.GetProperty('next').GetInt64()
                # In short pieces: a sleeping shell does not hear Ctrl+C.
                for ($nap = 0; $Wait -and $nap -lt 5; $nap++) {
                    [System.Threading.Thread]::Sleep(100)
                }
            } while ($Wait)
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
