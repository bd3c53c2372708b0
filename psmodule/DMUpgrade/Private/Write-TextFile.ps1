function Write-TextFile {
    # UTF-8 without a mark; gives the file. Nothing is written over unasked, as with the engine's own files.
    param([string] $Path, [string] $Text, [switch] $Force)

    if ([System.IO.File]::Exists($Path) -and -not $Force) {
        throw New-EngineError -Id 'DMUpgrade.File.Taken' -Category ResourceExists -Target $Path -Message "'$Path' is there already." `
            -RecommendedAction 'Name another path, or say -Force to replace it.'
    }
    try {
        [System.IO.File]::WriteAllText($Path, $Text)
        [System.IO.FileInfo]::new($Path)
    }
    catch {
        throw New-EngineError -Id 'DMUpgrade.File.Unusable' -Category WriteError -Target $Path `
            -Message "The file '$Path' could not be written: $($_.Exception.GetBaseException().Message)" `
            -RecommendedAction 'Name a file in an existing folder that this account may write to.'
    }
}
