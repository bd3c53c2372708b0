function Get-VendorModule {
    # What preflight wants to know of the vendor's module (docs/protocol.md): whether it is loaded, what of the contract's cmdlets it
    # lacks, and whose Upgrade-Group this shell has. Nothing of it is run.
    [OutputType([hashtable])]
    param([Parameter(Mandatory)] [System.Text.Json.JsonElement] $Question)

    $name = Get-JsonText $Question 'module'
    $loaded = @(Get-Module | Where-Object { $_.Name -eq $name })
    $has = @($loaded | ForEach-Object { $_.ExportedCmdlets.Keys; $_.ExportedFunctions.Keys })
    @{
        loaded       = $loaded.Count -gt 0
        lacks        = @(Get-VendorCmdlet | Where-Object { $_ -notin $has })
        upgradeGroup = Get-NameOwner
    }
}
