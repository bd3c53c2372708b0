function Select-GroupRow {
    # Asks ShouldProcess for each group that would be upgraded. Gives the object GUIDs of those that were declined.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [psobject] $Plan, [switch] $KeepUserHistory, [string] $Through)

    $action = $KeepUserHistory ? "Upgrade to Directory Manager 11.1 with the group's history" : 'Upgrade to Directory Manager 11.1'
    if ($Through) { $action += ", through the vendor's Upgrade-Group" }
    foreach ($group in $Plan.Groups) {
        if ($group.Status -eq 'Planned') {
            $target = "$($group.Name) ($($group.DistinguishedName)), identity store $($group.IdentityStoreId)"
            if (-not $Cmdlet.ShouldProcess($target, $action)) {
                $group.ObjectGuid ? $group.ObjectGuid : $group.Identity
            }
        }
    }
}

function Select-GroupResult {
    # Who names groups gets rows of groups. What else they need, a data source for instance, is told where it went wrong.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [Parameter(ValueFromPipeline)] [object] $Row)

    process {
        if ($Row -is [DMUpgradeGroupResult]) {
            $Row
        }
        elseif ($Row -is [DMUpgradeItemResult] -and $Row.Status -eq 'Conflict') {
            $Cmdlet.WriteWarning("$($Row.Kind) $($Row.Name): $($Row.Message) $($Row.RecommendedAction)")
        }
        elseif ($Row -is [DMUpgradeItemResult]) {
            $Cmdlet.WriteVerbose("$($Row.Kind) $($Row.Name): $($Row.Status). $($Row.Message)")
        }
    }
}
