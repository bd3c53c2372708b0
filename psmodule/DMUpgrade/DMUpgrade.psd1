@{
    RootModule           = 'DMUpgrade.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '6f0c9a52-6d0e-4b8b-9a55-3f1f6f0f3d2e'
    Author               = 'The DMUpgrade authors'
    Description          = 'Upgrades GroupID 10 data to Netwrix Directory Manager 11.1: plan, run, proof, report.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('DMUpgrade.Format.ps1xml')
    FunctionsToExport    = @(
        'Connect-DMUpgrade'
        'Disconnect-DMUpgrade'
        'Enable-DMUpgradeSchedule'
        'Export-DMUpgradeAnswerTemplate'
        'Export-DMUpgradePlan'
        'Export-DMUpgradeReport'
        'Get-DMUpgradeLog'
        'Get-DMUpgradePlan'
        'Get-DMUpgradeRun'
        'Get-DMUpgradeSource'
        'Get-DMUpgradeTarget'
        'Import-DMUpgradePlan'
        'New-DMUpgradeProfile'
        'New-DMUpgradeSample'
        'Resume-DMUpgrade'
        'Set-DMUpgradeAnswer'
        'Start-DMUpgrade'
        'Stop-DMUpgrade'
        'Suspend-DMUpgrade'
        'Test-DMUpgrade'
        'Test-DMUpgradeMembership'
        'Test-DMUpgradeResult'
        'Undo-DMUpgrade'
        'Update-DMUpgradeGroup'
    )
    CmdletsToExport      = @()
    VariablesToExport    = @()
    AliasesToExport      = @('Upgrade-Group')
    PrivateData          = @{
        PSData = @{
            Tags = @('GroupID', 'DirectoryManager', 'Upgrade', 'ActiveDirectory', 'EntraID')
        }
    }
}
