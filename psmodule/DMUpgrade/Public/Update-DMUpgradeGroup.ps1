function Update-DMUpgradeGroup {
    <#
    .SYNOPSIS
    Upgrades groups. Its alias is Upgrade-Group; parameters and meanings are those of the vendor's cmdlet.
    .DESCRIPTION
    Configuration and History must have been upgraded to the same target before. Gives one row a group; what was named and not found, or
    lies outside the containers, is a row, too, and so is a group that is gone from the directory. Without any parameter the groups of the
    connected identity store are upgraded; a list that is given and empty is refused, and an empty pipeline upgrades nothing.
    Unattended, DMUPGRADE_PROFILE names the profile and Connect-DMUpgrade is not needed.
    .PARAMETER Identity
    Groups by distinguished name, GUID, common name, name or sAMAccountName. Together with SearchContainer both must hold.
    .PARAMETER InputObject
    Groups from the pipeline: an object's ObjectGUID, DistinguishedName or Identity, or a plain text.
    .PARAMETER IdentityStoreId
    The target's identity store; without it the one named to Connect-DMUpgrade.
    .PARAMETER SearchContainer
    Distinguished names or GUIDs of containers whose groups are upgraded.
    .PARAMETER SearchContainerScopeList
    For each container, in the same order: 1 for the container alone, 2 (also when missing) for everything below it.
    .PARAMETER GroupType
    1 unmanaged, 2 Smart Group, 3 Dynasty with its children, 6 Password Expiry group; without it all four. 4 and 5 are refused.
    .PARAMETER KeepUserHistory
    Carries over also these groups' events that were logged after the History run.
    .PARAMETER Through
    Vendor: each group goes through the vendor's own Upgrade-Group, which this shell must have loaded. The group is looked at before and
    after; a row of status Conflict says what the vendor's command left otherwise than the plan has it. Losses are the vendor's affair.
    .PARAMETER AcceptLoss
    Ids of the loss notices that are accepted, or All.
    .PARAMETER SecurityToken
    Taken so that scripts run unchanged; the upgrade is done as the account that runs it.
    .PARAMETER Credential
    Taken so that scripts run unchanged; the upgrade is done as the account that runs it.
    .EXAMPLE
    Upgrade-Group -GroupType "2" -WhatIf
    .EXAMPLE
    Update-DMUpgradeGroup -Identity 'no-such-group' -IdentityStoreId 1
    .EXAMPLE
    'one-group', 'another-group' | Upgrade-Group -IdentityStoreId 1 -KeepUserHistory -WhatIf
    .EXAMPLE
    Update-DMUpgradeGroup -GroupType 3 -IdentityStoreId 1 -Through Vendor -WhatIf
    .LINK
    Start-DMUpgrade
    #>
    [CmdletBinding(SupportsShouldProcess, PositionalBinding = $false)]
    [Alias('Upgrade-Group')]
    [OutputType('DMUpgradeGroupResult')]
    param(
        [Parameter(Position = 0)] [System.Collections.Generic.List[string]] $Identity,
        [Parameter(ValueFromPipeline)] [psobject] $InputObject,
        [int] $IdentityStoreId,
        [System.Collections.Generic.List[string]] $SearchContainer,
        [System.Collections.Generic.List[int]] $SearchContainerScopeList,
        [System.Collections.Generic.List[int]] $GroupType,
        [switch] $KeepUserHistory,
        [ValidateSet('Vendor')] [string] $Through,
        [string[]] $AcceptLoss,
        [object] $SecurityToken,
        [pscredential] $Credential,
        # Of the 11.0 cmdlet. Known here only to be refused with a word of explanation.
        [Parameter(DontShow)] [object] $SQLServer,
        [Parameter(DontShow)] [object] $Database,
        [Parameter(DontShow)] [object] $SQLUserName,
        [Parameter(DontShow)] [object] $Password,
        [Parameter(DontShow)] [switch] $WindowsAuthentication,
        [Parameter(DontShow)] [object] $GroupIDVersion,
        [Parameter(DontShow)] [object] $ExtensionDataAttributes
    )

    begin {
        try {
            Confirm-GroupParameter $PSCmdlet $PSBoundParameters
            Confirm-Given $PSBoundParameters 'Identity', 'SearchContainer', 'GroupType'
            $containers = @(Get-ContainerScope $SearchContainer $SearchContainerScopeList)
            $identities = [System.Collections.Generic.List[string]]::new()
            if ($null -ne $Identity) { $identities.AddRange($Identity) }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
    process {
        if ($null -ne $InputObject) {
            $name = Get-PipelineIdentity $PSCmdlet $InputObject
            if ($name) { $identities.Add($name) }
        }
    }
    end {
        try {
            if ($PSCmdlet.MyInvocation.ExpectingInput -and $identities.Count -eq 0) {
                # An empty pipeline means no group. Without this it would mean every group of the store.
                $PSCmdlet.WriteVerbose('No group came down the pipeline; nothing to do.')
                return
            }
            $types = if ($null -ne $GroupType) { $GroupType } else { @() }
            $scope = @{ identityStoreId = $null; containers = $containers; identities = $identities; groupTypes = @($types) }
            if ($PSBoundParameters.ContainsKey('IdentityStoreId')) { $scope['identityStoreId'] = $IdentityStoreId }
            $plan = Invoke-EngineJob $PSCmdlet 'plan.build' @{ scope = $scope; keepUserHistory = $KeepUserHistory } -As Plan

            $planned = @($plan.Groups | Where-Object Status -eq 'Planned')
            $declined = @(Select-GroupRow $PSCmdlet $plan -KeepUserHistory:$KeepUserHistory -Through $Through)
            if ($planned.Count -gt $declined.Count) {
                if ($Through) {
                    Invoke-EngineJob $PSCmdlet 'group.vendor' @{ plan = $plan.Text; skip = $declined } -Rows GroupResult
                    return
                }
                $request = @{ plan = $plan.Text; skip = $declined }
                if ($AcceptLoss) { $request['acceptLoss'] = $AcceptLoss }
                Invoke-EngineJob $PSCmdlet 'run.start' $request -As Run | Select-GroupResult $PSCmdlet
                return
            }
            foreach ($group in $plan.Groups) {
                if ($group.Status -eq 'Planned' -and -not $WhatIfPreference) { $group.Status = 'Skipped' }
                if ($WhatIfPreference) { $group } else { Send-Row $PSCmdlet $group }
            }
        }
        catch {
            $PSCmdlet.ThrowTerminatingError($_)
        }
    }
}
