function Disconnect-DMUpgrade {
    <#
    .SYNOPSIS
    Ends the connection of this shell.
    .DESCRIPTION
    Closes source and target and ends the engine's process where there is one. Runs started with -AsJob go on.
    .EXAMPLE
    Disconnect-DMUpgrade
    .LINK
    Connect-DMUpgrade
    #>
    [CmdletBinding()]
    [OutputType([void])]
    param()

    try {
        Close-Session
        Clear-BackgroundRun $PSCmdlet
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
