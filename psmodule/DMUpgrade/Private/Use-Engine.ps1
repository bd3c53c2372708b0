function Use-Engine {
    # For what needs an engine and no connection: the session's, or one that lives as long as the work.
    param([System.Management.Automation.PSCmdlet] $Cmdlet, [scriptblock] $Work)

    $engine = $script:Session.Engine
    $own = $null -eq $engine -or $engine.ContainsKey('Dead')
    if ($own) { $engine = Start-Engine $Cmdlet }
    try {
        & $Work $engine
    }
    finally {
        if ($own) { Stop-Engine $engine }
    }
}
