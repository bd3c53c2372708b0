function New-DMUpgradeProfile {
    <#
    .SYNOPSIS
    Writes a commented profile to fill in.
    .DESCRIPTION
    Every setting stands in it with what it is for and an example; those that need not be given are commented out. Connect-DMUpgrade -Path
    connects with it. Gives the file.
    .PARAMETER Path
    The file.
    .PARAMETER Force
    Replaces a file that is there already.
    .EXAMPLE
    New-DMUpgradeProfile ./new-profile.toml -Force
    .LINK
    Connect-DMUpgrade
    #>
    [CmdletBinding(SupportsShouldProcess)]
    [OutputType([System.IO.FileInfo])]
    param(
        [Parameter(Mandatory, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Path,
        [switch] $Force
    )

    try {
        $file = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
        if ($PSCmdlet.ShouldProcess($file, 'Write a profile to fill in')) {
            # Needs an engine and no connection.
            $engine = $script:Session.Engine
            $own = $null -eq $engine -or $engine.ContainsKey('Dead')
            if ($own) { $engine = Start-Engine $PSCmdlet }
            try {
                Write-TextFile $file (Get-JsonText (Invoke-Engine $engine 'profile.template') 'text') -Force:$Force
            }
            finally {
                if ($own) { Stop-Engine $engine }
            }
        }
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
