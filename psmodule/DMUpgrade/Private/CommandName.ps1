function Send-NameWarning {
    # The vendor's cmdlet and our alias of the same name: who types Upgrade-Group should know whose it is.
    param([System.Management.Automation.PSCmdlet] $Cmdlet)

    $theirs = @($Cmdlet.SessionState.InvokeCommand.GetCommands('Upgrade-Group', 'Cmdlet,Function', $false))
    if ($theirs.Count -eq 0) {
        return
    }
    $owner = Get-NameOwner
    $whose = $owner -eq 'DMUpgrade' ? 'Update-DMUpgradeGroup of this module' : "that of '$owner'"
    $Cmdlet.WriteWarning("'$($theirs[0].Source)' has a command Upgrade-Group, too. In this shell the name stands for $whose.")
}

function Get-NameOwner {
    # The module whose command Upgrade-Group stands for in this shell. In here our alias is seen whether or not the shell was given
    # it; that was settled at the import, and an alias outranks whatever was loaded after.
    $isOurs = $null -eq $script:foreign -or $script:foreign.Source -eq 'DMUpgrade'
    $isOurs ? 'DMUpgrade' : $script:foreign.Source
}
