function Test-DMUpgradeMembership {
    <#
    .SYNOPSIS
    Previews what each Smart Group's query gives now, against its present members.
    .DESCRIPTION
    Changes nothing. Gives one row a group: Failed when the query gives nobody, or when more than ten per cent of the members would
    change; Skipped, with the reason, where it cannot be previewed here (a data source, a script, a query that only a server can answer).
    .PARAMETER Identity
    Groups by DN, GUID, name or sAMAccountName; without it all that were upgraded. An empty list is refused.
    .PARAMETER InputObject
    Groups from the pipeline: an object's ObjectGUID, DistinguishedName or Identity, or a plain text.
    .PARAMETER IdentityStoreId
    Groups of this identity store only.
    .EXAMPLE
    Test-DMUpgradeMembership | Where-Object Status -eq Failed
    .EXAMPLE
    'Zespół Łódź' | Test-DMUpgradeMembership
    .EXAMPLE
    Update-DMUpgradeGroup -GroupType 2 -IdentityStoreId 1 | Where-Object Status -eq Done | Test-DMUpgradeMembership
    .LINK
    Enable-DMUpgradeSchedule
    #>
    [CmdletBinding()]
    [OutputType('DMUpgradeCheck')]
    param(
        [Parameter(Position = 0)] [string[]] $Identity,
        [Parameter(ValueFromPipeline)] [psobject] $InputObject,
        [Nullable[int]] $IdentityStoreId
    )

    begin {
        try {
            Confirm-Given $PSBoundParameters 'Identity', 'IdentityStoreId'
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
        $named = [System.Collections.Generic.List[string]]::new()
        foreach ($one in $Identity) { $named.Add($one) }
    }
    process {
        if ($null -ne $InputObject) {
            $name = Get-PipelineIdentity $PSCmdlet $InputObject
            if ($name) { $named.Add($name) }
        }
    }
    end {
        try {
            if ($MyInvocation.ExpectingInput -and -not $named.Count) {
                # An empty pipeline names no group; that is not the same as naming none.
                return
            }
            $request = @{ identities = $named.ToArray() }
            if ($null -ne $IdentityStoreId) { $request['identityStoreId'] = $IdentityStoreId }
            Invoke-EngineJob $PSCmdlet 'membership.test' $request -Rows Check
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
