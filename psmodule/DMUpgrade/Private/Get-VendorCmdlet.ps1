function Get-VendorCmdlet {
    # The only commands that the engine may have run here. Made from pyupgrade/contracts/dm11-shell.toml by tools/docs/cmdlets.py;
    # a test fails when it is out of date.
    [OutputType([string[]])]
    param()

    'Add-GroupMember'
    'Connect-IdentityStore'
    'Convert-Group'
    'Get-Client'
    'Get-ConnectedStoreInformation'
    'Get-Group'
    'Get-GroupIdInformation'
    'Get-IdentityStore'
    'Get-IdentityStoreRoles'
    'Get-ReplicationStatus'
    'Get-Schedule'
    'Get-SmartGroup'
    'Get-Token'
    'Invoke-Replication'
    'New-IdentityStore'
    'New-Schedule'
    'Remove-GroupMember'
    'Set-Group'
    'Set-IdentityStore'
    'Set-IdentityStoreRole'
    'Set-MessagingServer'
    'Set-Notifications'
    'Set-Schedule'
    'Set-SmartGroup'
    'Set-SmtpServer'
    'Upgrade-Group'
}
