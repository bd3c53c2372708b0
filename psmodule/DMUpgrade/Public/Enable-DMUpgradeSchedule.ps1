function Enable-DMUpgradeSchedule {
    <#
    .SYNOPSIS
    Enables schedules that the upgrade brought, in waves.
    .DESCRIPTION
    Schedules arrive disabled; what they were on the old server waits in the journal. A schedule is refused, with the reason and what to
    do, while the old server's task is still enabled where that can be seen, its account or password is missing, replication is
    outstanding, a target of it is found neither as a group nor as a container, or the preview of a group that it would update has
    failed (Test-DMUpgradeMembership); the last two can be waived by name. One that was disabled on the old server stays so.
    A real 11.1 is asked for its replication by Get-ReplicationStatus; where the profile has no door 'shell', a warning says that it
    cannot be seen.
    .PARAMETER Name
    Names of schedules, with * and ?; a name that a schedule bears as it stands means that one. Without it all are meant; an empty list
    is refused, and an empty pipeline enables nothing.
    .PARAMETER Waive
    Names of groups whose failed preview is no reason to refuse, and targets that name nothing.
    .EXAMPLE
    Enable-DMUpgradeSchedule -WhatIf
    .EXAMPLE
    Enable-DMUpgradeSchedule -Name Ablauf, Befristete -Confirm:$false
    .EXAMPLE
    Enable-DMUpgradeSchedule -Name 'Nacht*' -Waive 'Zespół Łódź' -WhatIf
    .LINK
    Test-DMUpgradeMembership
    #>
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'Medium')]
    [OutputType('DMUpgradeItemResult')]
    param(
        [Parameter(Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)] [SupportsWildcards()] [string[]] $Name,
        [string[]] $Waive
    )

    begin {
        try {
            Confirm-Given $PSBoundParameters 'Name'
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
        $names = [System.Collections.Generic.List[string]]::new()
    }
    process {
        foreach ($one in $Name) { $names.Add($one) }
    }
    end {
        try {
            if ($PSCmdlet.MyInvocation.ExpectingInput -and $names.Count -eq 0) {
                # An empty pipeline names no schedule. Without this it would mean all of them.
                $PSCmdlet.WriteVerbose('No schedule came down the pipeline; nothing to do.')
                return
            }
            $request = @{ names = $names.ToArray() }
            if ($Waive) { $request['waive'] = $Waive }
            $candidates = @(Invoke-EngineJob $PSCmdlet 'schedule.list' $request -Rows ItemResult)
            $declined = @(foreach ($row in $candidates) {
                    if ($row.Status -eq 'Planned' -and -not $PSCmdlet.ShouldProcess($row.Name, 'Enable the schedule')) { $row.Key }
                })
            $ready = @($candidates | Where-Object { $_.Status -eq 'Planned' -and $_.Key -notin $declined })
            if ($ready.Count) {
                if ($declined.Count) { $request['skip'] = $declined }
                # Rows of the run that enables them; the others' are those of the look before.
                Invoke-EngineJob $PSCmdlet 'schedule.enable' $request -Rows ItemResult | Where-Object RunId -NE 0
            }
            $run = @($ready | ForEach-Object Key)
            foreach ($row in $candidates) {
                if ($row.Key -in $run) { continue }
                # With -WhatIf a refusal is what was asked for, no error.
                if ($WhatIfPreference) { $row } else { Send-Row $PSCmdlet $row }
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
