<#
    The main job on the embedded sample, as an admin would do it: look, plan, run, prove, pilot three groups, take the rest, see what a
    cut-over would do, report.
    A second time it finds everything already present.
#>
[CmdletBinding()]
param(
    # Where the sample installation, its target and the report are made.
    [string] $Path = [IO.Path]::Combine($PSScriptRoot, '..', '..', '.build', 'demo'),

    [ValidateSet('Small', 'Medium', 'Large')]
    [string] $Size = 'Small',

    [ValidateSet('InProcess', 'Process', 'Auto')]
    [string] $Transport = 'Auto'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
$Path = [IO.Path]::GetFullPath($Path)
Import-Module ([IO.Path]::Combine($root, 'psmodule', 'DMUpgrade', 'DMUpgrade.psd1'))

function Show-Step([string] $Text) {
    [Console]::Out.WriteLine()
    [Console]::Out.WriteLine("== $Text")
}

function Show-Count([AllowEmptyCollection()] [object[]] $Row) {
    # What a run did, by feature and status, in one line each.
    $counts = [ordered]@{}
    foreach ($one in $Row) {
        $key = '{0,-14} {1,-9}' -f $one.Feature, $one.Status
        $counts[$key] = [long] $counts[$key] + $one.Count
    }
    if (-not $Row) { [Console]::Out.WriteLine('   nothing to do: everything is already present') }
    foreach ($key in $counts.Keys) { [Console]::Out.WriteLine(("   $key {0,8:N0}" -f $counts[$key])) }
}

function Invoke-Run([object] $Plan) {
    $rows = @($Plan | Start-DMUpgrade -AcceptLoss All -Force)
    $run = $rows[-1]
    Show-Count @($rows | Where-Object { $_ -ne $run })
    [Console]::Out.WriteLine("   run $($run.RunId): $($run.Status)")
    if ($run.Status -ne 'Completed') { throw "The run ended as $($run.Status): $($run.Message)" }
}

if (-not [IO.File]::Exists([IO.Path]::Combine($Path, 'upgrade.toml'))) {
    Show-Step "A GroupID 10 to try it on: New-DMUpgradeSample -Size $Size"
    New-DMUpgradeSample -Path $Path -Size $Size | Out-Default
}

Show-Step 'Connect-DMUpgrade, Get-DMUpgradeSource'
Connect-DMUpgrade -Sample $Path -Transport $Transport | Out-Default
(Get-DMUpgradeSource).Stores | Out-Default

Show-Step 'Test-DMUpgrade: what would stand in the way'
Test-DMUpgrade | Where-Object Status -NE 'Passed' | Out-Default

Show-Step 'Get-DMUpgradePlan -Feature Configuration, History'
$plan = Get-DMUpgradePlan -Feature Configuration, History
$plan | Out-Default
$plan.Notices | Where-Object Severity -EQ 'Loss' | Out-Default
$saved = [IO.Path]::Combine($Path, 'plan.json')
$plan | Export-DMUpgradePlan -Path $saved -Force | Out-Null

Show-Step 'Import-DMUpgradePlan | Start-DMUpgrade -AcceptLoss All'
Invoke-Run (Import-DMUpgradePlan -Path $saved)

Show-Step 'Test-DMUpgradeResult -AgainstSource: the proof'
$checks = @(Test-DMUpgradeResult -AgainstSource)
$failed = @($checks | Where-Object Status -EQ 'Failed')
$failed | Out-Default

Show-Step 'Three groups first, as a pilot: Upgrade-Group'
$rest = @((Get-DMUpgradePlan -Feature Groups).Items | Where-Object Store -EQ 1)
# A Dynasty's parent stands before its children.
$pilot = @(foreach ($kind in 'SmartGroup', 'Dynasty', 'PasswordExpiryGroup') {
        $left = @($rest | Where-Object Kind -EQ $kind)
        if ($left.Count) { $left[0].Key }
    })
if ($pilot.Count) { $pilot | Upgrade-Group -IdentityStoreId 1 -Confirm:$false | Out-Default }
else { [Console]::Out.WriteLine('   every group is upgraded already') }

Show-Step 'The rest of the groups: Start-DMUpgrade -Feature Groups'
Invoke-Run (Get-DMUpgradePlan -Feature Groups)

Show-Step 'Synchronize jobs, schedules and reports: Start-DMUpgrade -Feature Synchronize, Schedules, Reports'
Invoke-Run (Get-DMUpgradePlan -Feature Synchronize, Schedules, Reports)

Show-Step 'Before the cut-over: Test-DMUpgradeMembership'
$previews = @{}
foreach ($row in Test-DMUpgradeMembership) { $previews[$row.Status] = 1 + $previews[$row.Status] }
foreach ($status in 'Passed', 'Failed', 'Skipped') { [Console]::Out.WriteLine(('   {0,-14} {1,8:N0} groups' -f $status, $previews[$status])) }

Show-Step 'The first wave: Enable-DMUpgradeSchedule -Name Ablauf, Befristete, Nutzung'
# The old server's task of the third is still enabled, so it is refused.
Enable-DMUpgradeSchedule -Name Ablauf, Befristete, Nutzung -Confirm:$false -ErrorAction SilentlyContinue | Out-Default

Show-Step 'What has been upgraded, proved again'
$checks = @(Test-DMUpgradeResult)
$failed += @($checks | Where-Object Status -EQ 'Failed')
$failed | Out-Default
(Get-DMUpgradeTarget).Objects.GetEnumerator() | ForEach-Object {
    [Console]::Out.WriteLine(('   {0,-24} {1,8:N0}' -f $_.Key, $_.Value))
}
$report = Export-DMUpgradeReport -Path ([IO.Path]::Combine($Path, 'report.html')) -Force

Show-Step 'Per feature, over all runs'
$features = [ordered]@{}
$runs = @(Get-DMUpgradeRun)
[array]::Reverse($runs)
foreach ($run in $runs) {
    foreach ($one in $run.Features) {
        if (-not $features.Contains($one.Feature)) { $features[$one.Feature] = @{ Status = $one.Status; Done = 0; Conflicts = 0; Failed = 0 } }
        foreach ($count in 'Done', 'Conflicts', 'Failed') { $features[$one.Feature][$count] += $one.$count }
    }
}
[Console]::Out.WriteLine(('   {0,-14} {1,-12} {2,8} {3,9} {4,7}' -f 'Feature', 'Status', 'Done', 'Conflicts', 'Failed'))
foreach ($name in $features.Keys) {
    $one = $features[$name]
    [Console]::Out.WriteLine(('   {0,-14} {1,-12} {2,8:N0} {3,9:N0} {4,7:N0}' -f $name, $one.Status, $one.Done, $one.Conflicts, $one.Failed))
}
[Console]::Out.WriteLine()
if ($failed.Count) { throw "Verification failed: $($failed.Count) of $($checks.Count) checks." }
[Console]::Out.WriteLine("Verification passed: $($checks.Count) checks.")
[Console]::Out.WriteLine("Report: $($report.FullName)")
Disconnect-DMUpgrade
