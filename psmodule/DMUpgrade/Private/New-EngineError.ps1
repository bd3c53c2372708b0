function New-EngineError {
    # An ErrorRecord in the form all of ours have: stable id, category, target, recommended action.
    [OutputType([System.Management.Automation.ErrorRecord])]
    param(
        [Parameter(Mandatory)] [string] $Id,
        [Parameter(Mandatory)] [string] $Message,
        [string] $RecommendedAction,
        [string] $Category = 'NotSpecified',
        [object] $Target,
        [string[]] $Details = @()
    )

    # An id of a newer engine may come with a category that this PowerShell does not know.
    $known = [System.Management.Automation.ErrorCategory]::NotSpecified
    $null = [Enum]::TryParse([System.Management.Automation.ErrorCategory], $Category, $true, [ref] $known)

    $lines = @($Message)
    if (@($Details | Where-Object { $_ -and -not $Message.Contains($_) }).Count) {
        # Left out only where the message is made of them: a word that it happens to name is a detail all the same.
        $lines += @($Details | Where-Object { $_ } | ForEach-Object { "- $_" })
    }
    $exception = [System.InvalidOperationException]::new([string]::Join([Environment]::NewLine, $lines))
    $exception.Data['Details'] = $Details

    $record = [System.Management.Automation.ErrorRecord]::new($exception, $Id, $known, $Target)
    $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new($exception.Message)
    $record.ErrorDetails.RecommendedAction = $RecommendedAction
    $record
}
