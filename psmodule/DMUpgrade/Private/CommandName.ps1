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

function Set-NameOwner {
    # Where the vendor's command had the name before us and the profile claims it: our alias comes into the shell by a module of its
    # own, since ours has said what it exports, and a scope of the caller would end before the session does.
    if ((Get-NameOwner) -eq 'DMUpgrade') {
        return
    }
    New-Module -Name DMUpgrade.Name -ScriptBlock {
        $null = $ExecutionContext.SessionState.InvokeProvider.Item.New('Alias:\', 'Upgrade-Group', 'Alias', 'Update-DMUpgradeGroup')
        Export-ModuleMember -Alias 'Upgrade-Group'
    } | Import-Module -Global
    $script:foreign = $null
}

function Reset-NameOwner {
    # With us goes what we claimed: the name is the vendor's again.
    if (Get-Module -Name DMUpgrade.Name) {
        Remove-Module -Name DMUpgrade.Name
        $ExecutionContext.SessionState.InvokeProvider.Item.Remove('Alias:\Upgrade-Group', $false)
    }
}

function Get-NameOwner {
    # The module whose command Upgrade-Group stands for in this shell. In here our alias is seen whether or not the shell was given
    # it; that was settled at the import, and an alias outranks whatever was loaded after.
    $isOurs = $null -eq $script:foreign -or $script:foreign.Source -eq 'DMUpgrade'
    $isOurs ? 'DMUpgrade' : $script:foreign.Source
}
