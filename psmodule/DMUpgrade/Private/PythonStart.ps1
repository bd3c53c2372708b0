function New-PythonStart {
    # How a Python of ours is started. In a source tree the package lies beside the module and need not be installed;
    # it comes last, so that an installed one and the caller's own PYTHONPATH go before.
    param([Parameter(Mandatory)] [string] $Path)

    $start = [System.Diagnostics.ProcessStartInfo]::new($Path)
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $utf8 = [System.Text.UTF8Encoding]::new($false)
    $start.StandardInputEncoding = $utf8
    $start.StandardOutputEncoding = $utf8
    $start.StandardErrorEncoding = $utf8
    $start.Environment['PYTHONUTF8'] = '1'
    $tree = Get-SourceTree
    if ($tree) {
        $start.Environment['PYTHONPATH'] = if ($env:PYTHONPATH) { "$env:PYTHONPATH$([System.IO.Path]::PathSeparator)$tree" } else { $tree }
    }
    $start
}

function Get-SourceTree {
    # The repository's root when the module stands in a source tree, else nothing.
    $root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($script:ModuleBase, '..', '..'))
    if ([System.IO.Directory]::Exists([System.IO.Path]::Combine($root, 'pyupgrade'))) {
        $root
    }
}
