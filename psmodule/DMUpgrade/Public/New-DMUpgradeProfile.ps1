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
            $answer = Use-Engine $PSCmdlet { param($engine) Invoke-Engine $engine 'profile.template' }
            Write-TextFile $file (Get-JsonText $answer 'text') -Force:$Force
        }
    }
    catch {
        $PSCmdlet.ThrowTerminatingError($_)
    }
}
