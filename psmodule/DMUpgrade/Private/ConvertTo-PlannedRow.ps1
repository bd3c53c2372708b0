function ConvertTo-PlannedRow {
    # What a run of this plan would be about, in the shape of its results: the answer of -WhatIf, and of 'no'.
    param([psobject] $Plan)

    if ($Plan.Groups) {
        return $Plan.Groups
    }
    foreach ($item in $Plan.Items) {
        [DMUpgradeItemResult] @{
            Feature = $item.Feature
            Module  = $item.Module
            Kind    = $item.Kind
            Key     = $item.Key
            Name    = $item.Name
            Store   = $item.Store
            Status  = 'Planned'
            Count   = $item.Count
            Message = $item.Action
        }
    }
}
